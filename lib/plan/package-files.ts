/** The files of one package: its code first, and its tests for the path at which the application serves that code. */

import { relative, sep } from 'node:path';
import { ancestorsOf, methodsIn, ownClasses } from '../framework/host-classes.js';
import { styleOf } from '../package/assemble.js';
import { context, type PackageNames } from '../package/context.js';
import { definedNames } from '../package/defined-names.js';
import { neededPieces } from '../package/helper-pieces.js';
import { chainOf } from '../package/layers.js';
import { moduleDoc } from '../package/module-doc.js';
import { roleOfFile } from '../package/modules.js';
import { withCommitOf } from '../package/pieces/crud.js';
import { type Piece, piecesOf } from '../package/pieces.js';
import type { PythonTree } from '../python/syntax.js';
import { isRefusal, type Refusal } from '../refusal.js';
import type { NewPackage } from '../registration/register.js';
import type { Style } from '../style/style-values.js';
import type { Host } from '../wiring/host.js';
import { missingImport } from './missing-import.js';
import { codeInvalid, type PlannedFile, planFile } from './package-file.js';
import type { PackagePlace } from './package-place.js';
import type { Draft, ModelDraft } from './request.js';
import { makersFor } from './shared-makers.js';
import { basesOf, type Site, siteOf } from './site.js';
import { newPackage } from './style-for-new-package.js';
import type { TestsApart } from './tests-apart.js';
import { unmatchedCall } from './unmatched-call.js';

export type FileOfPackage = PlannedFile & { readonly path: string; readonly isShared: boolean };

export type FilesOfPackage = {
  readonly planned: readonly FileOfPackage[];
  readonly site: Site;
  readonly registration: NewPackage;
  /** The style, with what guards the package where it is served, and the app that serves it. */
  readonly conventions: Style;
};

type Asked = {
  readonly draft: Draft;
  readonly host: Host;
  readonly conventions: Style;
  readonly models: readonly ModelDraft[];
  readonly names: Omit<PackageNames, 'path'>;
  readonly place: PackagePlace;
  /** What the files say now. */
  readonly texts: ReadonlyMap<string, string | undefined>;
  /** Where the tests are, if not among those of the package. */
  readonly apart?: TestsApart | undefined;
  /** The longest line that the registration may write. */
  readonly lineLength: number;
};

const isTest = (file: string): boolean => file.startsWith('tests/');

/** The dotted names of what is the package's alone: its folder, or by layer its files. */
function ownModules({ root }: Host, { kind, folder, files }: PackagePlace): readonly string[] {
  const paths = kind === 'folder' ? [folder] : files.flatMap(({ path, isShared }) => (isShared ? [] : path));
  return paths.map((path) => relative(root, path).replace(/\.py$/, '').replaceAll(sep, '.'));
}

/** Whether a file beside a module imports it. */
function isImportedIn(text: string, module: string): boolean {
  const [parent, stem] = [module.slice(0, module.lastIndexOf('.')), module.slice(module.lastIndexOf('.') + 1)];
  const dotted = (name: string): string => name.replaceAll('.', '\\.');
  const from = `from (?:\\.|${dotted(parent)}) import [^\\n]*\\b${stem}\\b`;
  return new RegExp(`\\b${dotted(module)}\\b|from \\.${stem}\\b|${from}`).test(text);
}

export async function planPackageFiles(asked: Asked): Promise<FilesOfPackage | readonly Refusal[]> {
  const { draft, host, conventions, names, place, lineLength } = asked;
  const code = await print(asked, (file) => !isTest(file), '', conventions);
  if ('refusals' in code) return code.refusals;
  const pkg = newPackage({ name: draft.name, slug: draft.slug, model: names.first, tag: draft.tag }, conventions);
  const registration = {
    ...registered(
      { ...pkg, ...inUnit(names, conventions), ...makersFor(names, conventions) },
      conventions,
      code.pieces,
      draft,
    ),
    lineLength,
  };
  const site = await siteOf({
    host,
    registration,
    registers: draft.registers,
    isNew: draft.isNew,
    changes: code.planned.flatMap(({ change }) => change ?? []),
    place,
    router: conventions.router,
    bases: basesOf(conventions, draft.slug),
  });
  if (!('paths' in site)) return site;
  const { app = conventions.app, path } = site.inTests;
  const asServed = { ...conventions, guardsAbove: site.paths[0].guards, app };
  const tests = await print(asked, isTest, path, asServed);
  if ('refusals' in tests) return tests.refusals;
  return { planned: [...code.planned, ...tests.planned], site, registration, conventions: asServed };
}

/** What a unit of work of the host gets of the package, where its layers have one. */
function inUnit(names: Asked['names'], conventions: Style): Pick<NewPackage, 'repositories'> {
  if (conventions.layers.kind !== 'chain' || conventions.layers.unit === undefined) return {};
  const around = context({ ...names, path: '' }, 'crud.py', conventions);
  const repositories = names.models.flatMap((spec) => {
    const holder = chainOf(around, spec)?.layers[0]?.holder;
    if (holder?.kind !== 'object' || holder.reached.kind !== 'unit') return [];
    return [{ type: holder.name, name: holder.reached.name }];
  });
  return { repositories };
}

/** By layer what the modules define is known where a package of the host gathers it, and what of it is used through there. */
function registered(
  pkg: NewPackage,
  { layout, layerImports, gatheredNames, modules, importRoot }: Style,
  pieces: readonly Piece[],
  { isNew, models }: Draft,
): NewPackage {
  const defined = definedNames(pieces);
  if (layout.kind === 'folder') {
    const made = pkg.repositories !== undefined ? defined.filter((each) => each.startsWith('crud.')) : [];
    const known = made.map((each) => each.replace('crud', modules.crud));
    return { ...pkg, provides: [...(pkg.provides ?? []), ...known] };
  }
  const throughPackage = layerImports.filter(({ kind }) => kind === 'package');
  const gathered = defined.filter((each) => {
    const [role = '', name = ''] = each.split('.');
    const uses = throughPackage.filter(({ of }) => of === role);
    return uses.some(({ local, from }) =>
      pieces.some(({ file, text }) => roleOfFile(file) === from && new RegExp(`\\b${local}\\.${name}\\b`).test(text)),
    );
  });
  const named = gatheredNames.flatMap(({ from, of }) =>
    pieces
      .filter(({ file }) => roleOfFile(file) === from)
      .flatMap(({ imports }) => imports)
      .filter(({ module }) => module === [importRoot, modules[of]].filter(Boolean).join('.'))
      .map(({ name }) => `${of}.${name}`)
      .filter((each) => defined.includes(each)),
  );
  gathered.push(...new Set(named.filter((each) => !gathered.includes(each))));
  const own = models.map(({ spec }) => `models.${spec.name}`);
  const further = isNew ? [] : [...new Set([...own.filter((each) => defined.includes(each)), ...gathered])];
  return { ...pkg, provides: [...(pkg.provides ?? []), ...defined], gathered, further };
}

type Printed =
  | { readonly planned: readonly FileOfPackage[]; readonly pieces: readonly Piece[]; readonly refusals?: never }
  | { readonly refusals: readonly Refusal[] };

async function print(
  { draft, host, models, names, place, texts: there, apart }: Asked,
  isWanted: (file: string) => boolean,
  path: string,
  given: Style,
): Promise<Printed> {
  const conventions = withCommitOf(given, there.get('crud.py') ?? '');
  const pkg = { ...names, path };
  const isApart = apart !== undefined && isWanted('tests/conftest.py');
  const isNew = draft.isNew || isApart;
  const rendered = piecesOf(isNew, models, pkg, conventions);
  const [all, texts] = isApart ? [apart.files, apart.texts] : [place.files, there];
  const style = styleOf(conventions, draft.name);
  const planned: FileOfPackage[] = [];
  const refusals: Refusal[] = [];
  for (const { file, path, isShared } of all.filter((each) => isWanted(each.file))) {
    const own = rendered.filter((piece) => piece.file === file);
    const module = relative(host.root, path).replace(/\.py$/, '').replaceAll(sep, '.');
    const before = texts.get(file);
    const asked = { file, module, text: before ?? '', own, all: rendered };
    const pieces = [...(isNew ? [] : neededPieces(asked, pkg, conventions)), ...own];
    // Only an `__init__` is a file with nothing in it.
    if (pieces.length === 0 && !(isNew && file.endsWith('__init__.py'))) continue;
    // People may do without a file for these; one that the others import has been there.
    const isOfOurs = before === undefined && /^(?:deps|exceptions)\.py$/.test(file);
    const isMade = isOfOurs && ![...texts.values()].some((text) => isImportedIn(text ?? '', module));
    const parsed = (text: string): PythonTree | undefined => host.code.with([{ path, after: text }]).at(path)?.tree;
    const doc = moduleDoc(pkg, file, models[0]?.spec, conventions);
    const request = { path, module, file, before, pieces, doc, isNew: (isNew || isMade) && !isShared, parsed };
    const one = await planFile(request, style);
    if (isRefusal(one)) refusals.push(one);
    else planned.push({ ...one, path, isShared });
  }
  if (refusals.length > 0) return { refusals };
  const written = isNew ? planned.filter(({ isShared }) => !isShared) : [];
  const modules = written.flatMap(({ path, change }) => (change && host.code.with([change]).at(path)) ?? []);
  const inherited = modules
    .flatMap(ownClasses)
    .flatMap((type) => ancestorsOf(type, host.code))
    .flatMap((type) => [...methodsIn(type).values()]);
  const unmatched = unmatchedCall(modules, inherited);
  if (unmatched !== undefined) {
    const { path: at, line, call } = unmatched;
    return { refusals: [codeInvalid(at, `line ${line}: ${call} does not fit what it calls`)] };
  }
  const own = isWanted('router.py') ? ownModules(host, place) : [];
  const project = host.code.with(written.flatMap(({ change }) => change ?? []));
  const missing = missingImport(
    modules.map((each) => each.path),
    own,
    project,
  );
  if (missing === undefined) return { planned, pieces: rendered };
  return { refusals: [codeInvalid(missing.path, `line ${missing.line}: no file of the package has ${missing.name}`)] };
}
