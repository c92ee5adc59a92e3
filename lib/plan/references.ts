/** The models that references lead to: looked up in the backend, and written into the fields that name them. */
import { isSqlModel } from '../framework/base-and-session.js';
import { columnsIn, type MappedTable, mappedTables, nameInDatabase, registryOf } from '../framework/mapped-models.js';
import { keyKind } from '../framework/model-members.js';
import { rowsOf } from '../framework/stored-rows.js';
import { nearest } from '../naming/did-you-mean.js';
import { pascalCase, singular } from '../naming/names.js';
import type { Project } from '../project/project.js';
import { isRefusal, type Refusal } from '../refusal.js';
import {
  type Field,
  fieldAttribute,
  isReference,
  printField,
  type RefTarget,
  type RefType,
} from '../request/fields.js';
import type { ModelSpec } from '../request/model.js';
import { fieldsReport } from '../request/report.js';
import { scopeOption } from '../request/scopes.js';
import { segments } from '../request/segments.js';
import type { FieldGroup } from '../request/settings.js';
import type { Style } from '../style/style-values.js';
import { shownRecord, shownSelf } from './embedded.js';
import { withTargetOwners } from './owned-targets.js';

/** Where references are looked up: the backend as it is, with what the run has written so far. */
export type ReferenceHost = {
  readonly code: Project;
  readonly importRoot: string;
  readonly conventions: Style;
  /** The package that refers, and the dotted names of its models and its schemas. */
  readonly name: string;
  readonly models: string;
  readonly schemas: string;
  readonly columns: number | undefined;
};

type Looked = ReferenceHost & { readonly all: readonly MappedTable[] };

export type Resolved = { readonly spec: ModelSpec; readonly refusals: readonly Refusal[] };

/** The model with the key columns of its references instead of their names: `author_id` for `author:ref.users.User`. */
export function withReferences(host: ReferenceHost, spec: ModelSpec): Resolved {
  if (spec.fields.every(({ type }) => !isReference(type))) return { spec, refusals: [] };
  const looked = { ...host, all: mappedTables(host.code).filter(({ table }) => table.isClass) };
  const refusals: Refusal[] = [];
  const fields = spec.fields.map((field) => {
    if (!isReference(field.type)) return field;
    const to = targetOf(looked, spec, field, field.type);
    if (!isRefusal(to)) return { ...field, name: fieldAttribute(field), index: true, type: { ...field.type, to } };
    refusals.push(to);
    return field;
  });
  const owned = withTargetOwners(fields, looked.all, looked.code);
  const columns = new Map(spec.fields.map((field) => [field.name, fieldAttribute(field)]));
  const grouped = (groups: readonly FieldGroup[]): readonly FieldGroup[] =>
    groups.map((group) => group.map((name) => columns.get(name) ?? name));
  const { uniques, indexes } = spec.settings;
  const settings = { ...spec.settings, uniques: grouped(uniques), indexes: grouped(indexes) };
  return { spec: { ...spec, fields: owned, settings }, refusals };
}

function targetOf(host: Looked, spec: ModelSpec, field: Field, type: RefType): RefTarget | Refusal {
  const isSelf = type.model === spec.name && [undefined, host.name].includes(type.package);
  if (isSelf) return selfTarget(host, spec, field);
  const found = lookUp(host, type);
  if ('problem' in found) return wrong(host, field, found.problem);
  const { table, databaseName } = found;
  const at = { path: table.module.path, line: table.node.line };
  const refused = (id: string, reason: string): Refusal => ({
    id,
    status: 3,
    reason,
    at,
    hint: `Leave ${field.name} out and write it by hand, or refer to another model.`,
  });
  if (databaseName === undefined) return refused('ref-table', `The name of the table of ${table.name} cannot be read.`);
  const { base } = host.conventions;
  if (!isOfBase(host, found)) {
    return refused('ref-base', `${table.name} has another base than ${base.name}, so no foreign key leads to it.`);
  }
  const [key, second] = columnsIn(table, host.code).filter(({ column }) => column.isPrimaryKey);
  const kind = key && keyKind(key);
  if (key === undefined || second !== undefined || kind === undefined) {
    const what = second !== undefined ? 'is made of several columns' : 'is of a kind that is not known';
    return refused('ref-key', `The primary key of ${table.name} ${what}.`);
  }
  const rows = rowsOf(found, host.all, host.code);
  if (typeof rows === 'string') {
    return refused('ref-rows', `The tests need a row of ${table.name}, which they cannot make: ${rows}.`);
  }
  const target: RefTarget = {
    relation: field.name,
    module: table.module.module,
    name: table.name,
    table: databaseName,
    key: { name: key.name, column: nameInDatabase(key), kind },
    isSelf: false,
    rows,
  };
  if (!field.isEmbedded) return target;
  const shown = shownRecord(host, found, target.key);
  if (typeof shown !== 'string') return { ...target, shown };
  const hint = `Leave embed out: the answers have ${fieldAttribute(field)} alone then.`;
  return { ...refused('ref-embed', `A ${table.name} cannot be shown in the answers: ${shown}.`), hint };
}

/** Whether foreign keys of the new model find the table: it is in the same metadata. */
function isOfBase({ conventions, code }: Looked, { table, registry }: MappedTable): boolean {
  const { base, orm } = conventions;
  const { module, name, node } = table;
  const isModel = isSqlModel({ module, name, node, rest: [], via: [] }, code);
  return orm === 'sqlmodel' ? isModel : !isModel && registry === registryOf(`${base.module}.${base.name}`, code);
}

function selfTarget(host: Looked, spec: ModelSpec, field: Field): RefTarget | Refusal {
  const { name, table } = spec;
  const { key } = host.conventions;
  if (field.scope !== undefined) return wrong(host, field, `A ${name} cannot belong to a ${name}.`);
  if (!field.optional) {
    return wrong(host, field, `The first ${name} would have none to refer to. Add optional.`);
  }
  const own = { name: key.name, column: key.name, kind: key.kind === 'uuid7' ? 'uuid' : key.kind } as const;
  const target: RefTarget = {
    relation: field.name,
    module: host.models,
    name,
    table,
    key: own,
    isSelf: true,
    rows: [],
  };
  return field.isEmbedded ? { ...target, shown: shownSelf(host, spec) } : target;
}

function wrong({ columns }: Looked, field: Field, message: string): Refusal {
  if (field.scope !== undefined) {
    const id = field.scope === 'owner' ? 'owner-unknown' : 'under-unknown';
    return { id, status: 2, reason: `${scopeOption(field)}: ${message.replaceAll('ref.', '')}` };
  }
  const word = printField(field);
  const at = segments(word)[1]?.at ?? 0;
  return { id: 'ref-unknown', status: 2, reason: fieldsReport([{ word, errors: [{ at, message }] }], columns) };
}

function lookUp(host: Looked, type: RefType): MappedTable | { readonly problem: string } {
  const { package: name, model } = type;
  if (model === undefined) return mainModelOf(host, name ?? '');
  const called = host.all.filter(({ table }) => table.name === model);
  const [first, ...others] = name === undefined ? nearby(host, called) : inPackage(host, called, name);
  if (first === undefined) return { problem: unknown(host, type) };
  if (others.length === 0) return first;
  const all = [first, ...others].map((each) => `${wordFor(host, each)} (${each.table.module.module})`);
  return { problem: `There is more than one model ${model}: ${all.join(', ')}.` };
}

/** Those of the package that refers, where it has one of the name. */
function nearby(host: Looked, called: readonly MappedTable[]): readonly MappedTable[] {
  const own = called.filter((each) => isIn(host, each, host.name));
  return own.length > 0 ? own : called;
}

/** Those of a package; where models are in one place for all packages, those of that place. */
function inPackage(host: Looked, called: readonly MappedTable[], name: string): readonly MappedTable[] {
  const inside = called.filter((each) => isIn(host, each, name));
  return inside.length > 0 ? inside : called.filter((each) => packageOf(host, each) === undefined);
}

/** The model that a package is called after, or its only one. */
function mainModelOf(host: Looked, name: string): MappedTable | { readonly problem: string } {
  const inside = host.all.filter((each) => isIn(host, each, name));
  const named = host.all.filter(({ table }) => table.name === pascalCase(singular(name)));
  const main = inPackage(host, named, name)[0] ?? (inside.length === 1 ? inside[0] : undefined);
  if (main !== undefined) return main;
  if (inside.length === 0) return { problem: unknown(host, { kind: 'ref', package: name }) };
  const all = inside.map((each) => `ref.${name}.${each.table.name}`);
  return { problem: `The package ${name} has several models: write ${all.join(' or ')}.` };
}

/** Words of modules that hold models of any package. */
const SHARED =
  /^(?:models?|entit(?:y|ies)|tables?|orm|db|database|domain|schemas?|core|common|shared|base|app|src|backend|api|modules|features|apps|domains|v\d+)$/;

/** The parts of a module's name that may be the name of a package. */
function partsOf({ importRoot }: Looked, { table }: MappedTable): readonly string[] {
  const { module } = table.module;
  const below =
    importRoot === '' || !module.startsWith(`${importRoot}.`) ? module : module.slice(importRoot.length + 1);
  return below
    .split('.')
    .map((part) => part.replace(/^models?_|_models?$/g, ''))
    .filter((part) => !SHARED.test(part));
}

function isIn(host: Looked, model: MappedTable, name: string): boolean {
  return partsOf(host, model).some((part) => part === name || part === singular(name) || singular(part) === name);
}

const packageOf = (host: Looked, model: MappedTable): string | undefined => partsOf(host, model)[0];

/** How a model is written in a field. */
function wordFor(host: Looked, model: MappedTable): string {
  return ['ref', packageOf(host, model), model.table.name].filter((part) => part !== undefined).join('.');
}

const MOST_SHOWN = 12;

function unknown(host: Looked, type: RefType): string {
  const asked = [type.package, type.model].filter((part) => part !== undefined).join('.');
  const words = host.all.map((each) => wordFor(host, each));
  const called = host.all.filter(({ table }) => table.name === type.model).map((each) => wordFor(host, each));
  const model =
    type.model === undefined
      ? undefined
      : nearest(
          type.model,
          host.all.map(({ table }) => table.name),
        );
  const near =
    called[0] ??
    nearest(`ref.${asked}`, words) ??
    words.find((each) => model !== undefined && each.endsWith(`.${model}`));
  const start = `The backend has no model ${asked}.`;
  if (near !== undefined) return `${start} Did you mean ${near}?`;
  if (words.length === 0) return `${start} It has no models at all.`;
  const more = words.length > MOST_SHOWN ? ` and ${words.length - MOST_SHOWN} more` : '';
  return `${start} There are ${words.slice(0, MOST_SHOWN).join(', ')}${more}.`;
}
