/** The files in which the blueprint's models are made known. */
import { basename, dirname } from 'node:path';
import { type Features, roleOf } from '../backend/features.js';
import { findsByItself, importsByName, packagesByName } from '../backend/packages-by-name.js';
import { discovers, featureFolders } from '../backend/router-references.js';
import { CREATION_WORD, commentedCreation, findCreations } from '../framework/creations.js';
import { isMigrationFile } from '../framework/migrations.js';
import { reach } from '../project/imported-modules.js';
import type { Module } from '../project/module.js';
import type { ModuleFile } from '../project/paths.js';
import type { Project } from '../project/project.js';
import { type ModelReference, modelReferences, modelsStrings } from './model-references.js';

/**
 * A file in which models are made known: `create-all` where it makes tables, `imports` where importing them is all that
 * it takes (the env.py of alembic, a module that gathers the models), `strings` where strings name their modules.
 */
export type ModelsFile = ModuleFile & {
  readonly mode: 'create-all' | 'imports' | 'strings' | 'names';
  /** For `names`: the lists from which packages are imported by name. */
  readonly lists?: readonly string[];
  /** Where those of the blueprint are not among them: the last line that does it for other models. */
  readonly sibling?: Sibling;
};

/** `package` is the name of the feature package that is shown; none for models that the host keeps elsewhere. */
export type Sibling = {
  readonly line: number;
  readonly package: string | undefined;
  /** The text of the string that names them, where strings do. */
  readonly shown?: string;
};

/** Why nothing in the host is edited; `id` never changes, `at` is the file (and line) that shows it. */
export type Reason = { readonly id: ReasonId; readonly text: string; readonly at?: string };

export type ReasonId =
  /** The host looks for the packages itself. */
  | 'discovered'
  /** Including the router imports the models, and that is how the blueprint's are known. */
  | 'through-router'
  /** Alembic alone makes the tables, and its `env.py` brings none of the models. */
  | 'unmigrated'
  /** The blueprint has no models, and no file gathers those of others. */
  | 'no-models'
  /** Nothing makes tables. */
  | 'no-tables'
  /** The models of all features are in one file. */
  | 'one-file'
  /** Each package makes its own tables, in its own files. */
  | 'in-package';

export type ModelsPlaces = {
  readonly files: readonly ModelsFile[];
  readonly nothing: Reason | undefined;
  readonly notes: readonly string[];
};

export type ModelsSearch = {
  readonly modules: Project;
  readonly features: Features;
  /** Dotted name of the folder of the feature packages. */
  readonly packages: string;
  /** The folder of the blueprint. */
  readonly blueprint: string;
  /** The blueprint's own model modules. */
  readonly own: readonly Module[];
  /** What is reached from the app. */
  readonly app: readonly Module[];
  /** The env.py files of Alembic. */
  readonly environments: readonly Module[];
  /** Files that make tables and are not reached from the app. */
  readonly scripts: readonly Module[];
};

const fileOf = ({ path, module, isPackage }: Module): ModuleFile => ({ path, module, isPackage });

/** Every file in which the blueprint's models are made known. */
export function modelsPlaces(search: ModelsSearch): ModelsPlaces {
  const { modules, features, environments, blueprint } = search;
  const isOutside = (module: Module): boolean =>
    features.of(module.path) === undefined && (environments.includes(module) || !isMigrationFile(module.path));
  const looked = [...new Set([...search.app, ...reach(modules, environments, isOutside)])].filter(isOutside);
  const places = new Map<string, ModelsFile>();
  const add = (module: Module, mode: ModelsFile['mode']): void => {
    if (!places.has(module.path)) places.set(module.path, { ...fileOf(module), mode });
  };
  const isOurs = ({ owner }: ModelReference): boolean => owner === blueprint;
  for (const module of looked) if (creates(module, search)) add(module, 'create-all');
  for (const module of looked) if (gathered(module, search).some(isOurs)) add(module, 'imports');
  for (const module of looked) if (modelsStrings(module, modules, features).some(isOurs)) add(module, 'strings');
  if (places.size === 0) {
    for (const module of search.scripts) {
      if (!looked.includes(module) && creates(module, search)) add(module, 'create-all');
    }
  }
  if (places.size === 0) for (const file of namedPlaces(search, looked)) places.set(file.path, file);
  const files = [...places.values()];
  const notes = looked.flatMap((module) => {
    const line = findCreations(module).length > 0 ? undefined : commentedCreation(module);
    return line === undefined
      ? []
      : [`${module.path}:${line} has a ${CREATION_WORD} that is commented out; it is left so.`];
  });
  if (files.length > 0) return { files, nothing: undefined, notes };
  const certain = inPackage(search) ?? discovery(looked);
  if (certain !== undefined) return { files, nothing: certain, notes };
  const others = looked.flatMap((module) => besideOthers(module, search) ?? []);
  return { files: others, nothing: others.length > 0 ? undefined : unseen(search, looked), notes };
}

/** Whether a module makes the blueprint's tables: by its own Base, or by one call below an import of its models. */
function creates(module: Module, { modules, features, blueprint }: ModelsSearch): boolean {
  const creations = findCreations(module);
  if (creations.length === 0) return false;
  if (modelReferences(module, modules, features).some(({ owner }) => owner === blueprint)) return true;
  return creations.some((creation) => {
    const target = creation.value?.target;
    const definition = target === undefined ? undefined : modules.define(target);
    return definition !== undefined && features.of(definition.module.path) === blueprint;
  });
}

/**
 * The models that a module imports to make them known. Outside the env.py of Alembic, where every import of models is
 * one, nothing may use the name, and it must not be a lone leftover: that env.py imports the module, it is marked for the
 * linter, or one of several in a module that uses few. What shows models to administrators uses nearly all of them.
 */
function gathered(module: Module, { modules, features, environments }: ModelsSearch): readonly ModelReference[] {
  const uses = modelReferences(module, modules, features).filter((each) => !isItsOwn(module, each));
  if (environments.includes(module)) return uses;
  const only = uses.filter(({ isOnlyImported }) => isOnlyImported);
  const isMost = new Set(only.map(({ node }) => node)).size > 1 && uses.length < 3 * only.length;
  if (only.length === 0 || isMost || only.some(({ isMarked }) => isMarked)) return only;
  const isForAlembic = environments.some((each) => reach(modules, [each], () => false).includes(module));
  return isForAlembic ? only : [];
}

/** Whether a package makes its own models known in its `__init__`, where nobody else's belong: `from .models import *`. */
function isItsOwn({ isPackage, path }: Module, { module: { path: from } }: ModelReference): boolean {
  return isPackage && dirname(from) === dirname(path) && roleOf(basename(from, '.py')) === 'models';
}

/** The place below the models of other packages, or below those that the host keeps elsewhere. */
function besideOthers(module: Module, search: ModelsSearch): ModelsFile | undefined {
  const strings = modelsStrings(module, search.modules, search.features);
  const shown = gathered(module, search);
  const all = shown.length > 0 ? shown : strings;
  // A package elsewhere than the blueprint is imported in another way: only the line that it has is followed.
  const isBeside = ({ owner }: ModelReference): boolean =>
    owner !== undefined && dirname(owner) === dirname(search.blueprint);
  const last = all.filter(isBeside).at(-1) ?? all.filter(({ owner }) => owner !== undefined).at(-1) ?? all.at(-1);
  if (last === undefined) return undefined;
  // Models by layer in another distribution: that one does not know the packages of this one.
  const isNear =
    search.environments.includes(module) ||
    search.packages === '' ||
    topName(module.module) === topName(search.packages);
  if (last.owner === undefined && !isNear) return undefined;
  const sibling = {
    line: last.node.line,
    package: isBeside(last) && last.owner !== undefined ? basename(last.owner) : undefined,
    ...(shown.length > 0 ? {} : { shown: last.node.text.slice(1, -1) }),
  };
  return { ...fileOf(module), mode: shown.length > 0 ? 'imports' : 'strings', sibling };
}

const topName = (dotted: string): string => dotted.split('.')[0] ?? dotted;

function inPackage({ own }: ModelsSearch): Reason | undefined {
  const maker = own.find((each) => findCreations(each).length > 0);
  const line = maker && findCreations(maker)[0]?.node.line;
  if (maker === undefined) return undefined;
  const text = 'Each package makes its own tables, in its own models.';
  return { id: 'in-package', text, at: `${maker.path}:${line ?? 1}` };
}

/** The files whose lists name the blueprint for a module that imports models by name. */
function namedPlaces({ modules, features, blueprint, own }: ModelsSearch, looked: readonly Module[]): ModelsFile[] {
  const importers = own.length === 0 ? [] : looked.filter((each) => isForModels(each) && importsByName(each));
  if (importers.length === 0) return [];
  const folders = featureFolders(modules, features);
  const names = importers.flatMap((importer) => packagesByName(modules, importer, looked, folders, features));
  const ours = names.filter(({ feature }) => feature === blueprint);
  const files = [...new Set(ours.map(({ module }) => module))].map((module): ModelsFile => {
    const lists = ours.filter((each) => each.module === module).map(({ list }) => list);
    return { ...fileOf(module), mode: 'names', lists: [...new Set(lists)] };
  });
  const unseen = importers.filter((each) => !findsByItself(modules, each));
  return files.length > 0 ? files : unseen.map((each) => ({ ...fileOf(each), mode: 'names', lists: [] }));
}

const isForModels = ({ source }: Module): boolean => /model|entit|table/i.test(source);

function discovery(looked: readonly Module[]): Reason | undefined {
  const walker = looked.find((each) => discovers(each) && isForModels(each));
  if (walker === undefined) return undefined;
  return { id: 'discovered', text: 'This backend discovers models by itself; nothing to register.', at: walker.path };
}

function unseen({ own, environments, modules }: ModelsSearch, looked: readonly Module[]): Reason {
  if (own.length === 0)
    return { id: 'no-models', text: 'The blueprint has no models, and no file gathers those of others.' };
  const creation = looked.find((each) => findCreations(each).length > 0);
  const [environment] = environments;
  if (creation === undefined && environment !== undefined && !brings(modules, environment, own)) {
    const text =
      'Alembic does not see the models of the blueprint: its env.py imports none. A revision with --autogenerate would drop their tables and make none: import the models there first.';
    return { id: 'unmigrated', text, at: environment.path };
  }
  const at = (creation ?? environment)?.path;
  const text = 'The models are known once the router is imported; no other file imports those of the blueprint.';
  return { id: 'through-router', text, ...(at === undefined ? {} : { at }) };
}

/** Whether a module imports some of others, directly or through more of them, or may do so by their names. */
function brings(modules: Project, from: Module, others: readonly Module[]): boolean {
  if (/import_module|__import__|walk_packages|iter_modules|glob/.test(from.source)) return true;
  return reach(modules, [from], () => true).some(({ path }) => others.some((each) => each.path === path));
}
