import { join, relative, sep } from 'node:path';
import { namesInUse, registryOf } from '../../lib/framework/names-in-use.js';
import { singular } from '../../lib/naming/names.js';
import { styleOf } from '../../lib/package/assemble.js';
import { guardProblem } from '../../lib/package/guards.js';
import { pathIn } from '../../lib/package/modules.js';
import { HELPER_NAMES, packageFiles, piecesOf } from '../../lib/package/pieces.js';
import { definedClasses } from '../../lib/package/statements.js';
import { EMPTY_PLAN, type PackageFile, type PackagePlan } from '../../lib/plan/plan.js';
import type { HostFiles } from '../../lib/project/files.js';
import { longestLine } from '../../lib/project/line-length.js';
import { BackendPackageError } from '../../lib/refusal.js';
import { printField } from '../../lib/request/fields.js';
import { learnConventions } from '../../lib/style/learn.js';
import { readPackage } from '../../lib/style/package-contents.js';
import { type Host, locateHost } from '../../lib/wiring/host.js';
import { checkFolder, checkNames, checkNamesInUse, checkOwnNames, checkPackage } from './checks.js';
import { fieldsInHost } from './fields.js';
import { hostFiles, pendingBytes } from './host-files.js';
import { newPackage, ownConventions } from './own.js';
import { packageText, planFile } from './package-files.js';
import { styleRefused } from './paste.js';
import type { Draft, Run } from './run.js';

/** A backend with what its files show; packages of one run mostly go into the same one. */
type Known = {
  readonly host: Host;
  readonly learned: Awaited<ReturnType<typeof learnConventions>>;
  readonly longest: number;
};

async function lookAt(files: HostFiles, { start, flags }: Draft): Promise<Known> {
  const host = await locateHost(files, start, flags);
  return { host, learned: await learnConventions(files, host), longest: longestLine(files, host) };
}

async function planPackage(
  run: Run,
  files: HostFiles,
  draft: Draft,
  known: (draft: Draft) => Promise<Known>,
): Promise<PackagePlan> {
  const { name, slug } = draft;
  // The first model of a package has the package's own path and stands first.
  const models = [...draft.models.values()].sort((left, right) => Number(left.path !== '') - Number(right.path !== ''));
  if (draft.contradicted !== undefined) {
    throw new BackendPackageError({
      id: 'asked-twice',
      status: 2,
      reason: `The package ${name} was asked for twice, with different models ${draft.contradicted}.`,
    });
  }

  const { host, learned, longest } = await known(draft);
  if (name === host.blueprint) {
    throw new BackendPackageError({
      id: 'package-taken',
      status: 2,
      reason: `${name} is the blueprint package: new ones are modelled on it.`,
      hint: 'Choose another name for the package.',
    });
  }
  const folder = join(host.packages, name);
  if (draft.isRegisteredOnly) {
    // What maps classes to tables by a call of its own is not known to the registration.
    if ('reason' in learned && learned.id === 'orm-imperative')
      throw await styleRefused(
        files,
        host,
        name,
        learned,
        'What maps its classes to tables is to be added by hand, too.',
      );
    return planRegistration(files, host, longest, draft);
  }
  if ('reason' in learned) throw await styleRefused(files, host, name, learned);
  const problem = guardProblem(learned.security);
  if (problem !== undefined) throw await styleRefused(files, host, name, { id: 'security-unclear', reason: problem });
  const first = models.find(({ path }) => path === '')?.spec.name;
  const conventions = ownConventions(learned, host, { name, slug, model: first });
  if (draft.isNew) checkFolder(files, folder, name, conventions.modules);
  else checkPackage(files, folder, name, conventions.modules);

  const texts = new Map<string, string | undefined>();
  const places = packageFiles(conventions.modules);
  for (const { file, below } of places) {
    const path = join(folder, below);
    texts.set(file, packageText(files, path, Boolean(pendingBytes(run.lead.fs, path))));
  }
  const classes = await definedClasses(texts, HELPER_NAMES);
  const inUse = namesInUse(host.code);
  const registry = registryOf(`${learned.base.module}.${learned.base.name}`, host.code);
  for (const { spec } of models) {
    checkOwnNames(spec);
    const isThere = draft.isNew || classes.get('models.py')?.has(spec.name);
    checkNamesInUse(
      inUse,
      registry,
      spec,
      isThere ? join(folder, pathIn(conventions.modules, 'models.py')) : undefined,
    );
  }

  const enums = await fieldsInHost(
    files,
    host,
    models.flatMap(({ spec }) => spec.fields),
  );
  const names = { name, slug, models: models.map(({ spec }) => spec), first, classes, enums };
  const rendered = piecesOf(draft.isNew, models, names, conventions);
  const style = styleOf(conventions, name);
  const planned: PackageFile[] = [];
  for (const { file, below } of places) {
    const pieces = rendered.filter((piece) => piece.file === file);
    if (pieces.length === 0 && !draft.isNew) continue;
    const path = join(folder, below);
    const module = relative(host.root, path).replace(/\.py$/, '').replaceAll(sep, '.');
    planned.push(await planFile({ path, module, before: texts.get(file), pieces, isNew: draft.isNew }, style));
  }
  for (const { spec } of models) checkNames(planned, draft, spec, classes);
  const prefix = `${host.mount ?? ''}/${slug}`;
  return {
    name,
    isNew: draft.isNew,
    registers: draft.isNew && draft.registers,
    models: models.map(({ spec, path }) => ({
      name: spec.name,
      path: prefix + path,
      fields: spec.fields.map(printField),
    })),
    conventions,
    registration: { ...newPackage({ name, slug, model: first }, conventions), lineLength: longest },
    host,
    folder,
    files: planned,
  };
}

/** A package that somebody has written is only registered. */
async function planRegistration(
  files: HostFiles,
  host: Host,
  lineLength: number,
  { name, slug }: Draft,
): Promise<PackagePlan> {
  const folder = join(host.packages, name);
  if (files.lstat(folder)?.kind !== 'folder') {
    throw new BackendPackageError({
      id: 'package-missing',
      status: 2,
      reason: `There is no package ${name} to register.`,
      looked: folder,
    });
  }
  const { names, ownPrefix, model, hasModels } = await readPackage(files, host, folder);
  const registration = {
    package: name,
    singular: singular(name),
    slug,
    provides: names,
    hasModels,
    lineLength,
    ...(ownPrefix === undefined ? {} : { ownPrefix }),
    ...(model === undefined ? {} : { modelName: model }),
  };
  return { name, isNew: true, registers: true, models: [], registration, host, folder, files: [] };
}

/** Writes every package that was handed in into memory. What is there already and says the same is not touched. */
export async function stagePackages(run: Run): Promise<void> {
  const { fs } = run.lead;
  const files = hostFiles(fs);
  const seen = new Map<string, Promise<Known>>();
  const known = (draft: Draft): Promise<Known> => {
    const key = JSON.stringify([draft.start, draft.flags]);
    const looked = seen.get(key) ?? lookAt(files, draft);
    seen.set(key, looked);
    return looked;
  };
  const packages: PackagePlan[] = [];
  for (const draft of run.drafts.values()) {
    const planned = await planPackage(run, files, draft, known);
    for (const file of planned.files) if (file.kind !== 'same') fs.write(file.path, file.after);
    packages.push(planned);
  }
  run.plan = { ...EMPTY_PLAN, packages };
}
