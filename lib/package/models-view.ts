import type { Field } from '../spec/fields.js';
import type { ModelSpec } from '../spec/model.js';
import { boundedName, enumMember, pythonString } from '../spec/names.js';
import {
  bounds,
  type Context,
  EXACT_DIGITS,
  enumBases,
  enumClass,
  literal,
  optionalOf,
  unionOf,
  utc,
  valueType,
} from './context.js';

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

/** Which helpers of the package the fields of a model call for. */
export type ModelNeeds = {
  readonly exactDecimal: boolean;
  readonly utcDateTime: boolean;
  readonly enumValues: boolean;
  readonly now: boolean;
  readonly today: boolean;
};

const isExact = (field: Field): boolean => field.type.kind === 'decimal' && field.type.precision > EXACT_DIGITS;
const hasFactory = (field: Field, name: string): boolean =>
  field.default?.kind === 'factory' && field.default.name === name;

export function modelNeeds(fields: readonly Field[]): ModelNeeds {
  return {
    exactDecimal: fields.some(isExact),
    utcDateTime: fields.some((field) => field.type.kind === 'datetime'),
    enumValues: fields.some((field) => field.type.kind === 'enum'),
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
  if (given.kind === 'value') return { kind: 'value', text: literal(context, model, field, given.value) };
  switch (given.name) {
    case 'empty':
      return { kind: 'value', text: '""' };
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
      return `${names.from('sqlalchemy', 'String')}(${field.maxLength ?? type.max})`;
    case 'text':
      return names.from('sqlalchemy', 'Text');
    case 'decimal': {
      const name = isExact(field) ? names.own('ExactDecimal') : names.from('sqlalchemy', 'Numeric');
      return `${name}(${type.precision}, ${type.scale})`;
    }
    case 'datetime':
      return names.own('UtcDateTime');
    case 'enum': {
      const longest = Math.max(...type.values.map((value) => value.length));
      const name = pythonString(boundedName(`ck_${model.table}_${columnName(field)}`));
      return `${names.from('sqlalchemy', 'Enum')}(${enumClass(model, field)}, name=${name}, native_enum=False, create_constraint=True, length=${longest}, values_callable=${names.own('enum_values')})`;
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
      const isNumber = field.type.kind === 'int' || field.type.kind === 'float';
      const right = isNumber ? `${names.from('sqlalchemy', 'literal')}(${value})` : value;
      lines.push(`${check}(${left} ${operator} ${right}, name=${title})`);
    }
    return lines;
  });
}

export function modelView(context: Context, model: ModelSpec): ModelView {
  const { base } = context.conventions;
  return {
    enums: model.fields.flatMap((field) =>
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

/** The helpers that stand once in `models.py`, above the models. */
export type ModelHelpersView = ModelNeeds & {
  readonly py: Readonly<Record<string, string>>;
};

export function modelHelpersView(context: Context, needs: ModelNeeds): ModelHelpersView {
  const { names } = context;
  const py: Record<string, string> = {};
  if (needs.exactDecimal) {
    py['Decimal'] = names.from('decimal', 'Decimal');
    py['String'] = names.from('sqlalchemy', 'String');
    py['Numeric'] = names.from('sqlalchemy', 'Numeric');
    py['TypeEngine'] = names.from('sqlalchemy.types', 'TypeEngine');
    py['Any'] = names.from('typing', 'Any');
    py['ExactDecimal'] = names.own('ExactDecimal');
  }
  if (needs.utcDateTime) {
    py['DateTime'] = names.from('sqlalchemy', 'DateTime');
    py['UtcDateTime'] = names.own('UtcDateTime');
  }
  if (needs.exactDecimal || needs.utcDateTime) {
    py['Dialect'] = names.from('sqlalchemy', 'Dialect');
    py['TypeDecorator'] = names.from('sqlalchemy', 'TypeDecorator');
  }
  if (needs.utcDateTime || needs.now || needs.today) {
    py['UTC'] = utc(context);
    py['datetime'] = names.from('datetime', 'datetime');
  }
  if (needs.now) py['utc_now'] = names.own('utc_now');
  if (needs.today) {
    py['date'] = names.from('datetime', 'date');
    py['utc_today'] = names.own('utc_today');
  }
  if (needs.utcDateTime) py['optionalDatetime'] = optionalOf(context, names.from('datetime', 'datetime'));
  if (needs.exactDecimal) {
    const decimal = names.from('decimal', 'Decimal');
    py['optionalDecimal'] = optionalOf(context, decimal);
    py['bound'] = optionalOf(context, unionOf(context, decimal, 'str'));
  }
  if (needs.enumValues) {
    py['Enum'] = enumBases(context).replace('str, ', '');
    py['enum_values'] = names.own('enum_values');
  }
  return { ...needs, py };
}
