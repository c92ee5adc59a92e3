import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BackendPackageError } from '../../lib/errors.js';
import type { Conventions } from '../../lib/host/conventions.js';
import type { HostFiles } from '../../lib/host/files.js';
import { learnConventions } from '../../lib/host/learn.js';
import { locateHost } from '../../lib/host/locate.js';
import { mountPrefix } from '../../lib/host/mount.js';
import { tablesOf } from '../../lib/host/tables.js';
import { assemble, type RenderedPiece } from '../../lib/package/assemble.js';
import { type Insertion, insertPieces } from '../../lib/package/insert.js';
import { HELPER_NAMES, PACKAGE_FILES, piecesOf } from '../../lib/package/pieces.js';
import { renderPiece } from '../../lib/package/render.js';
import { definedClasses } from '../../lib/package/statements.js';
import { EMPTY_PLAN, type PackageFile, type PackagePlan } from '../../lib/plan/plan.js';
import { printable } from '../../lib/plan/show.js';
import { printField } from '../../lib/spec/fields.js';
import { singular } from '../../lib/spec/names.js';
import { checkClasses, checkFolder, checkNames, checkPackage, checkTable } from './checks.js';
import { editableText } from './editable.js';
import { hostFiles, pendingBytes } from './host-files.js';
import { hostRefused } from './paste.js';
import type { Draft, Run } from './run.js';

const templates = fileURLToPath(new URL('..', import.meta.url));

function packageText(files: HostFiles, path: string, draft: Draft, isInMemory: boolean): string | undefined {
  if (files.bytes(path) === undefined && files.lstat(path) === undefined) return undefined;
  return editableText(files, path, isInMemory, (why) => {
    throw new BackendPackageError(3, printable(`${draft.name}: ${path} ${why}\nNothing was written.`));
  });
}

/** What a package's file will say: a new one, or the one that is there with what it lacks. */
async function planFile(
  path: string,
  module: string,
  before: string | undefined,
  pieces: readonly RenderedPiece[],
  draft: Draft,
  conventions: Conventions,
): Promise<PackageFile> {
  if (before === undefined) {
    if (draft.isNew) return { path, kind: 'create', before: '', after: await assemble(pieces, conventions) };
    throw new BackendPackageError(3, `${path} is not there.\nNothing was written.`);
  }
  const insertion = await insertPieces(before, pieces, module, conventions);
  if (insertion.kind === 'same') return { path, kind: 'same', before, after: before };
  if (insertion.kind === 'edited' && !draft.isNew) {
    const { text, replaces } = insertion;
    return { path, kind: replaces.length > 0 ? 'replace' : 'edit', before, after: text, differs: replaces };
  }
  if (insertion.kind === 'refused' && !draft.isNew) throw notInserted(path, insertion);
  // Of a package that is asked for again, code that is missing is a difference too.
  return insertion.kind === 'edited' && insertion.replaces.length > 0
    ? { path, kind: 'replace', before, after: insertion.text, differs: insertion.replaces }
    : { path, kind: 'replace', before, after: await assemble(pieces, conventions) };
}

function notInserted(path: string, { reason, paste }: Insertion & { kind: 'refused' }): BackendPackageError {
  const lines = paste.replace(/^(?=.)/gm, '    ');
  return new BackendPackageError(
    3,
    printable(
      `${path} cannot be edited: ${reason}\nNothing was written. Add by hand, and run this again for the other files:\n\n${lines}`,
    ),
  );
}

async function planPackage(run: Run, files: HostFiles, draft: Draft): Promise<PackagePlan> {
  const { name, slug } = draft;
  // The first model of a package has the package's own path and stands first.
  const models = [...draft.models.values()].sort((left, right) => Number(left.path !== '') - Number(right.path !== ''));
  if (draft.contradicted !== undefined) {
    throw new BackendPackageError(
      2,
      `The package ${name} was asked for twice, with different models ${draft.contradicted}.`,
    );
  }

  const host = await locateHost(files, draft.start, draft.flags);
  if (name === host.blueprint) {
    throw new BackendPackageError(2, `${name} is the package that new ones are modelled on. Choose another name.`);
  }
  const folder = join(host.packages, name);
  if (draft.isNew) checkFolder(files, folder, name);
  else checkPackage(files, folder, name);
  const conventions = await learnConventions(files, host);
  if ('reason' in conventions) throw hostRefused(host, name, conventions.reason);

  const texts = new Map<string, string | undefined>();
  for (const file of PACKAGE_FILES) {
    const path = join(folder, file);
    texts.set(file, packageText(files, path, draft, Boolean(pendingBytes(run.lead.fs, path))));
  }
  const classes = await definedClasses(texts, HELPER_NAMES);
  const tables = await tablesOf(files, host);
  for (const { spec } of models) {
    checkClasses(spec);
    const isThere = draft.isNew || classes.get('models.py')?.has(spec.name);
    checkTable(tables, spec, isThere ? join(folder, 'models.py') : undefined);
  }

  const names = { name, slug, models: models.map(({ spec }) => spec), classes };
  const rendered = new Map<string, RenderedPiece[]>(PACKAGE_FILES.map((file) => [file, []]));
  for (const piece of piecesOf(draft.isNew, models)) {
    const template = readFileSync(join(templates, piece.template), 'utf8');
    rendered.get(piece.file)?.push(renderPiece(piece, template, names, conventions));
  }
  const planned: PackageFile[] = [];
  for (const [file, pieces] of rendered) {
    if (pieces.length === 0 && !draft.isNew) continue;
    const module = `${host.importRoot}.${name}.${file.replace(/\.py$/, '').replaceAll('/', '.')}`;
    planned.push(await planFile(join(folder, file), module, texts.get(file), pieces, draft, conventions));
  }
  for (const { spec } of models) checkNames(planned, draft, spec, classes);
  const prefix = `${(await mountPrefix(files, host)) ?? ''}/${slug}`;
  return {
    name,
    singular: singular(name),
    isNew: draft.isNew,
    registers: draft.isNew && draft.registers,
    models: models.map(({ spec, path }) => ({
      name: spec.name,
      path: prefix + path,
      fields: spec.fields.map(printField),
    })),
    conventions,
    host,
    folder,
    files: planned,
  };
}

/** Writes every package that was handed in into memory. What is there already and says the same is not touched. */
export async function stagePackages(run: Run): Promise<void> {
  const { fs } = run.lead;
  const files = hostFiles(fs);
  const packages: PackagePlan[] = [];
  for (const draft of run.drafts.values()) {
    const planned = await planPackage(run, files, draft);
    for (const file of planned.files) if (file.kind !== 'same') fs.write(file.path, file.after);
    packages.push(planned);
  }
  run.plan = { ...EMPTY_PLAN, packages };
}
