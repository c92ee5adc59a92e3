/** References between records that belong to callers: whose record is referred to, and where that cannot be told. */
import { columnsIn, type MappedTable } from '../framework/mapped-models.js';
import { parentOf } from '../framework/stored-rows.js';
import type { Project } from '../project/project.js';
import { type Field, isMany, isReference, type RefTarget, referredBy } from '../request/fields.js';
import type { ModelSpec } from '../request/model.js';
import { fieldOfScope } from '../request/scopes.js';

/** The fields of a model that has an owner, with how their targets name theirs. */
export function withTargetOwners(
  fields: readonly Field[],
  all: readonly MappedTable[],
  code: Project,
): readonly Field[] {
  const own = fieldOfScope({ fields }, 'owner');
  const owner = own === undefined ? undefined : referredBy(own);
  if (own === undefined || owner === undefined) return fields;
  return fields.map((field) => {
    const to = referredBy(field);
    if (to === undefined || field.scope === 'owner' || isSame(to, owner)) return field;
    const found = to.isSelf ? { owner: own.name } : ownersOf(to, owner, own.name, all, code);
    return withTarget(field, found);
  });
}

function withTarget(field: Field, found: Pick<RefTarget, 'owner' | 'perhapsOwners'>): Field {
  const { type } = field;
  if (isMany(type) && type.to !== undefined) return { ...field, type: { ...type, to: { ...type.to, ...found } } };
  return isReference(type) && type.to !== undefined
    ? { ...field, type: { ...type, to: { ...type.to, ...found } } }
    : field;
}

type Named = Pick<RefTarget, 'module' | 'name'>;

const isSame = (one: Named, other: Named): boolean => one.module === other.module && one.name === other.name;

const namedBy = ({ table }: MappedTable): Named => ({ module: table.module.module, name: table.name });

/** A record belongs to the one that it always names; of several the one that is called as in the new model. */
function ownersOf(
  to: RefTarget,
  owner: RefTarget,
  called: string,
  all: readonly MappedTable[],
  code: Project,
): Pick<RefTarget, 'owner' | 'perhapsOwners'> {
  const model = all.find((each) => isSame(namedBy(each), to));
  const columns = model === undefined ? [] : columnsIn(model.table, code);
  const naming = columns.filter((column) => {
    const parent = parentOf(column, all, code);
    return parent !== undefined && isSame(namedBy(parent), owner);
  });
  const required = naming.filter(({ column }) => column.isRequired);
  const found = required.length === 1 ? required[0] : required.find(({ name }) => name === called);
  if (found !== undefined) return { owner: found.name };
  return naming.length === 0 ? {} : { perhapsOwners: naming.map(({ name }) => name) };
}

/** What a model with an owner does not look after, in sentences. */
export function unclearOwners({ name, fields }: ModelSpec): readonly string[] {
  return fields.flatMap((field): readonly string[] => {
    const to = referredBy(field);
    if (to?.perhapsOwners === undefined) return [];
    const attributes = to.perhapsOwners.map((each) => `${to.name}.${each}`).join(' and ');
    return [
      `A ${name} may refer to any ${to.name}, also to one of somebody else: whether ${attributes} ${to.perhapsOwners.length === 1 ? 'says' : 'say'} whose it is cannot be told.`,
    ];
  });
}
