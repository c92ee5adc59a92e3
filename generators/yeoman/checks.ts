import { join } from 'node:path';
import type { NameInUse, NamesInUse } from '../../lib/framework/names-in-use.js';
import { classesOf } from '../../lib/package/context.js';
import { pathIn } from '../../lib/package/modules.js';
import { HELPER_NAMES } from '../../lib/package/pieces.js';
import type { PackageFile } from '../../lib/plan/plan.js';
import type { HostFiles } from '../../lib/project/files.js';
import { BackendPackageError } from '../../lib/refusal.js';
import type { ModelSpec } from '../../lib/request/model.js';
import type { Conventions } from '../../lib/style/conventions.js';
import { suppliedName } from '../../lib/style/dimensions/supplied.js';
import { otherCase } from './host-files.js';
import type { Draft } from './run.js';

type Modules = Conventions['modules'];

/** The modules of a package whose files are not there. */
function missingModules(files: HostFiles, folder: string, modules: Modules): readonly string[] {
  const names = ['__init__.py', 'api.py', 'crud.py', 'models.py', 'schemas.py', 'services.py'];
  return names.map((name) => pathIn(modules, name)).filter((path) => files.lstat(join(folder, path)) === undefined);
}

const holds = (files: HostFiles, folder: string): readonly string[] =>
  files.list(folder).filter((each) => each !== '__pycache__');

/** A package's folder is free, or holds a package as this generator writes them. */
export function checkFolder(files: HostFiles, folder: string, name: string, modules: Modules): void {
  const taken = (what: string): never => {
    throw new BackendPackageError({
      id: 'package-taken',
      status: 2,
      reason: `${name}: ${what}`,
      hint: 'Choose another name for the package.',
    });
  };
  const twin = otherCase(files, folder);
  if (twin !== undefined) taken(`${join(folder, '..', twin)} is there and differs only by case.`);
  if (files.lstat(`${folder}.py`)) taken(`the module ${folder}.py is there already.`);
  const entry = files.lstat(folder);
  if (entry === undefined) return;
  if (entry.kind !== 'folder') taken(`${folder} is there and is no folder.`);
  const names = holds(files, folder);
  if (names.length > 0 && missingModules(files, folder, modules).length > 0)
    taken(`the folder ${folder} is there already and holds something else.`);
}

/** The package that a model goes to is there. */
export function checkPackage(files: HostFiles, folder: string, name: string, modules: Modules): void {
  const kind = files.lstat(folder)?.kind;
  if (kind !== undefined && kind !== 'folder') {
    throw new BackendPackageError({
      id: 'package-unusual',
      status: 3,
      reason: 'This is not a folder, or it is a link to one.',
      at: { path: folder },
    });
  }
  if (kind === undefined) {
    throw new BackendPackageError({
      id: 'package-missing',
      status: 2,
      reason: `There is no package ${name}.`,
      looked: folder,
      hint: `Create it with its first model: yo backend-package ${name}`,
    });
  }
  const missing = missingModules(files, folder, modules);
  if (missing.length === 0) return;
  throw new BackendPackageError({
    id: 'package-unusual',
    status: 3,
    reason: `This package is not laid out as this generator writes them: it has no ${missing.join(', ')}.`,
    at: { path: folder },
  });
}

/** No class and no field of the model has the name of what the package brings itself. */
export function checkOwnNames(model: ModelSpec): void {
  const field = model.fields.find(({ name }) => HELPER_NAMES.has(name))?.name;
  if (field !== undefined) {
    throw new BackendPackageError({
      id: 'name-taken',
      status: 2,
      reason: `The field ${field} has the name of a function that the package defines itself.`,
      hint: `Choose another name, as in ${field}_:…:column=${field}:alias=${field}.`,
    });
  }
  if (/^pytest(?:_|$)/.test(model.snake)) {
    throw new BackendPackageError({
      id: 'name-taken',
      status: 2,
      reason: `pytest would take the fixtures of the model ${model.name} for its hooks.`,
      hint: 'Choose another name for the model.',
    });
  }
  // Int32 is in every package; others of that kind step aside.
  const taken = ['models.py', 'schemas.py'].flatMap((file) => classesOf(file, model)).find((each) => each === 'Int32');
  if (taken === undefined) return;
  throw new BackendPackageError({
    id: 'name-taken',
    status: 2,
    reason: `The model ${model.name} needs the name ${taken}, which every package has for its integer type.`,
    hint: 'Choose another name for the model.',
  });
}

/** No field has the name of something that the base gives to every model. */
export function checkSupplied({ fields }: ModelSpec, supplied: readonly string[]): void {
  const name = suppliedName(
    supplied,
    fields.map((field) => field.name),
  );
  if (name === undefined) return;
  throw new BackendPackageError({
    id: 'field-supplied',
    status: 2,
    reason: `${name} is already provided by the base class.`,
    hint: 'Leave the field out, or choose another name.',
  });
}

/**
 * No other model of the host has the model's table, or its class name in the same registry: SQLAlchemy could no longer
 * tell which class a `relationship("Item")` means. `own` is the file that the model itself may be in already.
 */
export function checkNamesInUse(
  { tables, classes }: NamesInUse,
  registry: string | undefined,
  { name, table }: ModelSpec,
  own: string | undefined,
): void {
  const refuse = (id: string, what: string, { path, line }: NameInUse): never => {
    throw new BackendPackageError({
      id,
      status: 2,
      reason: `The model ${name} needs ${what}, which ${path}:${line} has already.`,
      hint: "Choose another name for the model (with --model for a package's first one).",
    });
  };
  const others = (places: readonly NameInUse[] = []): readonly NameInUse[] => places.filter(({ path }) => path !== own);
  const [taken] = others(tables.get(table));
  if (taken !== undefined) refuse('table-taken', `the table ${table}`, taken);
  const twin = others(classes.get(name)).find((each) => [undefined, registry].includes(each.registry));
  if (twin !== undefined) refuse('class-taken', `a class ${name} of the same base`, twin);
}

/** What a model that is new to its package calls its functions is not taken by another model's. */
export function checkNames(
  planned: readonly PackageFile[],
  draft: Draft,
  { name }: ModelSpec,
  classes: ReadonlyMap<string, ReadonlySet<string>>,
): void {
  const taken = planned.find(({ differs = [] }) => differs.length > 0);
  if (draft.isNew || taken === undefined || classes.get('models.py')?.has(name)) return;
  throw new BackendPackageError({
    id: 'name-taken',
    status: 2,
    reason: `The model ${name} needs the name ${taken.differs?.[0]}, which ${taken.path} has for something else.`,
    hint: 'Choose another name for the model.',
  });
}
