/** A model as it is and as it will be: what can be read of its fields, and the new ones among them. */
import type { PackageNames } from '../package/context.js';
import type { HostFiles } from '../project/files.js';
import { isRefusal, type Refusal } from '../refusal.js';
import { type Field, fieldAttribute } from '../request/fields.js';
import { type ModelSpec, modelSpec } from '../request/model.js';
import { addedProblem } from './field-there.js';
import { fieldsInHost } from './host-fields.js';
import type { ModelThere } from './model-there.js';
import { modelsWithReferences } from './referring-models.js';
import type { AddedFields, ModelDraft } from './request.js';
import { forRowsThere } from './rows-there.js';

type Names = Omit<PackageNames, 'path' | 'models'>;

export type FieldSpecs = {
  readonly before: ModelSpec;
  readonly after: ModelSpec;
  /** As its table has to have it, for the records that are stored already. */
  readonly inTable: ModelSpec;
  /** The fields that were asked for, those that are there already among them. */
  readonly fresh: readonly Field[];
  /** Those that are not. */
  readonly missing: readonly Field[];
  readonly names: Names;
};

type Asked = {
  readonly files: HostFiles;
  readonly referring: Parameters<typeof modelsWithReferences>[0] & {
    readonly host: Parameters<typeof fieldsInHost>[1];
  };
  readonly there: ModelThere;
  readonly added: AddedFields;
  readonly names: Names;
  readonly path: string;
};

export async function fieldSpecs(asked: Asked): Promise<FieldSpecs | readonly Refusal[]> {
  const { files, referring, there, added } = asked;
  const { host, columns } = referring;
  const inHost = (fields: readonly Field[]): ReturnType<typeof fieldsInHost> =>
    fieldsInHost(files, host, fields, columns, referring.conventions);
  const wanted = new Set(added.fields.flatMap((field) => [field.name, fieldAttribute(field)]));
  const kept = there.spec.fields.filter((field) => !wanted.has(field.name) && !wanted.has(fieldAttribute(field)));
  const known: Field[] = [];
  for (const field of kept) {
    known.push(await asFound(asked, field));
  }
  const { enums: old, hashes: called } = inHost([...known, ...there.spec.fields]);
  const { enums, hashes, refusals } = inHost(added.fields);
  const names = {
    ...asked.names,
    enums: new Map([...old, ...enums]),
    hashes: new Map([...called, ...hashes]),
  };
  const before = await specOf(asked, names, known);
  const after = await specOf(asked, names, withNew(known, added.fields));
  if ('length' in before) return before;
  if ('length' in after) return [...refusals, ...after];
  const fresh = after.fields.filter((field) => !before.fields.some((each) => each.name === field.name));
  const problems = [...refusals, ...fresh.flatMap((field) => addedProblem(there, field, names.enums) ?? [])];
  const missing = fresh.filter(({ name }) => !there.members.has(name));
  const stored = new Map<string, Field>();
  for (const field of fresh) {
    const found = forRowsThere(field);
    if (!isRefusal(found)) stored.set(field.name, found);
    else if (missing.includes(field)) problems.push(found);
  }
  if (problems.length > 0) return problems;
  const inTable = { ...after, fields: after.fields.map((field) => stored.get(field.name) ?? field) };
  return { before, after, inTable, fresh, missing, names };
}

/** What of a field leads to something that is found; of one whose class is not the kind does not matter. */
async function asFound(asked: Asked, field: Field): Promise<Field> {
  const { files, referring } = asked;
  const { isEmbedded: _, ...plain } = field;
  for (const each of field.isEmbedded ? [field, plain] : [field]) {
    const isInHost =
      fieldsInHost(files, referring.host, [each], referring.columns, referring.conventions).refusals.length === 0;
    if (isInHost && !('length' in (await specOf(asked, asked.names, [each])))) return each;
  }
  return { ...plain, name: fieldAttribute(field), type: { kind: 'text' } };
}

async function specOf(
  { referring, there, path }: Asked,
  names: Names,
  fields: readonly Field[],
): Promise<ModelSpec | readonly Refusal[]> {
  const { settings } = there.spec;
  const has = (name: string): boolean => fields.some((field) => field.name === name || fieldAttribute(field) === name);
  const uniques = settings.uniques.filter((group) => group.every(has));
  const indexes = settings.indexes.filter((group) => group.every(has));
  const spec = modelSpec(there.spec.name, fields, { ...settings, uniques, indexes }, there.spec.noun);
  const draft: ModelDraft = { spec, path };
  const found = await modelsWithReferences(referring, [draft], names);
  return found.refusals.length > 0 ? found.refusals : (found.models[0]?.spec ?? spec);
}

/** New fields come before what a request says by itself, and before what says when a record was made. */
function withNew(known: readonly Field[], fresh: readonly Field[]): readonly Field[] {
  const isSaid = ({ name, readonly, scope }: Field): boolean =>
    scope !== undefined || (readonly && /^(?:creat|updat|modif|insert)/.test(name));
  const end = known.findLastIndex((field) => !isSaid(field)) + 1;
  return [...known.slice(0, end), ...fresh, ...known.slice(end)];
}
