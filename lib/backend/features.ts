/** The feature packages of a backend, told by what their modules are called. */
import { basename, dirname, join, relative, sep } from 'node:path';
import { ROUTER_WORD } from '../framework/routers.js';
import { anyTextOf, type HostFiles } from '../project/files.js';
import { foldersUpward, isFile, isInside } from '../project/paths.js';
import { rememberedFor } from '../project/remembered.js';
import { isTestFile } from '../project/scan.js';

/** What a module of a feature package is for. */
export type Role = 'api' | 'models' | 'schemas' | 'crud' | 'services' | 'deps' | 'exceptions';

export const ROLES: readonly Role[] = ['api', 'models', 'schemas', 'crud', 'services', 'deps', 'exceptions'];

const WORDS: Readonly<Record<Role, readonly string[]>> = {
  api: [
    ...['api', 'router', 'routers', 'routes', 'route', 'apis', 'views', 'view', 'endpoints', 'endpoint', 'controller'],
    ...['controllers', 'handlers', 'handler', 'rest', 'web', 'http', 'presentation', 'interfaces', 'entrypoints'],
  ],
  models: ['models', 'model', 'modals', 'modal', 'entities', 'entity', 'tables', 'table', 'orm', 'domain'],
  schemas: ['schemas', 'schema', 'shemas', 'shema', 'schemes', 'scheme', 'dto', 'dtos', 'serializers', 'pydantic'],
  crud: [
    ...['crud', 'cruds', 'repository', 'repositories', 'repo', 'repos', 'dao', 'daos', 'infrastructure'],
    ...['queries', 'selectors'],
  ],
  services: [
    'services',
    'service',
    'usecases',
    'use_cases',
    'use_case',
    'logic',
    'business',
    'application',
    'managers',
  ],
  deps: ['deps', 'dependencies', 'dependency', 'depends'],
  exceptions: ['exceptions', 'exception', 'errors', 'error', 'exc'],
};

const BY_WORD = new Map<string, Role>(ROLES.flatMap((role) => WORDS[role].map((word) => [word, role] as const)));

/** The role that a module's name says: `router`, `user_models`, `users_api`. */
export function roleOf(stem: string): Role | undefined {
  const exact = BY_WORD.get(stem);
  if (exact !== undefined) return exact;
  const words = stem.split('_');
  // `api_key` is no router.
  return BY_WORD.get(words.at(-1) ?? '') ?? (words[0] === 'api' ? undefined : BY_WORD.get(words[0] ?? ''));
}

/** The modules and subfolders of a folder by the role that their names say, in the order of their names. */
export const rolesIn: typeof readRoles = rememberedFor(readRoles);

function readRoles(files: HostFiles, folder: string): ReadonlyMap<Role, readonly string[]> {
  const roles = new Map<Role, string[]>();
  for (const name of files.list(folder)) {
    const isModule = name.endsWith('.py');
    if (isModule && isTestFile(name)) continue;
    if (!isModule && (name.includes('.') || files.lstat(join(folder, name))?.kind !== 'folder')) continue;
    const stem = isModule ? name.slice(0, -3) : name;
    const role = roleOf(stem);
    if (role === undefined) continue;
    if (!isModule && !files.list(join(folder, name)).some((each) => each.endsWith('.py'))) continue;
    const stems = roles.get(role) ?? [];
    if (!stems.includes(stem)) roles.set(role, [...stems, stem]);
  }
  return roles;
}

/** Folders that hold a whole backend or what its parts share, whatever modules they have. */
const WHOLES = new Set('app src backend server application project core common shared lib'.split(' '));

/** Folders that hold one version of what their parts answer. */
const VERSION = /^(?:api_?)?v\d+$/i;

export const isWhole = (folder: string): boolean => WHOLES.has(folder) || VERSION.test(folder);

/** Whether a folder is called after a role. A restaurant has a package of tables, though, and a shop one of managers. */
export function isLayer(name: string): boolean {
  return BY_WORD.has(name) && !['table', 'tables', 'managers', 'business'].includes(name);
}

/** The features of a backend, each under the path of a folder: its own, or one that is named after it in a backend by layer. */
export type Features = {
  readonly kind: 'folders' | 'layers';
  /** The feature that a file is of: the nearest folder with a router and something that it works on. */
  of(path: string): string | undefined;
  /** What a file of a feature is for. */
  role(feature: string, path: string): Role | undefined;
  /** Whether a file is where a feature has its router. */
  isRouterPlace(feature: string, path: string): boolean;
  /** The files that a feature has for a role. */
  files(feature: string, role: Role): readonly string[];
  /** The file in which all features of a backend by layer have a role: `models.py`. */
  shared(feature: string, role: Role): string | undefined;
};

type FolderRoles = { readonly works: boolean; readonly routes: boolean };

export function openFeatures(files: HostFiles, root: string, app: string): Features {
  const known = new Map<string, FolderRoles>();
  const look = (folder: string): FolderRoles => {
    let seen = known.get(folder);
    if (seen === undefined) {
      const roles = rolesIn(files, folder);
      const works = (['models', 'schemas', 'crud', 'services'] as const).some((role) => roles.has(role));
      seen = { works, routes: roles.has('api') };
      known.set(folder, seen);
    }
    return seen;
  };
  /** A folder of feature packages is none itself, whatever it gathers of them. */
  const gathering = new Map<string, boolean>();
  const gathers = (folder: string): boolean => {
    let known = gathering.get(folder);
    if (known === undefined) {
      const below = files.list(folder).filter((name) => !name.includes('.') && !isLayer(name));
      const inner = below.map((name) => look(join(folder, name))).filter(({ works, routes }) => works && routes);
      known = inner.length > 1;
      gathering.set(folder, known);
    }
    return known;
  };
  const routesItself = (folder: string): boolean =>
    anyTextOf(files, join(folder, '__init__.py'))?.includes(ROUTER_WORD) === true;
  const found = new Map<string, string | undefined>();
  const of = (path: string): string | undefined => {
    if (!found.has(path)) found.set(path, nearest(path));
    return found.get(path);
  };
  const nearest = (path: string): string | undefined => {
    for (const folder of foldersUpward(dirname(path), root).filter((each) => each !== root)) {
      const name = basename(folder);
      if (isInside(folder, app) || isLayer(name) || isWhole(name)) continue;
      const { works, routes } = look(folder);
      const child = childOf(folder, path);
      if (works && (routes || (child === '__init__' && routesItself(folder))) && !gathers(folder)) return folder;
    }
    return undefined;
  };
  return {
    kind: 'folders',
    of,
    role: (feature, path) => roleOf(childOf(feature, path)),
    isRouterPlace(feature, path) {
      const child = childOf(feature, path);
      return child === '__init__' || roleOf(child) === 'api';
    },
    files: (feature, role) =>
      (rolesIn(files, feature).get(role) ?? []).flatMap((stem) => modulesAt(files, join(feature, stem))),
    shared: () => undefined,
  };
}

/** The module of that name, or those directly in the folder. */
function modulesAt(files: HostFiles, stem: string): readonly string[] {
  const inner = files.list(stem).filter((name) => name.endsWith('.py'));
  return isFile(files, `${stem}.py`) ? [`${stem}.py`] : inner.map((name) => join(stem, name));
}

/** The name, without its ending, of what is directly in a folder on the way to a path. */
function childOf(folder: string, path: string): string {
  return (relative(folder, path).split(sep)[0] ?? '').replace(/\.py$/, '');
}
