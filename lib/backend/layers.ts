/** The features of a backend that is laid out by layer: told by what the files in its folders for layers are called. */
import { basename, dirname, join } from 'node:path';
import { handlersOf } from '../framework/handlers.js';
import { INCLUDE_WORD } from '../framework/inclusions.js';
import { isMigrationFile } from '../framework/migrations.js';
import { ROUTER_WORD } from '../framework/routers.js';
import { schemasIn } from '../framework/schema-classes.js';
import { type Table, tablesIn } from '../framework/tables.js';
import { plural, singular, snakeCase } from '../naming/inflect.js';
import { type Module, ownNames } from '../project/module.js';
import { isInside, moduleFile } from '../project/paths.js';
import type { Project } from '../project/project.js';
import { rememberedFor } from '../project/remembered.js';
import { type Features, ROLES, type Role } from './features.js';
import { GATHERING, type Place, placeIn } from './layer-places.js';

/** The roles that a router works on. */
const WORKS: readonly Role[] = ['models', 'schemas', 'crud', 'services'];

/**
 * The features by their routers: `api/routes/users.py` with `models/user.py` and `crud/user.py`, or with what one
 * `models.py` has of all. `app` is the application's file. Nothing for a backend of which no router works on anything.
 */
export function openLayers(project: Project, app: string): Features | undefined {
  const { root } = project;
  const placed = new Map<string, Place>();
  for (const path of project.below(root)) {
    const place = placeIn(project, app, path) ?? placeOfTables(project, path);
    // Beside a package `models/` nobody imports `models.py`.
    const isHidden = project.fileOf(moduleFile(root, path).module)?.path !== path;
    if (place !== undefined && !isHidden) placed.set(path, place);
  }
  const routers = project.mentioning(root, ROUTER_WORD).filter((path) => isRouterFile(project, placed.get(path), path));
  const names = new Set(routers.flatMap((path) => placed.get(path)?.name ?? []));
  for (const [path, { role, name, isByFolder }] of placed) {
    if (isByFolder === true && !names.has(name ?? '')) placed.set(path, { role, name: undefined });
  }
  const parts = new Map([...names].map((name) => [name, partsOf(project, placed, routers, name)]));
  const working = [...parts.values()].filter((each) => WORKS.some((role) => each.has(role)));
  const base = commonFolder(working.flatMap((each) => [...each.values()].flatMap(({ paths }) => paths)));
  if (base === undefined || !isInside(root, base)) return undefined;
  const folderOf = (name: string): string => join(base, plural(name));
  const byFolder = new Map([...parts].map(([name, each]) => [folderOf(name), each]));
  const isOwn = (path: string): boolean => {
    const place = placed.get(path);
    return place?.name !== undefined && (place.role !== 'api' || routers.includes(path));
  };
  return {
    kind: 'layers',
    of(path) {
      const name = placed.get(path)?.name;
      return name !== undefined && names.has(name) && isOwn(path) ? folderOf(name) : undefined;
    },
    role: (_, path) => placed.get(path)?.role,
    isRouterPlace: (_, path) => placed.get(path)?.role === 'api',
    files(feature, role) {
      const part = byFolder.get(feature)?.get(role);
      return part === undefined || part.isShared ? [] : part.paths;
    },
    shared(feature, role) {
      const part = byFolder.get(feature)?.get(role);
      return part?.isShared ? part.paths[0] : undefined;
    },
  };
}

/** A file with tables has models whatever it is called: those of the feature that one has its name from, or of all where it is alone. */
function placeOfTables(project: Project, path: string): Place | undefined {
  const mapped = (each: string): readonly Table[] => {
    const module = isMigrationFile(each) ? undefined : project.at(each);
    return module === undefined ? [] : tablesIn(module);
  };
  const tables = mapped(path);
  if (tables.length === 0) return undefined;
  const stem = singular(snakeCase(basename(path, '.py')));
  if (tables.some(({ name }) => singular(snakeCase(name)) === stem)) return { role: 'models', name: stem };
  const folder = dirname(path);
  const beside = project.files.list(folder).filter((name) => name.endsWith('.py') && name !== basename(path));
  return beside.some((name) => mapped(join(folder, name)).length > 0) ? undefined : { role: 'models', name: undefined };
}

/** Whether a file has the router of one feature; one that only includes the routers of others has none. */
function isRouterFile(project: Project, place: Place | undefined, path: string): boolean {
  if (place?.role !== 'api' || place.name === undefined || GATHERING.test(place.name)) return false;
  if (basename(path) === '__init__.py') return false;
  const module = project.at(path);
  return module !== undefined && (!module.source.includes(INCLUDE_WORD) || handlersOf(module).length > 0);
}

type Part = { readonly paths: readonly string[]; readonly isShared: boolean };

/** Where a feature has each of its roles: in files of its own, those that its router leads to first, or in shared ones. */
function partsOf(
  project: Project,
  placed: ReadonlyMap<string, Place>,
  routers: readonly string[],
  name: string,
): ReadonlyMap<Role, Part> {
  const routed = routers.filter((path) => placed.get(path)?.name === name);
  const used = usedFrom(project, placed, routed, name);
  const parts = new Map<Role, Part>([['api', { paths: routed, isShared: false }]]);
  const others = ROLES.filter((each) => each !== 'api');
  for (const role of others) {
    const called = [...placed].filter(([, place]) => place.role === role && place.name === name).map(([path]) => path);
    const reached = called.filter((path) => used.has(path));
    const found = role === 'models' ? mappedOf(project, called) : [];
    const own = found.length > 0 ? found : reached.length > 0 ? reached : called;
    if (called.length > 0) parts.set(role, { paths: own, isShared: false });
  }
  // A unit of work between two layers is of no feature: what is behind it is seen from the feature's own files.
  const own = [...parts.values()].flatMap(({ paths }) => paths);
  const behind = usedFrom(project, placed, own, name);
  for (const role of others) {
    const ofAll = [...placed].filter(([, place]) => place.role === role && place.name === undefined);
    const sharedIn = (seen: ReadonlySet<string>): readonly string[] => {
      const found = ofAll.flatMap(([path]) => (seen.has(path) && definesSomething(project.at(path)) ? [path] : []));
      const mapped = role === 'models' ? mappedOf(project, found) : [];
      return mapped.length > 0 ? mapped : found;
    };
    const near = sharedIn(used);
    const shared = near.length > 0 ? near : sharedIn(behind);
    // What all features depend on is the host's.
    if (!parts.has(role) && shared.length > 0 && role !== 'deps') parts.set(role, { paths: shared, isShared: true });
  }
  const beside = parts.has('schemas') ? undefined : besideModels(project, parts);
  if (beside !== undefined) parts.set('schemas', beside);
  return parts;
}

/** Of the files that are called like models those with tables: entities of the domain may be called so, too. */
function mappedOf(project: Project, paths: readonly string[]): readonly string[] {
  return paths.filter((path) => {
    const module = project.at(path);
    return module !== undefined && tablesIn(module).length > 0;
  });
}

/** The models of a team that has its schemas beside them, or in the module of the handlers. */
function besideModels(project: Project, parts: ReadonlyMap<Role, Part>): Part | undefined {
  const found = (['models', 'api'] as const).flatMap((role) => parts.get(role) ?? []);
  return found.find(({ paths }) =>
    paths.some((path) => {
      const module = project.at(path);
      return module !== undefined && schemasIn(module, project).length > 0;
    }),
  );
}

/** An `__init__` that only gathers the modules beside it is no module for all features. */
function definesSomething(module: Module | undefined): boolean {
  return (
    module !== undefined && [...ownNames(module).values()].some(({ type }) => /^(?:class|function)_def/.test(type))
  );
}

const DEEPEST = 3;

/** The files that a file leads to by what it imports and uses. */
const ledFrom = rememberedFor((project: Project, path): readonly string[] => {
  const module = project.at(path);
  if (module === undefined) return [];
  const { bindings, stars } = module.imports;
  const used = project.references(module).map(({ target }) => target);
  const targets = new Set([...bindings.map((each) => each.path), ...used, ...stars.map((each) => each.path)]);
  return [...new Set([...targets].flatMap((target) => project.define(target)?.module.path ?? []))];
});

/** The files that a feature's routers lead to through files of the same feature and of all. */
function usedFrom(
  project: Project,
  placed: ReadonlyMap<string, Place>,
  routers: readonly string[],
  name: string,
): ReadonlySet<string> {
  const found = new Set<string>();
  let level = routers;
  for (let depth = 0; depth < DEEPEST; depth += 1) {
    const next = new Set<string>();
    for (const path of level) {
      for (const led of ledFrom(project, path)) {
        const place = placed.get(led);
        if (place === undefined || found.has(led)) continue;
        if (place.name !== undefined && place.name !== name) continue;
        found.add(led);
        next.add(led);
      }
    }
    level = [...next];
  }
  return found;
}

/** The deepest folder that all files are in. */
function commonFolder(paths: readonly string[]): string | undefined {
  const [first] = paths;
  if (first === undefined) return undefined;
  let folder = dirname(first);
  while (!paths.every((path) => isInside(folder, path)) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}
