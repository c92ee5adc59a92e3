/** The lines of a model's fields in each of its schemas. */
import { argumentText, pythonString } from '../naming/names.js';
import { type Field, isMany, referredBy } from '../request/fields.js';
import { type Context, typeName } from './context.js';
import { type DefaultValue, isLeftOut, schemaDefault } from './defaults.js';
import { modulePath } from './modules.js';
import { type Code, join, type Part, py, symbol } from './print/code.js';
import { jsonSchema } from './print/symbols.js';
import { isBeforePydantic, rulesForm, schemaField } from './pydantic.js';
import { shapeOf } from './schema-names.js';
import { annotated, listOf, optionalOf, unionOf } from './spelling.js';
import { inputType, isNamed, outputType, plainInput } from './types/schema-type.js';
import type { Typed } from './types/table.js';

export type SchemaLines = {
  readonly base: readonly Code[];
  readonly create: readonly Code[];
  readonly update: readonly Code[];
  readonly read: readonly Code[];
  /** The records that the answer shows beside their keys. */
  readonly embedded: readonly Code[];
};

/** What is in the base is not written again, unless another schema says it in another way. */
export function schemaLines(context: Context, fields: readonly Typed[]): SchemaLines {
  const { base, read } = shapeOf(context);
  const writable = fields.filter(({ field }) => !field.readonly);
  const inBase = new Map(
    base === 'none' ? [] : writable.filter(isShared).map((each) => [each.field.name, baseLine(each, base)] as const),
  );
  const others = (print: (each: Typed) => Code): readonly Code[] =>
    writable
      .map((each) => [each.field.name, print(each)] as const)
      .filter(([name, line]) => JSON.stringify(inBase.get(name)) !== JSON.stringify(line))
      .map(([, line]) => line);
  const isInherited = ({ field }: Typed): boolean =>
    read === 'base' && inBase.has(field.name) && (base === 'required' || field.optional);
  return {
    base: [...inBase.values()],
    create: others(createLine),
    update: base === 'optional' ? others(updateLine) : writable.map(updateLine),
    read: fields.filter((each) => !each.field.writeonly && !isInherited(each)).map(readLine),
    embedded: fields.flatMap(embeddedLine),
  };
}

/** The types of fields that have a name above the classes. */
export function namedTypes(fields: readonly Typed[]): readonly (readonly [name: string, type: Part])[] {
  return fields.filter(isNamedType).map((each) => [sentName(each), inputType(each.row, each.given)] as const);
}

/** Whether every schema has the field under one name, with a type that also reads what is stored. */
function isShared({ field, row, given }: Typed): boolean {
  const isOfAll = !field.writeonly && field.alias === undefined && !isLeftOut(field) && row.isApart === undefined;
  const isReadable = typeof row.output !== 'function' || row.output(given) === undefined;
  return isOfAll && (isReadable || isAnswer(given.context));
}

/** Whether the base has what is answered; else it has what a client sends, with its rules. */
const isAnswer = (context: Context): boolean => rulesForm(context) === 'alias' && shapeOf(context).base === 'required';

function isNamedType({ field, row, given }: Typed): boolean {
  return isNamed(row, given) && (!field.readonly || row.output === 'input');
}

const sentName = ({ given, field }: Typed): string => typeName(given.context, given.model, field);

/** What a client sends of a field outside of a schema, with its rules. */
export function sentType(each: Typed): Part {
  return isNamedType(each) ? sentName(each) : inputType(each.row, each.given);
}

type Sent = { readonly type: Part; readonly rules: readonly Part[] };

/** What a client sends, by its name where it has one. */
function sent(each: Typed): Sent {
  return isNamedType(each) ? { type: sentName(each), rules: [] } : plainInput(each.row, each.given);
}

/** The same of what may be None. */
function sentOrNone(each: Typed): Sent {
  const { row, given } = each;
  if (isNamedType(each) || row.isRuledAlone === undefined || !isBeforePydantic(given.context, 8)) return sent(each);
  return { type: inputType(row, given), rules: [] };
}

function baseLine(each: Typed, base: 'required' | 'optional'): Code {
  if (base === 'optional') return optionalLine(each);
  return isAnswer(each.given.context) ? readLine(each) : createLine(each);
}

const NONE: DefaultValue = { kind: 'value', code: 'None' };

function createLine(each: Typed): Code {
  const { field, given } = each;
  const { type, rules } = field.optional || isLeftOut(field) ? sentOrNone(each) : sent(each);
  if (isLeftOut(field)) return line(each, mayBeMissing(given.context, type), NONE, rules);
  const value = schemaDefault(each) ?? (field.optional || field.serverDefault ? NONE : undefined);
  return line(each, field.optional ? optionalOf(given.context, type) : type, value, rules);
}

function updateLine(each: Typed): Code {
  const { field, given } = each;
  if (field.optional || shapeOf(given.context).base === 'optional') return optionalLine(each);
  const { type, rules } = sentOrNone(each);
  return line(each, mayBeMissing(given.context, type), NONE, rules);
}

function optionalLine(each: Typed): Code {
  const { type, rules } = sentOrNone(each);
  return line(each, optionalOf(each.given.context, type), NONE, rules);
}

function readLine(each: Typed): Code {
  const { row, given, field } = each;
  const type = row.output === 'input' && isNamedType(each) ? sentName(each) : outputType(row, given);
  if (!field.optional) return line(each, type);
  const isDefault = shapeOf(given.context).hasDefaults;
  return line(each, optionalOf(given.context, type), isDefault ? NONE : undefined);
}

function embeddedLine({ field, given: { context } }: Typed): readonly Code[] {
  const to = referredBy(field);
  if (to?.shown === undefined) return [];
  const { module, name } = to.shown;
  const type = module === modulePath(context, 'schemas') ? name : symbol(module, name);
  if (isMany(field.type)) return [py`${to.relation}: ${listOf(context, type)}`];
  if (!field.optional) return [py`${to.relation}: ${type}`];
  return [py`${to.relation}: ${optionalOf(context, type)}${shapeOf(context).hasDefaults && ' = None'}`];
}

/** What may be left out but not be null: where types have names, the document does not offer null. */
function mayBeMissing(context: Context, type: Part): Code {
  if (rulesForm(context) !== 'alias') return optionalOf(context, type);
  return unionOf(context, type, py`${jsonSchema.SkipJsonSchema}[None]`);
}

/** `name: type = default`; where nothing is sent, the alias is for what goes out alone. */
function line(each: Typed, type: Part, value?: DefaultValue, rules?: readonly Part[]): Code {
  const hidden = each.row.isHidden === true ? ['repr=False'] : [];
  return withRules(each, type, value, rules && [...rules, ...hidden]);
}

function withRules(each: Typed, type: Part, value?: DefaultValue, rules?: readonly Part[]): Code {
  const { field, given } = each;
  const isInType = rulesForm(given.context) === 'annotated' && rules !== undefined && rules.length > 0;
  if (isInType) {
    const bounded = annotated(given.context, type, py`${schemaField(given.context)}(${join(', ', rules)})`);
    return withRules(each, bounded, value, []);
  }
  const { ellipsis, positional } = given.context.conventions.constraints;
  const said = [
    ...(rules ?? []),
    aliasOf(field, rules),
    field.doc !== undefined && `description=${argumentText(field.doc)}`,
  ];
  const told = said.filter(Boolean);
  if (told.length === 0 && value?.kind !== 'factory') {
    return value === undefined ? py`${field.name}: ${type}` : py`${field.name}: ${type} = ${value.code}`;
  }
  const first =
    value === undefined
      ? ellipsis && rules !== undefined && '...'
      : value.kind === 'factory'
        ? py`default_factory=${value.code}`
        : py`${!positional && 'default='}${value.code}`;
  return py`${field.name}: ${type} = ${schemaField(given.context)}(${join(', ', [first, ...told])})`;
}

const aliasOf = ({ alias }: Field, rules: readonly Part[] | undefined): Part =>
  alias !== undefined && `${rules === undefined ? 'serialization_alias' : 'alias'}=${pythonString(alias)}`;
