import { boundedName, enumMember, pythonString, pythonText } from '../naming/names.js';
import { type Field, isInteger, maxLength, type ScalarType } from '../request/fields.js';
import type { ModelSpec } from '../request/model.js';

import {
  type Context,
  EXACT_DIGITS,
  enumBases,
  enumClass,
  enumName,
  optionalOf,
  ownEnums,
  resolved,
  valueType,
} from './context.js';
import { serverDefault } from './server-default.js';
import { bounds, literal } from './values.js';

export type EnumView = { readonly name: string; readonly bases: string; readonly members: readonly string[] };

/** What `models.py` says of one model. */
export type ModelView = {
  readonly enums: readonly EnumView[];
  readonly name: string;
  readonly base: string;
  readonly table: string;
  readonly constraints: readonly string[];
  readonly columns: readonly string[];
};

/** What the package's helpers define, by what calls for them; in the order in which they stand. */
export const MODEL_HELPERS = {
  utcDateTime: 'UtcDateTime',
  exactDecimal: 'ExactDecimal',
  anyJson: 'AnyJson',
  jsonList: 'JsonList',
  enumValues: 'enum_values',
  now: 'utc_now',
  today: 'utc_today',
} as const;

/** Which helpers of the package the fields of a model call for. */
export type ModelNeeds = Readonly<Record<keyof typeof MODEL_HELPERS, boolean>>;

/** Whether JSON has the type's values as they are. */
const isJson = ({ kind }: ScalarType): boolean =>
  ['str', 'text', 'int', 'bigint', 'smallint', 'float', 'bool', 'email', 'url', 'slug'].includes(kind);
const isExact = (field: Field): boolean => field.type.kind === 'decimal' && field.type.precision > EXACT_DIGITS;
const hasFactory = (field: Field, name: string): boolean =>
  field.default?.kind === 'factory' && field.default.name === name;

export function modelNeeds(fields: readonly Field[]): ModelNeeds {
  return {
    exactDecimal: fields.some(isExact),
    utcDateTime: fields.some((field) => field.type.kind === 'datetime'),
    enumValues: fields.some(({ type }) => type.kind === 'enum' || type.kind === 'enum.class'),
    anyJson: fields.some(({ type }) => type.kind === 'json'),
    jsonList: fields.some(({ type }) => type.kind === 'list' && !isJson(type.of)),
    now: fields.some((field) => hasFactory(field, 'now')),
    today: fields.some((field) => hasFactory(field, 'today')),
  };
}

/** The default as keyword arguments of `mapped_column` or `Field`: they spell a factory differently. */
export function defaultValue(
  context: Context,
  model: ModelSpec,
  field: Field,
): { readonly kind: 'value' | 'factory'; readonly text: string } | undefined {
  const given = field.default;
  if (given === undefined) return undefined;
  if (given.kind === 'value') {
    const text = literal(context, model, field, given.value);
    if (text === '{}' || text === '[]') return { kind: 'factory', text: text === '{}' ? 'dict' : 'list' };
    // Each record has a value of its own.
    return /^[[{]/.test(text) ? { kind: 'factory', text: `lambda: ${text}` } : { kind: 'value', text };
  }
  switch (given.name) {
    case 'empty':
      return { kind: 'factory', text: 'list' };
    case 'uuid4':
      return { kind: 'factory', text: context.names.from('uuid', 'uuid4') };
    case 'now':
      return { kind: 'factory', text: context.names.own('utc_now') };
    case 'today':
      return { kind: 'factory', text: context.names.own('utc_today') };
  }
}

function columnType(context: Context, model: ModelSpec, field: Field): string | undefined {
  const { names } = context;
  const { type } = field;
  switch (type.kind) {
    case 'str':
    case 'email':
    case 'url':
    case 'slug':
      return `${names.from('sqlalchemy', 'String')}(${maxLength(field)})`;
    case 'bigint':
      return names.from('sqlalchemy', 'BigInteger');
    case 'smallint':
      return names.from('sqlalchemy', 'SmallInteger');
    case 'datetime.naive':
      return names.from('sqlalchemy', 'DateTime');
    case 'json':
      return names.own('AnyJson');
    case 'list':
      return isJson(type.of)
        ? `${names.from('sqlalchemy', 'JSON')}(none_as_null=True)`
        : `${names.own('JsonList')}(${valueType(context, model, field)})`;
    case 'text':
      return names.from('sqlalchemy', 'Text');
    case 'decimal': {
      const name = isExact(field) ? names.own('ExactDecimal') : names.from('sqlalchemy', 'Numeric');
      return `${name}(${type.precision}, ${type.scale})`;
    }
    case 'datetime':
      return names.own('UtcDateTime');
    case 'enum': {
      const longest = Math.max(1, ...type.values.map((value) => value.length));
      const name = pythonString(boundedName(`ck_${model.table}_${columnName(field)}`));
      return `${names.from('sqlalchemy', 'Enum')}(${enumName(context, model, field)}, name=${name}, native_enum=False, create_constraint=True, length=${longest}, values_callable=${names.own('enum_values')})`;
    }
    default:
      return undefined;
  }
}

const columnName = (field: Field): string => field.column ?? field.name;

function column(context: Context, model: ModelSpec, field: Field): string {
  const type = valueType(context, model, field);
  const mapped = `${field.name}: ${context.names.from('sqlalchemy.orm', 'Mapped')}[${field.optional ? optionalOf(context, type) : type}]`;
  const given: string[] = [];
  if (field.column !== undefined) given.push(pythonString(field.column));
  const sql = columnType(context, model, field);
  if (sql !== undefined) given.push(sql);
  const value = defaultValue(context, model, field);
  if (value !== undefined) given.push(`default=${value.text}`);
  const server = serverDefault(context, field);
  if (server !== undefined) given.push(`server_default=${server}`);
  // SQLAlchemy takes a type that may be None for a column that may be NULL.
  if (field.type.kind === 'json' && !field.optional) given.push('nullable=False');
  if (field.doc !== undefined) given.push(`comment=${pythonText(field.doc)}`);
  // A unique constraint brings its own index.
  if (field.index && !field.unique) given.push('index=True');
  return given.length === 0
    ? mapped
    : `${mapped} = ${context.names.from('sqlalchemy.orm', 'mapped_column')}(${given.join(', ')})`;
}

function constraints(context: Context, model: ModelSpec): string[] {
  const { names } = context;
  return model.fields.flatMap((field) => {
    const name = columnName(field);
    const lines: string[] = [];
    if (field.unique) {
      const constraint = names.from('sqlalchemy', 'UniqueConstraint');
      lines.push(
        `${constraint}(${pythonString(name)}, name=${pythonString(boundedName(`uq_${model.table}_${name}`))})`,
      );
    }
    for (const [operator, word, value] of bounds(context, model, field)) {
      const check = names.from('sqlalchemy', 'CheckConstraint');
      let left = `${names.from('sqlalchemy', 'column')}(${pythonString(name)})`;
      if (isExact(field) && field.type.kind === 'decimal') {
        const numeric = `${names.from('sqlalchemy', 'Numeric')}(${field.type.precision}, ${field.type.scale})`;
        left = `${names.from('sqlalchemy', 'cast')}(${left}, ${numeric})`;
      }
      const title = pythonString(boundedName(`ck_${model.table}_${name}_${word}`));
      const isNumber = isInteger(field.type) || field.type.kind === 'float';
      const right = isNumber ? `${names.from('sqlalchemy', 'literal')}(${value})` : value;
      lines.push(`${check}(${left} ${operator} ${right}, name=${title})`);
    }
    return lines;
  });
}

export function modelView(context: Context, given: ModelSpec): ModelView {
  const model = resolved(context, given);
  const { base } = context.conventions;
  return {
    enums: ownEnums(model).flatMap((field) =>
      field.type.kind === 'enum'
        ? [
            {
              name: enumClass(model, field),
              bases: enumBases(context),
              members: field.type.values.map((value) => `${enumMember(value)} = ${pythonString(value)}`),
            },
          ]
        : [],
    ),
    name: model.name,
    base: context.names.from(base.module, base.name),
    table: pythonString(model.table),
    constraints: constraints(context, model),
    columns: [
      `id: ${context.names.from('sqlalchemy.orm', 'Mapped')}[int] = ${context.names.from('sqlalchemy.orm', 'mapped_column')}(primary_key=True)`,
      ...model.fields.map((field) => column(context, model, field)),
    ],
  };
}
