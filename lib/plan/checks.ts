/** What a package or a model collides with: names, folders and tables that are taken. */

import { basename, dirname, join } from 'node:path';
import type { NameInUse, NamesInUse } from '../framework/names-in-use.js';
import { wordList } from '../naming/phrase.js';
import { guardProblem } from '../package/guards.js';
import { HELPER_NAMES } from '../package/helper-names.js';
import { linkModel, writtenLinksOf } from '../package/links.js';
import { oldLibraryProblem } from '../package/old-libraries.js';
import type { HostFiles } from '../project/files.js';
import type { Refusal, RefusalPlace } from '../refusal.js';
import type { ModelSpec } from '../request/model.js';
import type { Style } from '../style/style-values.js';
import { dataclassProblem } from './dataclass-problem.js';
import { linkProblem } from './link-problem.js';
import { listProblem, rowsProblem } from './list-problem.js';
import { mysqlProblem } from './mysql-problem.js';
import type { PackagePlace, PlacedFile } from './package-place.js';
import type { Draft } from './request.js';

/** The modules of a package whose files do not exist. */
function missingModules(files: HostFiles, place: PackagePlace): readonly PlacedFile[] {
  const names = ['__init__.py', 'api.py', 'crud.py', 'models.py', 'schemas.py', 'services.py'];
  return place.files.filter(({ file, path }) => names.includes(file) && files.lstat(path) === undefined);
}

const wrong = (id: string, reason: string, hint: string, at?: RefusalPlace): Refusal => ({
  id,
  status: 2,
  reason,
  at,
  hint,
});

/** The name of a package is taken by what this path holds. */
const takenBy = (path: string, name: string, reason: string): Refusal =>
  wrong('package-taken', `${reason} The package cannot be called ${name}.`, 'Choose another name for the package.', {
    path,
  });

const TWIN = 'This exists and differs only by case.';

/** A new package's folder or its files are free, or hold a package as this generator writes them. */
export function takenProblem(files: HostFiles, place: PackagePlace): Refusal | undefined {
  return place.kind === 'layers' ? takenByLayer(files, place) : takenFolder(files, place);
}

function takenByLayer(files: HostFiles, place: PackagePlace): Refusal | undefined {
  const own = place.files.filter(({ isShared }) => !isShared);
  const twin = own.flatMap(({ path }) => otherCase(files, path) ?? [])[0];
  const there = own.find(({ path }) => files.lstat(path) !== undefined)?.path;
  const isWhole = missingModules(files, place).length === 0;
  if (twin !== undefined) return takenBy(twin, place.name, TWIN);
  if (there === undefined || isWhole) return undefined;
  return takenBy(there, place.name, 'This file exists already.');
}

function takenFolder(files: HostFiles, place: PackagePlace): Refusal | undefined {
  const { folder, name } = place;
  const twin = otherCase(files, folder);
  if (twin !== undefined) return takenBy(twin, name, TWIN);
  if (files.lstat(`${folder}.py`)) return takenBy(`${folder}.py`, name, 'This module exists already.');
  const entry = files.lstat(folder);
  if (entry === undefined) return undefined;
  if (entry.kind !== 'folder') return takenBy(folder, name, 'This exists and is not a folder.');
  const names = files.list(folder).filter((each) => each !== '__pycache__');
  return names.length > 0 && missingModules(files, place).length > 0
    ? takenBy(folder, name, 'This folder exists already and holds something else.')
    : undefined;
}

/** The package that a model goes to exists, and is laid out as this generator writes them. */
export function packageProblem(files: HostFiles, place: PackagePlace): Refusal | undefined {
  const { folder, name } = place;
  const own = place.files.filter(({ file, isShared }) => !isShared && !file.startsWith('tests/'));
  const isAbsent =
    place.kind === 'layers'
      ? own.every(({ path }) => files.lstat(path) === undefined)
      : files.lstat(folder) === undefined;
  if (isAbsent) return missingPackage(name, place.kind === 'layers' ? (own[0]?.path ?? folder) : folder);
  const unusual = (reason: string): Refusal => ({ id: 'package-unusual', status: 3, reason, at: { path: folder } });
  if (files.lstat(folder)?.kind !== 'folder') return unusual('This is not a folder, or it is a link to one.');
  // Python imports a folder without one, too.
  const all = missingModules(files, place).filter(({ file }) => file !== '__init__.py');
  const missing = all.map(({ below }) => below);
  return missing.length === 0
    ? undefined
    : unusual(`This package is not laid out as this generator writes them: it has no ${missing.join(', ')}.`);
}

/** The package that a model goes to does not exist. */
function missingPackage(name: string, looked: string): Refusal {
  const hint = `Create it with its first model: yo backend-package ${name}`;
  return { ...wrong('package-missing', `There is no package ${name}.`, hint), looked };
}

/** A class or a field of the model has the name of what the package defines itself. */
export function ownNameProblem(model: ModelSpec): Refusal | undefined {
  const another = 'Choose another name for the model.';
  const field = model.fields.find(({ name }) => HELPER_NAMES.has(name))?.name;
  if (field !== undefined) {
    const reason = `The field ${field} has the name of a function that the package defines itself.`;
    return wrong('name-taken', reason, `Choose another name, as in ${field}_:…:column=${field}:alias=${field}.`);
  }
  if (/^pytest(?:_|$)/.test(model.snake)) {
    return wrong('name-taken', `pytest would take the fixtures of the model ${model.name} for its hooks.`, another);
  }
  return undefined;
}

/** A field would be called like the key, or the keys of several models would be called after one of them. */
export function keyNameProblem({ key }: Style, { name, fields }: ModelSpec, models: number): Refusal | undefined {
  if (fields.some((each) => each.name === key.name)) {
    const reason = `${key.name}: the key of ${name} is called so, like those of the backend.`;
    return wrong('key-taken', reason, 'Choose another name for the field.');
  }
  if (key.of === undefined || models < 2) return undefined;
  const reason = `The keys of the backend are called after their models, which is written for one model of a run: ${key.name}.`;
  return {
    id: 'key-named',
    status: 3,
    reason,
    hint: 'Ask for the further models one by one: yo backend-package:model.',
  };
}

/** Fields have the names of what the base gives to every model. */
export function suppliedProblem({ fields }: ModelSpec, supplied: readonly string[]): Refusal | undefined {
  const names = fields.flatMap(({ name }) => (supplied.includes(name) ? [name] : []));
  const [one, another] = names;
  if (one === undefined) return undefined;
  if (another === undefined) {
    const hint = 'Leave the field out, or choose another name.';
    return wrong('field-supplied', `${one} is already provided by the base class.`, hint);
  }
  const reason = `${wordList(names)} are already provided by the base class.`;
  return wrong('field-supplied', reason, 'Leave these fields out, or choose other names.');
}

/** A field that is not written for a library as old as the host has it. */
export function fieldProblem(style: Style, model: ModelSpec): Refusal | undefined {
  const found = oldLibraryProblem(style, model);
  if (found === undefined) {
    return (
      linkProblem(style, model) ??
      dataclassProblem(style, model) ??
      rowsProblem(style, model) ??
      listProblem(style, model) ??
      mysqlProblem(style, model)
    );
  }
  const { id, library, reason } = found;
  const hint = `Leave it out and write it by hand, or upgrade ${library.replace(/ .*/, '')}.`;
  return { id, status: 3, reason: `${reason}, which is not written for ${library}.`, hint };
}

/**
 * Another model of the host has the model's table, or its class name in the same registry: SQLAlchemy could no longer
 * tell which class a `relationship("Item")` means. `own` is the file that the model itself may be in already.
 */
export function inUseProblem(
  inUse: NamesInUse,
  registry: string | undefined,
  spec: ModelSpec,
  own: string | undefined,
): Refusal | undefined {
  const hint = "Choose another name for the model (with --model for a package's first one).";
  const links = writtenLinksOf(spec).map((each) => ({
    ...linkModel(each),
    hint: `Choose another name for ${each.to.relation}.`,
  }));
  for (const each of [{ ...spec, hint }, ...links]) {
    const problem = nameTaken(inUse, registry, each, own);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function nameTaken(
  { tables, classes }: NamesInUse,
  registry: string | undefined,
  { name, table, hint }: Pick<ModelSpec, 'name' | 'table'> & { readonly hint: string },
  own: string | undefined,
): Refusal | undefined {
  const others = (places: readonly NameInUse[] = []): readonly NameInUse[] => places.filter(({ path }) => path !== own);
  const taken = (id: string, what: string, { path, line }: NameInUse): Refusal =>
    wrong(id, `The model ${name} needs ${what}, which is here already.`, hint, { path, line });
  // A class of another name in the model's own file has the table, too.
  const inFile = tables
    .get(table)
    ?.find((each) => each.path === own && each.model !== undefined && each.model !== name);
  const [owner = inFile] = others(tables.get(table));
  if (owner !== undefined) return taken('table-taken', `the table ${table}`, owner);
  const twin = others(classes.get(name)).find((each) => [undefined, registry].includes(each.registry));
  return twin && taken('class-taken', `a class ${name} of the same base`, twin);
}

/** The guards of the blueprint cannot be used in another package. */
export function guardsProblem({ security }: Style): Refusal | undefined {
  const reason = guardProblem(security);
  return reason === undefined
    ? undefined
    : { id: 'security-unclear', status: 3, reason: reason.replace(/^\[[\w-]+\] /, '') };
}

/** The folder's entry whose name differs from the path's only by case. */
function otherCase(files: HostFiles, path: string): string | undefined {
  const name = basename(path);
  const folder = dirname(path);
  const twin = files.list(folder).find((each) => each !== name && each.toLowerCase() === name.toLowerCase());
  return twin && join(folder, twin);
}

/** A package that one run asks for in two ways. */
export function contradiction({ name, contradicted }: Pick<Draft, 'name' | 'contradicted'>): readonly Refusal[] {
  if (contradicted === undefined) return [];
  const reason = `The package ${name} was asked for twice, with different models ${contradicted}.`;
  return [{ id: 'asked-twice', status: 2, reason }];
}

export function blueprintTaken(name: string): Refusal {
  const reason = `${name} is the blueprint package: new ones are modelled on it.`;
  return { id: 'package-taken', status: 2, reason, hint: 'Choose another name for the package.' };
}
