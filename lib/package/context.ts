/** What a printer knows: the package and its models, how the host writes, and the words a model is spelled with. */

import { boundedName, pascalCase, safeLocal } from '../naming/names.js';
import { BUILTINS, KEYWORDS } from '../naming/reserved-words.js';
import { type BackReference, type Field, type HostEnum, ownEnum, withHostEnum } from '../request/fields.js';
import type { ModelSpec } from '../request/model.js';
import type { HashFunction } from '../style/hash-functions.js';
import type { SoftDeletes } from '../style/soft-deletes.js';
import type { StampMixin } from '../style/stamp-mixin.js';
import type { Style } from '../style/style-values.js';
import { type Dialect, dialectOf } from './dialect.js';
import { filterClasses, schemaClasses } from './schema-names.js';

/** The package that pieces are printed for. */
export type PackageNames = {
  /** `order_items` */
  readonly name: string;
  /** `order-items` */
  readonly slug: string;
  /** Where its paths are: `/api/v1/invoices`. */
  readonly path: string;
  /** The tag of its paths, where it is another one than the host's habit gives. */
  readonly tag?: string | undefined;
  /** The models that come into it in this run. */
  readonly models: readonly ModelSpec[];
  /** The one whose paths are the package's own; none where models come into a package that exists. */
  readonly first: string | undefined;
  /** Classes that exist already, by file. */
  readonly classes: ReadonlyMap<string, ReadonlySet<string>>;
  /** The enum classes of the backend that the fields name. */
  readonly enums: HostEnums;
  /** The functions of the backend that its secrets go through, by the names that fields have for them. */
  readonly hashes?: ReadonlyMap<string, HashFunction>;
  /** The class of the host that supplies when a record was made and changed to the models that are asked to say it. */
  readonly stampMixin?: StampMixin | undefined;
  /** How its models that are marked as deleted are marked. */
  readonly softDeletes?: SoftDeletes | undefined;
  /** Its models that others of the run refer to, so that the database does not let their records be deleted. */
  readonly kept?: ReadonlySet<string>;
  /** What its models get at the other ends of references. */
  readonly backs?: readonly BackReference[];
};

/** Everything that a printer may ask. */
export type Context = {
  readonly conventions: Style;
  readonly dialect: Dialect;
  /** Dotted name of the package: `app.invoices`. */
  readonly module: string;
  readonly pkg: PackageNames;
  readonly file: string;
};

export type HostEnums = ReadonlyMap<string, HostEnum>;

export function context(pkg: PackageNames, file: string, conventions: Style): Context {
  // By layer the modules are named from the folder that holds the layers.
  const below = conventions.layout.kind === 'layers' ? [] : [pkg.name];
  const module = [conventions.importRoot, ...below].filter((part) => part !== '').join('.');
  return { conventions, dialect: dialectOf(conventions), module, pkg, file };
}

/** The names that a file's classes, fields and types have: an import must not be hidden by one. */
export function shadowed(context: Context, model: ModelSpec | undefined): ReadonlySet<string> {
  const { file, pkg } = context;
  const fields = file === 'models.py' || file === 'schemas.py' ? (model?.fields ?? []) : [];
  const types =
    file === 'schemas.py' && model !== undefined ? fields.map((each) => typeName(context, model, each)) : [];
  const classes = [...(pkg.classes.get(file) ?? []), ...pkg.models.flatMap((each) => classesOf(context, file, each))];
  return new Set([...classes, ...types, ...fields.map(({ name }) => name)]);
}

/** The classes that a model brings into a file of its package. */
export function classesOf(context: Context, file: string, model: ModelSpec): readonly string[] {
  if (file === 'schemas.py') return [...schemaClasses(context, model), ...filterClasses(model)];
  return file === 'models.py' ? [model.name, ...ownEnums(model).map((field) => enumClass(context, model, field))] : [];
}

/** The model with the values of the backend's enum classes in its fields. */
export function resolved(context: Context, model: ModelSpec): ModelSpec {
  return {
    ...model,
    fields: model.fields.map((field) => ({ ...field, type: withHostEnum(field.type, context.pkg.enums) })),
  };
}

/** The fields whose enum classes the package has itself. */
export function ownEnums(model: ModelSpec): readonly Field[] {
  return model.fields.filter(({ type }) => ownEnum(type) !== undefined);
}

/** The enum class of a field; `Choice` keeps it apart from the model's own classes. */
export function enumClass(context: Context, model: ModelSpec, field: Field): string {
  const name = boundedName(model.noun + pascalCase(field.name)).replaceAll('_', '');
  return schemaClasses(context, model).includes(name) ? `${name}Choice` : name;
}

/** What the type of a field is called in the schemas: `Number`, and `LineNumber` for a further model's. */
export function typeName(context: Context, model: ModelSpec, field: Field): string {
  const short = pascalCase(field.name).replaceAll('_', '');
  const { pkg } = context;
  const taken = pkg.models.flatMap((each) => classesOf(context, 'schemas.py', each));
  const isWord = BUILTINS.has(short) || KEYWORDS.has(short);
  const isFree = model.name === pkg.first && !taken.includes(short) && !isWord && /^[A-Z]/.test(short);
  return isFree ? short : enumClass(context, model, field);
}

export const columnName = (field: Pick<Field, 'name' | 'column'>): string => field.column ?? field.name;

/** The name a field has in JSON. */
export const jsonName = (field: Pick<Field, 'name' | 'alias'>): string => field.alias ?? field.name;

export const writableFields = (model: ModelSpec): readonly Field[] => model.fields.filter((field) => !field.readonly);

/** The model's words in names of variables, parameters and functions. */
export type ModelWords = {
  readonly name: string;
  readonly snake: string;
  readonly collection: string;
  readonly title: string;
  readonly variable: string;
  /** What several records are called. */
  readonly many: string;
  readonly key: string;
};

const RESERVED = new Set(
  'changes client cls commit conditions created crud data db deleted_id deps error field filters first limit models name null orders other payload query router schemas second self services session session_factory skip status stored updated url value values what'.split(
    ' ',
  ),
);
// Longer names do not fit on a line with what has to be beside them.
const LONGEST = 30;

export function modelWords({ conventions }: Context, model: ModelSpec): ModelWords {
  const isLong = model.snake.length > LONGEST;
  const byLayer = conventions.layerImports.map(({ local }) => local);
  const inFolder = Object.values(conventions.modules).flatMap((dotted) => dotted.split('.').at(-1) ?? []);
  const modules = conventions.layout.kind === 'layers' ? byLayer : inFolder;
  const taken = new Set([...RESERVED, ...modules, ...functionsWithoutNoun(conventions)]);
  return {
    name: model.name,
    snake: model.snake,
    collection: model.collection,
    title: isLong ? 'Record' : model.title,
    variable: isLong ? 'record' : safeLocal(model.snake, taken),
    many: isLong ? 'records' : safeLocal(model.collection, new Set([...taken, model.snake])),
    key: isLong ? 'record_id' : `${model.snake}_id`,
  };
}

/** Functions of a layer that are called the same for every model: `create`, `get`. */
function functionsWithoutNoun({ layers }: Style): readonly string[] {
  const chain = layers.kind === 'chain' ? layers.chain : [];
  return chain
    .filter(({ holder }) => holder.kind === 'functions')
    .flatMap(({ operations }) => Object.values(operations).map(({ name }) => name))
    .filter((name) => !name.includes('{'));
}
