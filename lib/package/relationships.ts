/** The relationships of a model: the records that its references name, as attributes. */
import { type Field, isReference, type RefTarget } from '../request/fields.js';
import type { ModelSpec } from '../request/model.js';
import type { Context } from './context.js';
import { modulePath } from './modules.js';
import { join, type Part, type PySymbol, py } from './print/code.js';
import { orm, sqlmodel, typing } from './print/symbols.js';
import { isUnionStyle } from './spelling.js';
import { targetOf } from './types/ref.js';

type Relationship = { readonly field: Field; readonly to: RefTarget };

function relationshipsOf({ fields }: ModelSpec): readonly Relationship[] {
  return fields.flatMap((field) => (isReference(field.type) ? [{ field, to: targetOf(field.type) }] : []));
}

export function relationships(context: Context, model: ModelSpec): readonly Part[] {
  return relationshipsOf(model).map((each) => lineOf(context, model, each));
}

function lineOf(context: Context, model: ModelSpec, each: Relationship): Part {
  const { to } = each;
  const { orm: form } = context.conventions;
  const told = argumentsOf(model, each);
  if (form === 'column') {
    const given = [py`"${to.name}"`, ...told.map(([name, value]) => py`${name}=${value}`)];
    return py`${to.relation} = ${orm.relationship}(${join(', ', given)})`;
  }
  if (form === 'sqlmodel') {
    const kwargs = told.map(([name, value]) => `"${name}": ${value}`);
    const given = kwargs.length > 0 && `sa_relationship_kwargs={${kwargs.join(', ')}}`;
    return py`${to.relation}: ${annotation(context, each)} = ${sqlmodel.Relationship}(${given})`;
  }
  const given = told.map(([name, value]) => py`${name}=${value}`);
  return py`${to.relation}: ${orm.Mapped}[${annotation(context, each)}] = ${orm.relationship}(${join(', ', given)})`;
}

/** What the mapper cannot tell by itself: which column it is of several to one table, and which end of a table's own. */
function argumentsOf(model: ModelSpec, { field, to }: Relationship): readonly (readonly [string, string])[] {
  const twins = relationshipsOf(model).filter((each) => each.to.table === to.table);
  return [
    ...(twins.length > 1 ? [['foreign_keys', `"${model.name}.${field.name}"`] as const] : []),
    ...(to.isSelf ? [['remote_side', `"${model.name}.${to.key.name}"`] as const] : []),
  ];
}

/** The class as a string: its module is imported by type checkers alone. */
function annotation(context: Context, { field, to }: Relationship): Part {
  const name = typeOf(context, to);
  if (!field.optional) return py`"${name}"`;
  // SQLModel reads no other form.
  const isUnion = context.conventions.orm !== 'sqlmodel' && isUnionStyle(context);
  return isUnion ? py`"${name} | None"` : py`${typing.Optional}["${name}"]`;
}

function typeOf(context: Context, { module, name }: RefTarget): Part {
  if (module === modulePath(context, 'models')) return name;
  const symbol: PySymbol = { kind: 'symbol', module, name, typeOnly: true };
  return symbol;
}
