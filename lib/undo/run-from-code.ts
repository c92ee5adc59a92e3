/** What a run would have written down for a package, from the code alone: for a checkout that has no journal of it. */
import { join, relative } from 'node:path';
import { ROLES } from '../backend/features.js';
import { type Inspection, inspect } from '../inspect/inspection.js';
import type { InspectedPackage } from '../inspect/package.js';
import { specOf } from '../inspect/spec-of.js';
import { pascalCase, plural, singular, snakeCase, urlSegment } from '../naming/names.js';
import { placeOfPackage } from '../plan/package-place.js';
import { planRun } from '../plan/plan-run.js';
import type { Draft } from '../plan/request.js';
import { sharedMakersOf } from '../plan/shared-makers.js';
import { styleFor } from '../plan/style-for-new-package.js';
import { type HostFiles, overlaid, textOf } from '../project/files.js';
import { isFile, isInside, moduleFile } from '../project/paths.js';
import { loadParser } from '../python/syntax.js';
import { isRefusal, type Refusal } from '../refusal.js';
import { type PackageSpec, packageSpec } from '../request/package.js';
import type { DoneFile, DoneRun } from './plan-undo.js';
import { withoutUses } from './without-uses.js';

/**
 * The package is written again in the backend as it would be without it: what is there in the same words was written so.
 * Nothing where there is no such package.
 */
export async function runFromCode(
  files: HostFiles,
  start: string,
  name: string,
): Promise<DoneRun | readonly Refusal[] | undefined> {
  const inspection = await inspect(files, start, {});
  if (!('host' in inspection)) return inspection;
  const found = inspection.packages.find((each) => each.name === name && !each.isBlueprint);
  if (found === undefined) return undefined;
  const { root, project, byLayer, code } = inspection.host;
  const model = pascalCase(singular(name));
  // A file of the host for all features, such as one of dependencies, may have nothing of this one.
  const isIn = (path: string): boolean => code.at(path)?.source.includes(model) === true;
  const shared = byLayer?.parts.find(({ isShared, file }) => isShared && isIn(file.path));
  if (shared !== undefined) return [untold(name, 'it is in files with others.', shared.file.path)];
  const own = filesOf(files, found, inspection);
  const names = own.filter((path) => path.endsWith('.py')).map((path) => moduleFile(root, path).module);
  const parser = await loadParser();
  const without = new Map<string, string>();
  for (const path of registering(found, inspection)) {
    const text = textOf(files, path);
    const rest = text === undefined ? undefined : withoutUses(parser, moduleFile(root, path), text, names);
    if (typeof rest === 'string') without.set(path, rest);
    else if (text !== undefined) return [untold(name, 'the lines that register it are not understood.', path)];
  }
  const draft = draftOf(inspection, name, project);
  if ('reason' in draft) return [draft];
  const before = hiding(overlaid(files, without), new Set(own));
  const ways = [await writtenBy(before, [draft])];
  const { slug, tag: _, ...unnamed } = draft;
  // The lines that register it may have been edited since.
  if (slug !== urlSegment(name) || draft.tag !== undefined) {
    ways.push(await writtenBy(before, [{ ...unnamed, slug: urlSegment(name) }]));
  }
  if (draft.models.length > 1) ways.push(await writtenBy(before, oneByOne(draft)));
  const isAsWritten = ({ path, after }: DoneFile): boolean => textOf(files, path) === after;
  const isNamed = namedAfter(draft, project);
  const all = ways.flatMap((way) => {
    if (!('paths' in way)) return [];
    // What would not change, as tests beside those of others, is as it would be written.
    const written = way.paths
      .filter((path) => own.includes(path) || isNamed(path))
      .map((path) => ({ path, after: way.texts.get(path) ?? textOf(files, path) }));
    return [{ written, same: written.filter(isAsWritten).length }];
  });
  const [best] = all.sort((one, other) => other.same - one.same);
  if (best === undefined) {
    const [reason] = ways.flatMap((way) => ('paths' in way ? [] : way));
    return [untold(name, reason?.reason ?? 'nothing is planned.')];
  }
  const { written } = best;
  // Every package may have the same empty files: one that people wrote is not taken for ours.
  const saying = written.filter(({ path, after }) => own.includes(path) && after?.trim());
  if (saying.filter(isAsWritten).length * 2 < saying.length)
    return [untold(name, 'most of its files are not as they would be written now.', own[0])];
  // What it would not write is somebody else's, and stays.
  const others = own.filter((path) => !written.some((each) => each.path === path));
  const models = draft.models.map(({ spec }) => spec.name);
  const paths = [...new Set([...written.map(({ path }) => path), ...own])];
  return {
    asked: [{ package: name, isNew: true, models, files: paths, root }],
    files: [
      ...[...without].map(([path, text]) => ({ path, before: text, after: textOf(files, path) })),
      ...others.map((path) => ({ path, after: '' })),
      ...written,
    ],
  };
}

/** The package with its first model, and each further model by a run of its own, which keeps its tests elsewhere. */
function oneByOne(draft: Draft): readonly Draft[] {
  return draft.models.map((model, index) => ({ ...draft, isNew: index === 0, models: [model] }));
}

/** The files of a package after some runs, and the texts that these write. */
type Written = { readonly paths: readonly string[]; readonly texts: ReadonlyMap<string, string> };

async function writtenBy(before: HostFiles, drafts: readonly Draft[]): Promise<Written | readonly Refusal[]> {
  const texts = new Map<string, string>();
  const paths = new Set<string>();
  for (const draft of drafts) {
    const { plan, refusals = [] } = await planRun(overlaid(before, texts), [draft], { columns: undefined });
    if (plan === undefined) return refusals;
    for (const { path, after } of plan.changes) texts.set(path, after);
    for (const path of plan.packages.flatMap(({ files }) => files)) paths.add(path);
  }
  return { paths: [...paths], texts };
}

/** Whether a file is called after the package or one of its models: others beside it are of all packages. */
function namedAfter({ name, models }: Draft, project: string): (path: string) => boolean {
  const words = [name, singular(name), ...models.map(({ spec }) => snakeCase(spec.name))];
  const named = new RegExp(`(?:^|[/_])(?:${words.flatMap((word) => [word, plural(word)]).join('|')})(?:[/_.]|$)`);
  return (path) => named.test(relative(project, path));
}

function untold(name: string, why: string, path?: string): Refusal {
  return {
    id: 'undo-untold',
    status: 3,
    reason: `No run is written down here for ${name}, and the code does not tell what one wrote: ${why}`,
    ...(path === undefined ? {} : { at: { path } }),
    hint: 'Take it out by hand, or where it was generated.',
  };
}

/** The files of a package: all below its folder, or those that a backend by layer has of it. */
function filesOf(
  files: HostFiles,
  { name, folder, files: ofRole }: InspectedPackage,
  { host, style }: Inspection,
): readonly string[] {
  if (host.byLayer !== undefined) {
    const model = pascalCase(singular(name));
    const place = isRefusal(style)
      ? undefined
      : placeOfPackage(host, name, styleFor(style, host, { name, slug: name, model }));
    const placed = place?.files.flatMap((each) => (each.isShared ? [] : [each.path])) ?? [];
    return [...new Set([...ROLES.flatMap(ofRole), ...placed])].filter((path) => isFile(files, path));
  }
  const below = (at: string): readonly string[] =>
    files.list(at).flatMap((each) => {
      const path = join(at, each);
      const kind = files.lstat(path)?.kind;
      if (kind === 'folder') return each === '__pycache__' ? [] : below(path);
      return kind === 'file' ? [path] : [];
    });
  return below(folder);
}

/** The files of the backend that make the package known. */
function registering({ registered, host, folder }: InspectedPackage, inspection: Inspection): readonly string[] {
  const { routers, models, byLayer, units } = host ?? inspection.host;
  const gathering = byLayer?.gathering.map(({ file }) => file) ?? [];
  const makers = isRefusal(inspection.style) ? [] : sharedMakersOf(inspection.style);
  const paths = [...registered, ...routers, ...models, ...gathering, ...units, ...makers].map(({ path }) => path);
  return [...new Set(paths)].filter((path) => inspection.host.byLayer !== undefined || !isInside(folder, path));
}

/** The package as it would be asked for. */
function draftOf(inspection: Inspection, name: string, start: string): Draft | Refusal {
  const { packages, unread } = specOf(inspection);
  const entry = packages.find((each) => each.package === name);
  const missing = unread.find((each) => each.startsWith(`${name}:`) || each.includes(` of ${name}:`));
  if (entry === undefined || missing !== undefined) return untold(name, missing ?? 'it has no model.');
  const { models: further = [], package: _, model, path, tag, fields, ...settings } = entry;
  const names = { ...(model && { model }), ...(path && { path }), ...(tag && { tag }) };
  const first = packageSpec({ package: name, ...names, fields, settings });
  const others = further.map(({ model: other = '', fields: own, ...more }) =>
    packageSpec({ package: name, model: other, fields: own, settings: more }),
  );
  const isRead = (spec: ReturnType<typeof packageSpec>): spec is PackageSpec => 'model' in spec;
  if (!isRead(first) || !others.every(isRead)) return untold(name, 'its fields cannot be asked for.');
  return {
    name,
    slug: first.slug,
    ...(first.tag && { tag: first.tag }),
    start,
    flags: {},
    registers: true,
    isRegisteredOnly: false,
    isNew: true,
    models: [
      { spec: first.model, path: '' },
      ...others.map(({ model: spec }) => ({ spec, path: `/${urlSegment(spec.collection)}` })),
    ],
  };
}

/** Files without some of them. A folder that holds nothing else is gone, too. */
function hiding(files: HostFiles, hidden: ReadonlySet<string>): HostFiles {
  const isHidden = (path: string): boolean => {
    if (hidden.has(path)) return true;
    if (![...hidden].some((each) => isInside(path, each))) return false;
    return files.list(path).every((each) => isHidden(join(path, each)));
  };
  return {
    ...files,
    bytes: (path) => (hidden.has(path) ? undefined : files.bytes(path)),
    list: (folder) => files.list(folder).filter((each) => !isHidden(join(folder, each))),
    lstat: (path) => (isHidden(path) ? undefined : files.lstat(path)),
    canWrite: (path) => isHidden(path) || files.canWrite(path),
  };
}
