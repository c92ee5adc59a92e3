/** The models that references lead to: looked up in the backend, and written into the fields that name them. */
import { isSqlModel } from '../framework/base-and-session.js';
import {
  baseWithoutKey,
  columnsIn,
  type MappedTable,
  type ModelColumn,
  mappedTables,
  nameInDatabase,
  registryOf,
  referredBy as tableReferred,
} from '../framework/mapped-models.js';
import { keyKind } from '../framework/model-members.js';
import { rowsOf } from '../framework/stored-rows.js';
import { pascalCase, singular } from '../naming/names.js';
import { withCapitalArticle } from '../naming/phrase.js';
import { withClassName } from '../package/class-names.js';
import { withTableName } from '../package/table-name.js';
import { ownKey } from '../package/types/ref.js';
import { isRefusal, type Refusal } from '../refusal.js';
import {
  type Field,
  fieldAttribute,
  isMany,
  isReference,
  type LinkClass,
  type ManyType,
  printField,
  type RefTarget,
  type RefType,
} from '../request/fields.js';
import { type ModelSpec, modelSpec } from '../request/model.js';
import { fieldsReport } from '../request/report.js';
import { scopeOption } from '../request/scopes.js';
import { segments } from '../request/segments.js';
import type { FieldGroup } from '../request/settings.js';
import { deletionIn, deletionsIn, marksIn } from '../style/deletion-marks.js';
import { shownRecord, shownSelf } from './embedded.js';
import { lookUp } from './model-lookup.js';
import { withTargetOwners } from './owned-targets.js';
import type { ReferenceHost } from './reference-host.js';
import { linkThrough } from './through.js';

type Looked = ReferenceHost & { readonly all: readonly MappedTable[] };

export type Resolved = { readonly spec: ModelSpec; readonly refusals: readonly Refusal[] };

/** The model with the key columns of its references instead of their names: `author_id` for `author:ref.users.User`. */
export function withReferences(host: ReferenceHost, spec: ModelSpec): Resolved {
  if (spec.fields.every(({ type }) => !isReference(type) && !isMany(type))) return { spec, refusals: [] };
  const looked = { ...host, all: mappedTables(host.code).filter(({ table }) => table.isClass) };
  const refusals: Refusal[] = [];
  const fields = spec.fields.map((field) => {
    if (isMany(field.type)) return withLink(looked, spec, field, field.type, refusals);
    if (!isReference(field.type)) return field;
    const to = targetOf(looked, spec, field, field.type);
    if (!isRefusal(to)) return { ...field, name: fieldAttribute(field), index: true, type: { ...field.type, to } };
    refusals.push(to);
    return field;
  });
  const owned = withTargetOwners(fields, host.conventions.caller, looked.all, looked.code);
  const columns = new Map(spec.fields.map((field) => [field.name, fieldAttribute(field)]));
  const grouped = (groups: readonly FieldGroup[]): readonly FieldGroup[] =>
    groups.map((group) => group.map((name) => columns.get(name) ?? name));
  const { uniques, indexes } = spec.settings;
  const settings = { ...spec.settings, uniques: grouped(uniques), indexes: grouped(indexes) };
  return { spec: { ...spec, fields: owned, settings }, refusals };
}

/** The field with the class that joins both models. */
function withLink(host: Looked, spec: ModelSpec, field: Field, type: ManyType, refusals: Refusal[]): Field {
  const to = targetOf(host, spec, field, type);
  const { through } = field;
  const link = isRefusal(to)
    ? to
    : through === undefined
      ? linkOf(host, spec, field)
      : linkThrough({ host, spec, field, to, through });
  if (isRefusal(to) || isRefusal(link)) {
    if (isRefusal(link)) refusals.push(link);
    return field;
  }
  // Another query is asked for them, whatever the record is loaded with.
  const shown = to.shown && { shown: { ...to.shown, loading: 'selectin' as const } };
  return { ...field, name: fieldAttribute(field), type: { ...type, to: { ...to, ...shown, link } } };
}

function linkOf(host: Looked, spec: ModelSpec, field: Field): LinkClass | Refusal {
  const { base, mapping } = host.conventions;
  const one = singular(field.name);
  const [own, other] = [`${spec.snake}_id`, `${one}_id`];
  if (own === other) return wrong(host, field, `Its table would have ${own} twice. Choose another name for the field.`);
  const isLibrary =
    host.conventions.orm === 'sqlmodel' && host.code.define(`${base.module}.${base.name}`) === undefined;
  const isPlain = isLibrary || mapping.decorator !== undefined;
  const found = isPlain ? base : baseWithoutKey(`${base.module}.${base.name}`, host.code);
  if (found === undefined) {
    const reason = `Every model has the key of ${base.name}, and a table that joins two models needs one of both.`;
    const hint = `Ask for a model with a reference to each and name it: ${field.name}:…:through=${spec.noun}${pascalCase(one)}. Or leave ${field.name} out.`;
    return { id: 'm2m-base', status: 3, reason, hint };
  }
  const { name, table } = withTableName(
    host.conventions,
    withClassName(host.conventions, modelSpec(spec.noun + pascalCase(one), [])),
  );
  return { name, table, own, other, from: { kind: 'written', base: found } };
}

function targetOf(host: Looked, spec: ModelSpec, field: Field, type: RefType | ManyType): RefTarget | Refusal {
  const isSelf =
    [spec.name, spec.noun].some((each) => each === type.model) && [undefined, host.name].includes(type.package);
  if (isSelf) return selfTarget(host, spec, field);
  const found = lookUp({ ...host, ...host.conventions }, type);
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
  const mutual = isReference(type) && columnsIn(table, host.code).find((each) => leadsTo(each, spec));
  if (mutual) {
    const reason = `${table.name}.${mutual.name} refers to ${spec.name} already: SQLAlchemy could not tell which of the two keys a relationship is by.`;
    return refused('ref-mutual', reason);
  }
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
  const reached = { name: key.name, column: nameInDatabase(key), kind };
  const shown = field.isEmbedded ? shownRecord(host, found, reached) : undefined;
  const rows = rowsOf(found, host.all, host.code, typeof shown === 'object' ? shown.needed : undefined);
  if (typeof rows === 'string') {
    return refused('ref-rows', `The tests need a row of ${table.name}, which they cannot make: ${rows}.`);
  }
  const target: RefTarget = {
    relation: field.name,
    module: table.module.module,
    name: table.name,
    table: databaseName,
    key: reached,
    isSelf: false,
    rows,
    ...deletionOf(host, found),
  };
  if (shown === undefined) return target;
  if (typeof shown !== 'string') return { ...target, shown: shown.record };
  const hint = `Leave embed out: the answers have ${fieldAttribute(field)} alone then.`;
  return {
    ...refused('ref-embed', `${withCapitalArticle(table.name)} cannot be shown in the answers: ${shown}.`),
    hint,
  };
}

/** Whether a column refers to the table of a model. */
function leadsTo(column: ModelColumn, { name, table }: ModelSpec): boolean {
  const to = tableReferred(column);
  return to !== undefined && (to.isClass ? to.to.split('.')[0] === name : to.to.split('.').at(-2) === table);
}

/** How a record of the other model is marked where it is deleted and kept; that it is in use only where a delete says it. */
function deletionOf({ code }: Looked, { table }: MappedTable): Pick<RefTarget, 'deletion'> {
  const columns = columnsIn(table, code);
  const [first] = deletionsIn(columns);
  const active = columns.flatMap((each) => deletionIn(each) ?? []).filter(({ kind }) => kind === 'active');
  const paths = active.length === 0 ? [] : code.mentioning(code.root, table.name);
  const texts = paths.flatMap((path) => deletesIn(code.at(path)?.source ?? '')).join('\n');
  const deletion = first ?? active.find((each) => marksIn(texts, each));
  return deletion === undefined ? {} : { deletion };
}

/** The functions of a text that delete, by their names. */
function deletesIn(text: string): readonly string[] {
  return text.split(/^(?=\s*(?:async )?def )/m).filter((each) => /^\s*(?:async )?def \w*(?:delete|remove)/.test(each));
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
  if (field.scope !== undefined) return wrong(host, field, `No ${name} can belong to another ${name}.`);
  if (!field.optional && isReference(field.type)) {
    return wrong(host, field, `The first ${name} would have none to refer to. Add optional.`);
  }
  const target: RefTarget = {
    relation: field.name,
    module: host.models,
    name,
    table,
    key: ownKey(host.conventions),
    isSelf: true,
    rows: [],
    ...(spec.deletion === undefined ? {} : { deletion: spec.deletion }),
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
  const told = isMany(field.type) ? message.replaceAll(/\bref\./g, 'm2m.') : message;
  const reason = fieldsReport([{ word, errors: [{ at, message: told }] }], columns);
  return { id: 'ref-unknown', status: 2, reason, field: word };
}
