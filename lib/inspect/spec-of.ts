/** The packages of a backend as the file that would ask for them: what `inspect --spec` prints. */
import { nounOfClass } from '../naming/model-class.js';
import { pascalCase, singular } from '../naming/names.js';
import { specOfClass } from '../package/class-names.js';
import { withTableName } from '../package/table-name.js';
import { type ModelThere, modelThere } from '../plan/model-there.js';
import { pathsByFile, placeOfPackage } from '../plan/package-place.js';
import { withStampMixin } from '../plan/stamp-mixins.js';
import { styleFor } from '../plan/style-for-new-package.js';
import { findEnum } from '../project/enums.js';
import { isRefusal, type Refusal } from '../refusal.js';
import { type Field, fieldAttribute, isMany, isReference, namedEnumClass, printField } from '../request/fields.js';
import type { Style } from '../style/style-values.js';
import type { Host } from '../wiring/host.js';
import { askedNames } from './asked-names.js';
import { otherEnd } from './other-ends.js';
import type { InspectedModel, InspectedPackage } from './package.js';

/** A model as the file has it; of a package's first one `model` is there where it is not called after the package. */
type ModelEntry = {
  readonly model?: string;
  readonly fields: readonly string[];
  readonly key?: string;
  readonly timestamps?: true;
  readonly 'soft-delete'?: true;
  readonly page?: string;
  readonly table?: string;
  readonly unique?: string;
  readonly index?: string;
  readonly owner?: string;
  readonly under?: string;
};

type PackageEntry = ModelEntry & {
  readonly package: string;
  readonly path?: string;
  readonly tag?: string;
  readonly models?: readonly ModelEntry[];
};

/** What could be read, and a sentence about each package, model or column that could not. */
export type SpecOf = { readonly packages: readonly PackageEntry[]; readonly unread: readonly string[] };

type Backend = {
  readonly host: Host;
  readonly style: Style | Refusal;
  readonly packages: readonly InspectedPackage[];
  /** Models outside of the packages. */
  readonly models: readonly InspectedModel[];
};

type Reading = {
  readonly host: Host;
  readonly style: Style;
  /** The package that has a model. */
  readonly homes: ReadonlyMap<string, string>;
  readonly unread: string[];
};

/** The blueprint is left out: a backend has it before anything is written after it. */
export function specOf({ host, style, packages: read, models: outside }: Backend): SpecOf {
  const unread: string[] = [];
  const namesOf = isRefusal(style) ? undefined : askedNames(host, style, read);
  const packages =
    host.byLayer === undefined ? read : read.map((each) => ({ ...each, name: askedName(each, namesOf) }));
  const homes = new Map(packages.flatMap(({ name, models }) => models.map((model) => [model.name, name] as const)));
  // By layer one file may have the models of all.
  const all = [...packages.flatMap(({ models }) => models), ...outside];
  const found = packages.flatMap((each) => {
    const { name, isBlueprint } = each;
    if (isBlueprint) return [];
    const models = each.models.length > 0 ? each.models : all.filter((model) => isCalledAfter(style, model, name));
    if (!isRefusal(style) && models.length > 0) {
      const entry = packageEntry({ host, style, homes, unread }, name, models);
      if (entry === undefined) return [];
      const { package: called, models: further, ...first } = entry;
      // What is below a record of another package has that one's paths before its own.
      const { path, tag } = namesOf?.(each) ?? {};
      const names = { ...(path === undefined || entry.under !== undefined ? {} : { path }), ...(tag && { tag }) };
      return { package: called, ...names, ...first, ...(further && { models: further }) };
    }
    unread.push(`${name}: ${models.length === 0 ? 'it has no model' : 'how it is written is not understood'}.`);
    return [];
  });
  const blueprint = packages.find(({ isBlueprint }) => isBlueprint)?.name ?? '';
  const isTold = (model: InspectedModel): boolean =>
    [blueprint, ...found.map((each) => each.package)].some((name) => isCalledAfter(style, model, name));
  for (const model of packages.some(({ models }) => models.length === 0) ? outside : []) {
    const joins = model.fields.every(({ isKey }) => isKey);
    if (!joins && !isTold(model)) unread.push(`${model.name}: nothing tells which package it is of.`);
  }
  return { packages: found, unread };
}

/** Files called by the noun of one do not tell `inventory` from `inventories`: its path does. */
function askedName(read: InspectedPackage, namesOf: ReturnType<typeof askedNames> | undefined): string {
  const one = singular(read.name);
  return !read.isBlueprint && one !== read.name && namesOf?.(read).path === one ? one : read.name;
}

/** What the first model of a package is called where nothing else is asked. */
const calledAfter = (name: string): string => pascalCase(singular(name));

/** What somebody calls a model, without what the host's classes have around that. */
const nounOf = (style: Style | Refusal, { name }: InspectedModel): string =>
  isRefusal(style) ? name : nounOfClass(style.modelNames, name);

const isCalledAfter = (style: Style | Refusal, model: InspectedModel, name: string): boolean =>
  [model.name, nounOf(style, model)].includes(calledAfter(name));

function packageEntry(reading: Reading, name: string, models: readonly InspectedModel[]): PackageEntry | undefined {
  const main = models.find((each) => isCalledAfter(reading.style, each, name)) ?? models[0];
  const entries = models.flatMap((model) => {
    // The table between the models of a many-to-many relation is said by its field.
    if (model.fields.every(({ isKey }) => isKey)) return [];
    const entry = modelEntry(reading, name, model);
    return entry === undefined
      ? []
      : [{ isMain: model === main, entry: { model: nounOf(reading.style, model), ...entry } }];
  });
  const first = entries.find(({ isMain }) => isMain)?.entry;
  if (first === undefined) return undefined;
  const { model, ...bare } = first;
  const further = entries.filter(({ isMain }) => !isMain).map(({ entry }) => entry);
  return {
    package: name,
    ...(model === calledAfter(name) ? bare : first),
    ...(further.length === 0 ? {} : { models: further }),
  };
}

function modelEntry(
  reading: Reading,
  name: string,
  { name: model, fields: columns }: InspectedModel,
): ModelEntry | undefined {
  const { host, style: learned, unread } = reading;
  const style = styleFor(learned, host, { name, slug: name, model });
  const paths = pathsByFile(placeOfPackage(host, name, style), style);
  const found = modelThere({ code: host.code, conventions: style, name, model, paths });
  if (isRefusal(found)) {
    unread.push(`${model} of ${name}: ${found.reason}`);
    return undefined;
  }
  const { there, stampMixin } = withStampMixin(host.code, style, found);
  const { spec } = there;
  const { hasTimestamps, fields } = withoutTimestamps(spec.fields, columns);
  const stamps = [...style.stamps, ...(stampMixin?.stamps ?? [])];
  const habits = [...stamps.map((each) => each.name), ...style.supplied];
  const marks = spec.deletion === undefined ? [] : [spec.deletion.name];
  const known = new Set([...spec.fields.map(fieldAttribute), ...habits, ...marks]);
  for (const { name: column, type, isKey } of columns) {
    if (!isKey && !known.has(column)) unread.push(`${model} of ${name}: the column ${column} (${type}).`);
  }
  const { key, page, table, uniques, indexes } = spec.settings;
  const named = new Map(spec.fields.map((field) => [fieldAttribute(field), field.name]));
  const groupsOf = (groups: readonly (readonly string[])[]): string =>
    groups.map((group) => group.map((column) => named.get(column) ?? column).join('+')).join(',');
  const habit = withTableName(style, specOfClass(style, model)).table;
  return {
    fields: fields.filter(({ scope }) => scope === undefined).map((field) => wordOf(there, field, reading)),
    ...(key === undefined || key === learned.key.kind ? {} : { key }),
    ...(hasTimestamps || spec.settings.hasTimestamps ? { timestamps: true as const } : {}),
    ...(spec.deletion === undefined ? {} : { 'soft-delete': true as const }),
    ...(page === undefined ? {} : { page }),
    ...(table === undefined || table === habit ? {} : { table }),
    ...(uniques.length === 0 ? {} : { unique: groupsOf(uniques) }),
    ...(indexes.length === 0 ? {} : { index: groupsOf(indexes) }),
    ...scopesOf(fields, reading, name),
  };
}

/** The field as it is asked for: an enum with its values, a reference with the name of its other end. */
function wordOf({ table }: ModelThere, field: Field, { host, style }: Reading): string {
  const named = namedEnumClass(field.type);
  const found = named === undefined ? undefined : findEnum(host.code, host.importRoot, named);
  // One from elsewhere is there for others too.
  if (found !== undefined && !isRefusal(found) && found.module === table.table.module.module) {
    const values = found.members.map(({ value }) => value);
    return printField({ ...field, type: { kind: 'enum', values } });
  }
  // A unique column has its index.
  const { type } = field;
  const called =
    (isReference(type) || isMany(type)) && type.model !== undefined
      ? { ...type, model: nounOfClass(style.modelNames, type.model) }
      : type;
  const word = printField({ ...field, type: called, index: field.index && !field.unique });
  const back = otherEnd(host.code, table, field);
  return back === undefined ? word : `${word}:back=${back}`;
}

const STAMPS = ['created_at', 'updated_at'];

/** `--timestamps` asks for both. */
function withoutTimestamps(
  fields: readonly Field[],
  columns: InspectedModel['fields'],
): {
  readonly hasTimestamps: boolean;
  readonly fields: readonly Field[];
} {
  const isThere = STAMPS.every((name) => columns.some((column) => column.name === name));
  // Those that every model of the backend has are no fields.
  const hasTimestamps = isThere && fields.some(({ name, readonly }) => name === 'updated_at' && readonly);
  return { hasTimestamps, fields: hasTimestamps ? fields.filter(({ name }) => !STAMPS.includes(name)) : fields };
}

/** Whose its records are, and below what: references that no client sends. */
function scopesOf(
  fields: readonly Field[],
  { homes, style }: Reading,
  name: string,
): Pick<ModelEntry, 'owner' | 'under'> {
  const scopes: { owner?: string; under?: string } = {};
  for (const { type, scope } of fields) {
    if (scope === undefined || !isReference(type)) continue;
    const model = type.to?.name ?? type.model ?? '';
    const home = type.package ?? homes.get(model);
    scopes[scope === 'parent' || home === name ? 'under' : 'owner'] = [home, nounOfClass(style.modelNames, model)]
      .filter((each) => each !== undefined)
      .join('.');
  }
  return scopes;
}
