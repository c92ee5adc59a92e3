import { pythonString, pythonText } from '../naming/names.js';
import type { Field } from '../request/fields.js';
import type { ModelSpec } from '../request/model.js';
import { type Context, optionalOf, resolved } from './context.js';
import { defaultValue } from './models-view.js';
import { ofModule } from './modules.js';
import { schemaType } from './schema-types.js';

/** What `schemas.py` says of one model: lines of class bodies. */
export type SchemaView = {
  readonly name: string;
  readonly py: Readonly<Record<string, string>>;
  readonly base: readonly string[];
  readonly create: readonly string[];
  readonly createNotNull: readonly string[];
  readonly update: readonly string[];
  readonly notNull: readonly string[];
  readonly read: readonly string[];
};

/** The name a field has in JSON. */
export const jsonName = (field: Field): string => field.alias ?? field.name;

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
  if (field.alias === undefined && field.doc === undefined && value?.kind !== 'factory')
    return value === undefined ? head : `${head} = ${value.text}`;
  const given: string[] = [];
  if (value !== undefined) given.push(`${value.kind === 'factory' ? 'default_factory' : 'default'}=${value.text}`);
  if (field.alias !== undefined) given.push(`${alias}=${pythonString(field.alias)}`);
  if (field.doc !== undefined) given.push(`description=${pythonText(field.doc)}`);
  return `${head} = ${context.names.from('pydantic', 'Field')}(${given.join(', ')})`;
}

/** A default as the schemas see it: the factories of the package come from its models. */
function schemaDefault(context: Context, model: ModelSpec, field: Field): { kind: string; text: string } | undefined {
  const value = defaultValue(context, model, field);
  if (value === undefined) return field.optional || field.serverDefault ? { kind: 'value', text: 'None' } : undefined;
  if (field.default?.kind === 'factory' && (field.default.name === 'now' || field.default.name === 'today')) {
    return { kind: 'factory', text: ofModule(context, 'models', `utc_${field.default.name}`) };
  }
  return { kind: value.kind, text: value.text };
}

/** A value that the database gives is left out, not null; what can be null may be both. */
export const isLeftOut = (field: Field): boolean =>
  field.serverDefault !== undefined && !field.optional && !field.readonly;

export function schemaView(context: Context, given: ModelSpec): SchemaView {
  const model = resolved(context, given);
  const { names } = context;
  const typed = (field: Field): string => {
    const type = schemaType(context, model, field);
    return field.optional ? optionalOf(context, type) : type;
  };
  const written = (field: Field): string => {
    const type = isLeftOut(field) ? optionalOf(context, schemaType(context, model, field)) : typed(field);
    return line(context, field, type, schemaDefault(context, model, field));
  };
  const writable = model.fields.filter((field) => !field.readonly);
  const notNull = writable.filter((field) => !field.optional).map((field) => pythonString(field.name));
  const isShared = (field: Field): boolean => !field.writeonly && field.alias === undefined && !isLeftOut(field);
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
    createNotNull: writable.filter(isLeftOut).map((field) => pythonString(field.name)),
    update: writable.map((field) =>
      line(context, field, optionalOf(context, schemaType(context, model, field)), { kind: 'value', text: 'None' }),
    ),
    notNull,
    read: model.fields
      .filter((field) => !field.writeonly && (field.readonly || !isShared(field)))
      .map((field) => line(context, field, typed(field), undefined, 'serialization_alias')),
  };
}
