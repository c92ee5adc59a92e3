/** `schemas.py`: what all schemas of a model share, what a client sends, and what is answered. */
import { pythonString, pythonText } from '../../naming/names.js';
import type { Field } from '../../request/fields.js';
import type { ModelSpec } from '../../request/model.js';
import { type Context, resolved, typeName } from '../context.js';
import { type DefaultValue, isLeftOut, schemaDefault } from '../defaults.js';
import { keyOf } from '../key.js';
import { type Code, join, own, type Part, py } from '../print/code.js';
import { jsonSchema, pydantic } from '../print/symbols.js';
import { schemaNames } from '../schema-names.js';
import { optionalOf, unionOf } from '../spelling.js';
import { shownStamps } from '../stamps.js';
import type { SchemaHelper } from '../types/row.js';
import { inputType, isNamed, outputType } from '../types/schema-type.js';
import { type Typed, typed } from '../types/table.js';

export function schemas(context: Context, asked: ModelSpec): Code {
  const spec = resolved(context, asked);
  const names = schemaNames(context, spec);
  const id = keyOf(context);
  const fields = spec.fields.map((field) => typed(context, spec, field));
  const writable = fields.filter(({ field }) => !field.readonly);
  const shared = writable.filter(({ field }) => isShared(field));
  const sent = writable.filter((each) => !isShared(each.field) || !isPlain(each));
  const read = fields.filter(({ field }) => !field.writeonly && (field.readonly || !isShared(field)));
  return py`
    ${types(fields)}
    class ${names.base}(${pydantic.BaseModel}):
        ${lines(shared.map((each) => line(each.field, answered(each))))}


    class ${names.create}(${names.base}):
        ${lines([...sent.map(createLine), ...refuseNull(sent.filter(({ field, row }) => isLeftOut(field) || (row.stored !== undefined && !field.optional)))])}


    ${
      writable.length > 0 &&
      py`
        class ${names.update}(${pydantic.BaseModel}):
            ${[...writable.map(updateLine), ...refuseNull(writable.filter(({ field }) => !field.optional))]}


      `
    }
    class ${names.read}(${names.base}):
        model_config = ${pydantic.ConfigDict}(from_attributes=True)

        ${id.name}: ${id.python}
        ${read.map((each) => line(each.field, answered(each), undefined, 'serialization_alias'))}
        ${shownStamps(context, spec).map(({ name, python }) => py`${name}: ${python}`)}
  `;
}

/** The functions that the types of a model's fields call, each once. */
export function schemaHelpers(context: Context, asked: ModelSpec): readonly SchemaHelper[] {
  const spec = resolved(context, asked);
  const fields = spec.fields.map((field) => typed(context, spec, field));
  const needed = fields.filter(({ field }) => !(field.readonly && field.writeonly));
  const helpers = needed.flatMap(({ row, given }) => row.helpers?.(given) ?? []);
  return [...new Map(helpers.map((helper) => [helper.name, helper])).values()];
}

/** Whether the field is in every schema under one name. */
const isShared = (field: Field): boolean => !field.writeonly && field.alias === undefined && !isLeftOut(field);

const isNamedType = ({ field, row, given }: Typed): boolean =>
  isNamed(row, given) && (!field.readonly || row.output === 'input');

/** Whether a client sends the field as the base has it: required, and of a type without a rule. */
function isPlain(each: Typed): boolean {
  const { field } = each;
  const isSame = JSON.stringify(sentType(each)) === JSON.stringify(answeredType(each));
  return isSame && !field.optional && field.default === undefined;
}

const NUL_COMMENT = '# PostgreSQL cannot store NUL in a string.';

function types(fields: readonly Typed[]): readonly Part[] {
  const named = fields.filter(isNamedType);
  const isText = ({ row, given }: Typed): boolean =>
    (row.input(given).rules ?? []).some((rule) => String(rule).includes('[^\\x00]'));
  const first = named.find(isText);
  const printed = named.map((each) => {
    const definition = py`${sentName(each)} = ${inputType(each.row, each.given)}`;
    return each === first
      ? py`
      ${NUL_COMMENT}
      ${definition}
    `
      : definition;
  });
  return printed.length === 0
    ? []
    : [
        ...printed,
        py`

    `,
      ];
}

const sentName = ({ given, field }: Typed): string => typeName(given.context, given.model, field);

/** What a client sends, by its name where it has one. */
const sentType = (each: Typed): Part => (isNamedType(each) ? sentName(each) : inputType(each.row, each.given));

const answeredType = (each: Typed): Part =>
  each.row.output === 'input' ? sentType(each) : outputType(each.row, each.given);

function answered(each: Typed): Part {
  const type = answeredType(each);
  return each.field.optional ? optionalOf(each.given.context, type) : type;
}

function createLine(each: Typed): Part {
  const { field, given } = each;
  const value = schemaDefault(each);
  if (isLeftOut(field)) return line(field, mayBeMissing(each), { kind: 'value', code: 'None' });
  const type = field.optional ? optionalOf(given.context, sentType(each)) : sentType(each);
  return line(
    field,
    type,
    value ?? (field.optional || field.serverDefault ? { kind: 'value', code: 'None' } : undefined),
  );
}

function updateLine(each: Typed): Part {
  const { field, given } = each;
  const type = field.optional ? optionalOf(given.context, sentType(each)) : mayBeMissing(each);
  return line(field, type, { kind: 'value', code: 'None' });
}

/** What may be left out but not be null: the document does not offer null. */
function mayBeMissing(each: Typed): Code {
  return unionOf(each.given.context, sentType(each), py`${jsonSchema.SkipJsonSchema}[None]`);
}

/** `name: type = default`; in a read schema the alias is for what goes out alone. */
function line(field: Field, type: Part, value?: DefaultValue, alias: 'alias' | 'serialization_alias' = 'alias'): Code {
  const isBare = field.alias === undefined && field.doc === undefined && value?.kind !== 'factory';
  if (isBare) return value === undefined ? py`${field.name}: ${type}` : py`${field.name}: ${type} = ${value.code}`;
  const told = [
    value !== undefined && py`${value.kind === 'factory' ? 'default_factory' : 'default'}=${value.code}`,
    field.alias !== undefined && `${alias}=${pythonString(field.alias)}`,
    field.doc !== undefined && `description=${pythonText(field.doc)}`,
  ];
  return py`${field.name}: ${type} = ${pydantic.Field}(${join(', ', told)})`;
}

function refuseNull(fields: readonly Typed[]): readonly Part[] {
  if (fields.length === 0) return [];
  return [
    py`

      @${pydantic.field_validator}(${join(
        ', ',
        fields.map(({ field }) => pythonString(field.name)),
      )})
      @classmethod
      def ${own('refuse_null')}(cls, value: object) -> object:
          if value is None:
              msg = "may be left out but not null"
              raise ValueError(msg)
          return value
    `,
  ];
}

const lines = (body: readonly Part[]): readonly Part[] => (body.length === 0 ? ['pass'] : body);
