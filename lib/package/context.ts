import { boundedName, pascalCase, safeLocal } from '../naming/names.js';
import { type Field, type FieldType, type HostEnum, itemField } from '../request/fields.js';
import type { ModelSpec } from '../request/model.js';
import type { Conventions } from '../style/conventions.js';
import { Names } from './print/names.js';

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
  /** The enum classes of the backend that the fields name. */
  readonly enums: HostEnums;
};

/** Everything a piece may ask while it is printed: the names it imports, and how the host spells a construct. */
export type Context = {
  readonly names: Names;
  readonly conventions: Conventions;
  /** Dotted name of the package: `app.invoices`. */
  readonly module: string;
  readonly pkg: PackageNames;
  readonly file: string;
};

export type HostEnums = ReadonlyMap<string, HostEnum>;

/** The classes that a model brings into a file of its package. */
export function classesOf(file: string, model: ModelSpec): readonly string[] {
  if (file === 'schemas.py') return ['', 'Base', 'Create', 'Update'].map((suffix) => model.name + suffix);
  return file === 'models.py' ? [model.name, ...ownEnums(model).map((field) => enumClass(model, field))] : [];
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
  return {
    names,
    conventions,
    module: conventions.importRoot === '' ? pkg.name : `${conventions.importRoot}.${pkg.name}`,
    pkg,
    file,
  };
}

/** The model with the values of the backend's enum classes in its fields. */
export function resolved(context: Context, model: ModelSpec): ModelSpec {
  return { ...model, fields: model.fields.map((field) => ({ ...field, type: known(context.pkg.enums, field.type) })) };
}

function known(enums: HostEnums, type: FieldType): FieldType {
  if (type.kind !== 'enum.class') return type;
  const host = enums.get(type.name);
  if (host === undefined) throw new Error(`the enum class ${type.name} was not looked for`);
  return { kind: 'enum', values: host.members.map(({ value }) => value), host };
}

/** The enum class of a field as a file names it: the package's models have their own, others import it. */
export function enumName(context: Context, model: ModelSpec, field: Field): string {
  const { names, file, module, conventions } = context;
  const host = field.type.kind === 'enum' ? field.type.host : undefined;
  const own = `${module}.${conventions.modules.models}`;
  const [from, name] = host === undefined ? [own, enumClass(model, field)] : [host.module, host.name];
  return file === 'models.py' && from === own ? name : names.from(from, name);
}

/** The fields whose enum classes the package has itself. */
export function ownEnums(model: ModelSpec): readonly Field[] {
  return model.fields.filter(({ type }) => type.kind === 'enum' && type.host === undefined);
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
  'changes client created crud data db deleted_id deps error field first limit models name null other payload query router schemas second services session session_factory skip status stored updated url value values what'.split(
    ' ',
  ),
);
// Longer names do not fit on a line with what has to stand beside them.
const LONGEST = 30;

/** `modules` are the names under which the package's modules are imported. */
export function modelWords(model: ModelSpec, modules: readonly string[]): ModelWords {
  const isLong = model.snake.length > LONGEST;
  return {
    name: model.name,
    snake: model.snake,
    collection: model.collection,
    title: isLong ? 'Record' : model.title,
    variable: isLong ? 'record' : safeLocal(model.snake, new Set([...RESERVED, ...modules])),
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
    case 'email':
    case 'url':
    case 'slug':
      return 'str';
    case 'int':
    case 'bigint':
    case 'smallint':
      return 'int';
    case 'float':
    case 'bool':
    case 'bytes':
      return field.type.kind;
    case 'decimal':
      return names.from('decimal', 'Decimal');
    case 'date':
    case 'datetime':
    case 'time':
    case 'timedelta':
      return names.from('datetime', field.type.kind);
    case 'datetime.naive':
      return names.from('datetime', 'datetime');
    case 'uuid':
      return names.from('uuid', 'UUID');
    case 'json':
      return names.from('typing', 'Any');
    case 'list':
      return `list[${valueType(context, model, itemField(field, field.type.of))}]`;
    case 'enum':
      return enumName(context, model, field);
    case 'enum.class':
      throw new Error(`the enum class ${field.type.name} was not looked for`);
  }
}
