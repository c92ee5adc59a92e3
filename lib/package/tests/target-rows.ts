/** Which rows the tests have of what a model refers to: the last ones are another user's, and marked as deleted. */
import { pythonString } from '../../naming/literals.js';
import type { Deletion } from '../../request/deletion.js';
import { type Field, isReference, type RefKey, type RefTarget, referredBy } from '../../request/fields.js';
import type { ModelSpec } from '../../request/model.js';
import { fieldOfScope } from '../../request/scopes.js';
import { keySample } from '../../request/types/ref.js';
import { type Context, writableFields } from '../context.js';
import { type Code, type Part, py } from '../print/code.js';
import { sqlalchemy, sqlmodel, uuid } from '../print/symbols.js';
import { requiredOwner, targetClass } from '../references.js';
import { keptApart } from './values.js';

type OwnedTarget = { readonly field: Field; readonly to: RefTarget };

type MarkedTarget = RefTarget & { readonly deletion: Deletion };

/** The number of the row that belongs to the second user, where rows have owners: the others belong to the first one. */
export function lastRow(model: ModelSpec): number {
  return keptApart(model).some(({ type }) => isReference(type)) ? 5 : 3;
}

/** The references whose records have to be the caller's own. */
export function ownedTargets(model: ModelSpec): readonly OwnedTarget[] {
  const above = fieldOfScope(model, 'parent');
  return [...writableFields(model), ...(above === undefined ? [] : [above])].flatMap((field) => {
    const to = referredBy(field);
    return to === undefined || to.isSelf || requiredOwner(model, to) === undefined ? [] : [{ field, to }];
  });
}

/** What a create or an update may refer to, of which a record can be marked as deleted: each model once. */
export function goneTargets(model: ModelSpec): readonly MarkedTarget[] {
  const all = writableFields(model).flatMap((field) => referredBy(field) ?? []);
  const marked = all.flatMap(({ deletion, ...to }) =>
    deletion === undefined || to.isSelf ? [] : [{ ...to, deletion }],
  );
  return [...new Map(marked.map((to) => [`${to.module}.${to.name}`, to])).values()];
}

/** The number of the row that is marked as deleted: it belongs to the first user. */
export const goneRow = (model: ModelSpec): number => lastRow(model) + (ownedTargets(model).length > 0 ? 1 : 0);

const MARKS: Readonly<Record<Deletion['kind'], Part>> = {
  moment: py`${sqlalchemy.func}.now()`,
  day: py`${sqlalchemy.func}.current_date()`,
  deleted: 'True',
  active: 'False',
};

/** The statement that marks the row with a number as deleted. */
export function markedRow(context: Context, to: MarkedTarget, number: number): Code {
  const target = targetClass(context, to);
  const { name, kind } = to.deletion;
  const key = py`${target}.${to.key.name}`;
  const column = context.conventions.orm === 'sqlmodel' ? py`${sqlmodel.col}(${key})` : key;
  const row = py`${column} == ${keyValue(to.key, number)}`;
  return py`${sqlalchemy.update}(${target}).where(${row}).values(${name}=${MARKS[kind]})`;
}

/** The key of the record with a number, as a function of the package takes it. */
export function keyValue(key: RefKey, number: number): Part {
  const { kind } = key;
  if (kind === 'uuid') return py`${uuid.UUID}(${keySample(key, number)})`;
  return kind === 'str' ? pythonString(String(number)) : String(number);
}
