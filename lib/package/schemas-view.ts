import { type Field, maxLength, minLength } from '../spec/fields.js';
import type { ModelSpec } from '../spec/model.js';
import { pythonString, pythonText } from '../spec/names.js';
import { bounds, type Context, enumClass, optionalOf, utc, valueType } from './context.js';
import { defaultValue } from './models-view.js';

/** What `schemas.py` says of one model: lines of class bodies. */
export type SchemaView = {
  readonly name: string;
  readonly py: Readonly<Record<string, string>>;
  readonly base: readonly string[];
  readonly create: readonly string[];
  readonly update: readonly string[];
  readonly notNull: readonly string[];
  readonly read: readonly string[];
};

/** Which types of the package the schemas of a model call for. */
export type SchemaNeeds = { readonly safeStr: boolean; readonly utcDatetime: boolean };

export function schemaNeeds(fields: readonly Field[]): SchemaNeeds {
  return {
    safeStr: fields.some((field) => field.type.kind === 'str' || field.type.kind === 'text'),
    utcDatetime: fields.some((field) => field.type.kind === 'datetime'),
  };
}

/** The name a field has in JSON. */
export const jsonName = (field: Field): string => field.alias ?? field.name;

/** The type of a field in a schema, with what Pydantic has to check. */
function schemaType(context: Context, model: ModelSpec, field: Field): string {
  const { names } = context;
  const limits = bounds(context, model, field).map(([, word, value]) => `${word}=${value}`);
  let type: string;
  switch (field.type.kind) {
    case 'str':
    case 'text': {
      type = names.own('SafeStr');
      const least = minLength(field);
      const most = maxLength(field);
      if (least !== undefined && least > 0) limits.push(`min_length=${least}`);
      if (most !== undefined) limits.push(`max_length=${most}`);
      if (field.pattern !== undefined) limits.push(`pattern=${pythonText(field.pattern)}`);
      break;
    }
    case 'int':
      type = names.own('Int32');
      break;
    case 'float':
      type = 'float';
      limits.unshift('allow_inf_nan=False');
      break;
    case 'decimal':
      type = valueType(context, model, field);
      limits.unshift(`max_digits=${field.type.precision}`, `decimal_places=${field.type.scale}`);
      break;
    case 'datetime':
      type = names.own('UtcDatetime');
      break;
    case 'enum':
      type = names.from(`${context.module}.models`, enumClass(model, field));
      break;
    default:
      type = valueType(context, model, field);
  }
  if (limits.length === 0) return type;
  return `${names.from('typing', 'Annotated')}[${type}, ${names.from('pydantic', 'Field')}(${limits.join(', ')})]`;
}

/**
 * `name: type = default`, with the alias where there is one. A read schema takes its values from attributes, so there
 * the alias is for what goes out alone.
 */
function line(
  context: Context,
  field: Field,
  type: string,
  value: { kind: string; text: string } | undefined,
  alias: 'alias' | 'serialization_alias' = 'alias',
): string {
  const head = `${field.name}: ${type}`;
  if (field.alias === undefined && value?.kind !== 'factory')
    return value === undefined ? head : `${head} = ${value.text}`;
  const given: string[] = [];
  if (value !== undefined) given.push(`${value.kind === 'factory' ? 'default_factory' : 'default'}=${value.text}`);
  if (field.alias !== undefined) given.push(`${alias}=${pythonString(field.alias)}`);
  return `${head} = ${context.names.from('pydantic', 'Field')}(${given.join(', ')})`;
}

/** A default as the schemas see it: the factories of the package come from its models. */
function schemaDefault(context: Context, model: ModelSpec, field: Field): { kind: string; text: string } | undefined {
  const value = defaultValue(context, model, field);
  if (value === undefined) return field.optional ? { kind: 'value', text: 'None' } : undefined;
  if (field.default?.kind === 'factory' && (field.default.name === 'now' || field.default.name === 'today')) {
    return { kind: 'factory', text: context.names.from(`${context.module}.models`, `utc_${field.default.name}`) };
  }
  return { kind: value.kind, text: value.text };
}

export function schemaView(context: Context, model: ModelSpec): SchemaView {
  const { names } = context;
  const typed = (field: Field): string => {
    const type = schemaType(context, model, field);
    return field.optional ? optionalOf(context, type) : type;
  };
  const written = (field: Field): string => line(context, field, typed(field), schemaDefault(context, model, field));
  const writable = model.fields.filter((field) => !field.readonly);
  const notNull = writable.filter((field) => !field.optional).map((field) => pythonString(field.name));
  const isShared = (field: Field): boolean => !field.writeonly && field.alias === undefined;
  const configDict = names.from('pydantic', 'ConfigDict');
  return {
    name: model.name,
    py: {
      BaseModel: names.from('pydantic', 'BaseModel'),
      ConfigDict: configDict,
      ...(notNull.length > 0 ? { field_validator: names.from('pydantic', 'field_validator') } : {}),
      refuse_null: names.own('refuse_null'),
    },
    base: writable.filter(isShared).map(written),
    create: writable.filter((field) => !isShared(field)).map(written),
    update: writable.map((field) =>
      line(context, field, optionalOf(context, schemaType(context, model, field)), { kind: 'value', text: 'None' }),
    ),
    notNull,
    read: model.fields
      .filter((field) => !field.writeonly && (field.readonly || field.alias !== undefined))
      .map((field) => line(context, field, typed(field), undefined, 'serialization_alias')),
  };
}

/** The types that stand once in `schemas.py`, above the schemas. */
export type SchemaTypesView = SchemaNeeds & { readonly int32: boolean; readonly py: Readonly<Record<string, string>> };

export function schemaTypesView(context: Context, needs: SchemaNeeds & { readonly int32: boolean }): SchemaTypesView {
  const { names } = context;
  const py: Record<string, string> = { Annotated: names.from('typing', 'Annotated') };
  if (needs.int32) {
    py['Field'] = names.from('pydantic', 'Field');
    py['Int32'] = names.own('Int32');
  }
  if (needs.safeStr || needs.utcDatetime) py['AfterValidator'] = names.from('pydantic', 'AfterValidator');
  if (needs.safeStr) py['SafeStr'] = names.own('SafeStr');
  if (needs.utcDatetime) {
    py['AwareDatetime'] = names.from('pydantic', 'AwareDatetime');
    py['datetime'] = names.from('datetime', 'datetime');
    py['UTC'] = utc(context);
    py['UtcDatetime'] = names.own('UtcDatetime');
  }
  return { ...needs, py };
}
