/** Deletes of packages that are there, once records of a new model refer to theirs: they answer 409 then. */
import { basename, relative, sep } from 'node:path';
import { plural } from '../naming/names.js';
import { withArticle } from '../naming/phrase.js';
import { styleOf } from '../package/assemble.js';
import { specOfClass } from '../package/class-names.js';
import type { PackageNames } from '../package/context.js';
import { spellingIn } from '../package/import-spelling.js';
import { saysTheSame } from '../package/insert-back.js';
import { insertImports } from '../package/insert-imports.js';
import { functionsAndMethods, type KeptEdit, keptDeletes } from '../package/kept-deletes.js';
import { requiredOwner } from '../package/references.js';
import type { HostFiles } from '../project/files.js';
import { moduleFile } from '../project/paths.js';
import { topOf } from '../project/project-root.js';
import { applyEdits } from '../python/edit.js';
import { loadParser } from '../python/syntax.js';
import { isRefusal, type Refusal } from '../refusal.js';
import { type Field, isReference, type RefTarget } from '../request/fields.js';
import type { ModelSpec } from '../request/model.js';
import type { Style } from '../style/style-values.js';
import type { Host } from '../wiring/host.js';
import { editableText } from './editable.js';
import { withCaller } from './owner.js';
import { placeOfPackage } from './package-place.js';
import type { Change, PlannedPackage } from './plan.js';
import type { ModelDraft } from './request.js';
import { styleFor } from './style-for-new-package.js';

type Kept = { readonly edits: readonly KeptEdit[]; readonly notes: readonly string[] };

/** A model, and those of its fields that come with the run. */
type Referring = { readonly spec: ModelSpec; readonly fields: readonly Field[]; readonly isNew: boolean };

export const asReferring = (spec: ModelSpec): Referring => ({ spec, fields: spec.fields, isNew: true });

/** What the models of a package do to the deletes of others that are there; a note where somebody else wrote those. */
export async function keptByModels(
  files: HostFiles,
  host: Host,
  learned: Style,
  models: readonly Referring[],
  others: readonly Change[],
): Promise<Kept> {
  const isMade = ({ module }: RefTarget): boolean =>
    others.some(({ path }) => path.endsWith(`${module.replaceAll('.', '/')}.py`));
  const tables = new Set(models.filter(({ isNew }) => isNew).map(({ spec }) => spec.table));
  const edits: KeptEdit[] = [];
  const notes: string[] = [];
  for (const { spec, fields } of models) {
    const { name } = spec;
    for (const { type, ondelete } of fields) {
      const to = isReference(type) ? type.to : undefined;
      // What is only marked leaves the reference as it is.
      if (
        to === undefined ||
        to.deletion !== undefined ||
        tables.has(to.table) ||
        isMade(to) ||
        ondelete === 'cascade' ||
        ondelete === 'setnull'
      ) {
        continue;
      }
      const own = await editsFor({ files, host, learned }, to, `${name}.${to.relation}`, requiredOwner(spec, to));
      if (own !== undefined) edits.push(...own);
      else notes.push(noteOn(name, to));
    }
  }
  return { edits, notes };
}

type There = {
  /** What the files of the package say now, and their modules. */
  readonly texts: ReadonlyMap<string, string | undefined>;
  readonly modules: ReadonlyMap<string, string>;
  readonly models: readonly ModelDraft[];
};

/** The models of a package whose deletes answer already, for what has come to refer to them since they were written. */
export async function keptThere(
  { texts, modules, models }: There,
  names: Omit<PackageNames, 'path'>,
  conventions: Style,
): Promise<readonly string[]> {
  const style = styleOf(conventions, names.name);
  const parser = await loadParser();
  const found: string[] = [];
  for (const { spec, path } of models) {
    const edits = await keptDeletes({ spec, path, modules }, { ...names, path: '' }, conventions, style);
    const isAnswered = edits.every(({ file, functions }) => {
      const there = functionsAndMethods(parser.parse(texts.get(file) ?? ''));
      return functions.every(({ name, after }) => saysTheSame(there.get(name)?.text ?? '', after));
    });
    if (edits.length > 0 && isAnswered) found.push(spec.name);
  }
  return found;
}

/** What has to be known of a delete that the database will refuse: nothing of this run answers for it. */
const noteOn = (name: string, { name: target, relation }: RefTarget): string =>
  `The database refuses to delete ${withArticle(target)} that ${withArticle(name)} refers to: what deletes one has to expect an IntegrityError, or give ${relation} ondelete=cascade.`;

/** Nothing where the deletes of the model are not as this generator writes them. */
async function editsFor(
  reading: Reading,
  to: RefTarget,
  from: string,
  owner: Field | undefined,
): Promise<readonly KeptEdit[] | undefined> {
  const { host, learned } = reading;
  const { code, packages } = host;
  const path = code.define(`${to.module}.${to.name}`)?.module.path;
  if (path === undefined) return undefined;
  // Its records belong to the same callers, who are asked for in what deletes them, too.
  const scopes = owner === undefined || to.owner === undefined ? [] : [{ ...owner, name: to.owner }];
  const spec = { ...specOfClass(learned, to.name, scopes), table: to.table };
  const [folder = ''] = relative(packages, path).split(sep);
  const isByLayer = learned.layout.kind === 'layers';
  const named = isByLayer ? [spec.collection, plural(basename(path, '.py'))] : [folder];
  for (const name of new Set(named)) {
    for (const first of [to.name, undefined]) {
      const edits = await editsOf({ ...reading, spec, path, from }, name, first);
      if (edits !== undefined) return edits;
    }
  }
  return undefined;
}

type Reading = { readonly files: HostFiles; readonly host: Host; readonly learned: Style };

type Target = Reading & {
  readonly spec: ModelSpec;
  /** The file of its models. */
  readonly path: string;
  readonly from: string;
};

/** The same for a package of that name, of which the model is the first one or a further one. */
async function editsOf(
  { files, host, learned, spec, path, from }: Target,
  name: string,
  first: string | undefined,
): Promise<readonly KeptEdit[] | undefined> {
  const slug = name.replaceAll('_', '-');
  const conventions = withCaller(files, host, styleFor(learned, host, { name, slug, model: first }), [spec]);
  if (isRefusal(conventions)) return undefined;
  const place = placeOfPackage(host, name, conventions);
  if (!place.files.some((each) => each.file === 'models.py' && each.path === path)) return undefined;
  const paths = new Map(place.files.map((each) => [each.file, each.path]));
  const modules = new Map([...paths].map(([file, each]) => [file, moduleFile(host.root, each).module]));
  const style = styleOf(conventions, name);
  const names = { name, slug, path: '', models: [spec], first, classes: new Map(), enums: new Map() };
  const below = first === undefined ? `/${spec.collection.replaceAll('_', '-')}` : '';
  const edits = (await keptDeletes({ spec, path: below, modules }, names, conventions, style)).map((each) => {
    return { ...each, path: paths.get(each.file) ?? '', module: modules.get(each.file) ?? '', style, from };
  });
  const texts = await Promise.all(edits.map((each) => withAnswer(host.code.at(each.path)?.source ?? '', each)));
  return edits.length > 0 && texts.every((text) => text !== undefined) ? edits : undefined;
}

/** The changes of the run with the deletes that answer now. */
export async function withKeptDeletes(
  files: HostFiles,
  planned: readonly PlannedPackage[],
  changes: readonly Change[],
): Promise<{ readonly changes: readonly Change[]; readonly refusals: readonly Refusal[] }> {
  const all = [...changes];
  const refusals: Refusal[] = [];
  for (const { plan, keeps = [] } of planned) {
    for (const edit of keeps) {
      const { path, from } = edit;
      const known = all.findIndex((each) => each.path === path);
      const before = all[known]?.after ?? editableText(files, path, topOf(files, plan.host.root));
      if (isRefusal(before)) {
        refusals.push(before);
        continue;
      }
      const after = await withAnswer(before, edit);
      if (after === undefined || after === before) continue;
      const change = all[known] ?? { path, before, why: 'registration', evidence: `${from} refers to it` };
      all.splice(known === -1 ? all.length : known, 1, { ...change, after });
    }
  }
  return { changes: all, refusals };
}

/** The file with the answer in its deletes: as it is where they have it, nothing where somebody wrote them otherwise. */
async function withAnswer(
  source: string,
  { functions, imports, module, style, file }: KeptEdit,
): Promise<string | undefined> {
  const there = functionsAndMethods((await loadParser()).parse(source));
  const edits = functions.map(({ name, before, after }) => {
    const node = there.get(name);
    if (node === undefined) return undefined;
    const isAnswered = saysTheSame(node.text, after);
    if (!isAnswered && !saysTheSame(node.text, before)) return undefined;
    return { at: node.start, remove: isAnswered ? 0 : node.end - node.start, insert: isAnswered ? '' : after };
  });
  const known = edits.filter((each) => each !== undefined);
  if (known.length < functions.length) return undefined;
  if (known.every(({ insert }) => insert === '')) return source;
  const text = await insertImports(
    applyEdits(source, known),
    imports,
    module,
    style,
    spellingIn(style.habits, module, file),
  );
  return typeof text === 'string' ? text : undefined;
}
