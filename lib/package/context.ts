import type { Conventions } from '../host/conventions.js';
import type { Field } from '../spec/fields.js';
import type { ModelSpec } from '../spec/model.js';
import { boundedName, enumMember, pascalCase, pythonString, pythonText, safeLocal } from '../spec/names.js';
import { Names } from './imports.js';

/** The package that pieces are printed for. */
export type PackageNames = {
  /** `order_items` */
  readonly name: string;
  /** `order-items` */
  readonly slug: string;
  /** The models that come into it in this run. */
  readonly models: readonly ModelSpec[];
  /** Classes that are there already, by file. */
  readonly classes: ReadonlyMap<string, ReadonlySet<string>>;
};

/** Everything a piece may ask while it is printed: the names it imports, and how the host spells a construct. */
export type Context = {
  readonly names: Names;
  readonly conventions: Conventions;
  /** Dotted name of the package: `app.invoices`. */
  readonly module: string;
  readonly pkg: PackageNames;
};

/** The classes that a model brings into a file of its package. */
export function classesOf(file: string, model: ModelSpec): readonly string[] {
  if (file === 'schemas.py') return ['', 'Base', 'Create', 'Update'].map((suffix) => model.name + suffix);
  if (file !== 'models.py') return [];
  const enums = model.fields.filter(({ type }) => type.kind === 'enum');
  return [model.name, ...enums.map((field) => enumClass(model, field))];
}

export function context(
  pkg: PackageNames,
  file: string,
  model: ModelSpec | undefined,
  conventions: Conventions,
): Context {
  // Names that a file of the package defines itself: an import must not be hidden by one.
  const own = file === 'models.py' || file === 'schemas.py' ? (model?.fields ?? []) : [];
  const classes = [...(pkg.classes.get(file) ?? []), ...pkg.models.flatMap((each) => classesOf(file, each))];
  const names = new Names(new Set([...classes, ...own.map(({ name }) => name)]));
  return { names, conventions, module: `${conventions.importRoot}.${pkg.name}`, pkg };
}

/** The enum class of a field; `Choice` keeps it apart from the model's own classes. */
export function enumClass(model: ModelSpec, field: Field): string {
  const name = boundedName(model.name + pascalCase(field.name)).replaceAll('_', '');
  return ['Base', 'Create', 'Update'].some((suffix) => name === model.name + suffix) ? `${name}Choice` : name;
}

/** The model's words in names of variables, parameters and functions. */
export type ModelWords = {
  readonly name: string;
  readonly snake: string;
  readonly collection: string;
  readonly title: string;
  readonly variable: string;
  readonly key: string;
};

const RESERVED = new Set(
  'changes client created crud data db deleted_id deps error field first limit models name other payload query router schemas second services session session_factory skip status stored updated url value what'.split(
    ' ',
  ),
);
// Longer names do not fit on a line with what has to stand beside them.
const LONGEST = 30;

export function modelWords(model: ModelSpec): ModelWords {
  const isLong = model.snake.length > LONGEST;
  return {
    name: model.name,
    snake: model.snake,
    collection: model.collection,
    title: isLong ? 'Record' : model.title,
    variable: isLong ? 'record' : safeLocal(model.snake, RESERVED),
    key: isLong ? 'record_id' : `${model.snake}_id`,
  };
}

const atLeast = (conventions: Conventions, minor: number): boolean =>
  conventions.python[0] > 3 || conventions.python[1] >= minor;

/** `X | None` from Python 3.10, `Optional[X]` before. */
export function optionalOf(context: Context, type: string): string {
  return atLeast(context.conventions, 10) ? `${type} | None` : `${context.names.from('typing', 'Optional')}[${type}]`;
}

/** `X | Y` from Python 3.10, `Union[X, Y]` before. */
export function unionOf(context: Context, left: string, right: string): string {
  return atLeast(context.conventions, 10)
    ? `${left} | ${right}`
    : `${context.names.from('typing', 'Union')}[${left}, ${right}]`;
}

/** The bases of a string enum: `StrEnum` from Python 3.11, `str, Enum` before. */
export function enumBases(context: Context): string {
  if (atLeast(context.conventions, 11)) return context.names.from('enum', 'StrEnum');
  // SQLAlchemy has an Enum of its own.
  return `str, ${context.names.module('enum')}.Enum`;
}

/** The UTC time zone: `datetime.UTC` from Python 3.11. */
export function utc(context: Context): string {
  if (atLeast(context.conventions, 11)) return context.names.from('datetime', 'UTC');
  return `${context.names.from('datetime', 'timezone')}.utc`;
}

/** Decimals of more digits than SQLite's NUMERIC keeps. */
export const EXACT_DIGITS = 15;

/** The Python type of a field's values. */
export function valueType(context: Context, model: ModelSpec, field: Field): string {
  const { names } = context;
  switch (field.type.kind) {
    case 'str':
    case 'text':
      return 'str';
    case 'int':
    case 'float':
    case 'bool':
      return field.type.kind;
    case 'decimal':
      return names.from('decimal', 'Decimal');
    case 'date':
    case 'datetime':
      return names.from('datetime', field.type.kind);
    case 'uuid':
      return names.from('uuid', 'UUID');
    case 'enum':
      return enumClass(model, field);
  }
}

/** A bound or a default, given as the text of the field language, as a Python expression of the field's type. */
export function literal(context: Context, model: ModelSpec, field: Field, text: string): string {
  const { names } = context;
  switch (field.type.kind) {
    case 'str':
    case 'text':
      return pythonText(text);
    case 'int':
    case 'float':
      return text;
    case 'decimal':
      return /^-?\d+$/.test(text)
        ? `${names.from('decimal', 'Decimal')}(${text})`
        : `${names.from('decimal', 'Decimal')}(${pythonString(text)})`;
    case 'bool':
      return text === 'true' ? 'True' : 'False';
    case 'date': {
      const [year, month, day] = text.split('-').map(Number);
      return `${names.from('datetime', 'date')}(${year}, ${month}, ${day})`;
    }
    case 'datetime':
      return `${names.from('datetime', 'datetime')}.fromisoformat(${pythonString(text.replace(/Z$/i, '+00:00'))})`;
    case 'uuid':
      return `${names.from('uuid', 'UUID')}(${pythonString(text)})`;
    case 'enum':
      return `${enumClass(model, field)}.${enumMember(text)}`;
  }
}

/** The bounds of a field as `[operator, modifier, Python expression]`. */
export function bounds(
  context: Context,
  model: ModelSpec,
  field: Field,
): readonly (readonly [string, string, string])[] {
  const operators = [
    ['>=', 'ge', field.ge],
    ['>', 'gt', field.gt],
    ['<=', 'le', field.le],
    ['<', 'lt', field.lt],
  ] as const;
  return operators.flatMap(([operator, word, text]) =>
    text === undefined ? [] : [[operator, word, literal(context, model, field, text)] as const],
  );
}
