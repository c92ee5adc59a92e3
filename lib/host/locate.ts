import { dirname, join, relative, sep } from 'node:path';
import { BackendPackageError } from '../errors.js';
import type { HostFiles } from './files.js';

/** A Python file by its absolute path and its dotted name; `isPackage` for an `__init__.py`. */
export type ModuleFile = { readonly path: string; readonly module: string; readonly isPackage: boolean };

/**
 * A file in which models are made known: `create-all` where it makes tables, `imports` where importing them is all that
 * it takes (the env.py of alembic, a module that gathers the models).
 */
export type ModelsFile = ModuleFile & { readonly mode: 'create-all' | 'imports' };

/** Where the parts of a backend stand, as absolute paths. */
export type Host = {
  /** The folder that Python imports from: `backend/`. */
  readonly root: string;
  /** Dotted name of the package that holds the feature packages. */
  readonly importRoot: string;
  /** The folder that holds the feature packages: `backend/app/`. */
  readonly packages: string;
  /** The file with the FastAPI object. */
  readonly app: ModuleFile;
  /** The files in which the blueprint's models are made known. */
  readonly models: readonly ModelsFile[];
  /** The files in which the blueprint's router is included. */
  readonly routers: readonly ModuleFile[];
  /** The package that shows how things are done. */
  readonly blueprint: string;
};

const APP = 'app';
const BACKEND = 'backend';
const PROJECT_MARKS = ['.git', 'pyproject.toml'];

const isInside = (folder: string, path: string): boolean => {
  const way = relative(folder, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`));
};

/** The backend that `start` is in, or that stands in `start` or in its project's folder `backend`. */
function backendRoot(files: HostFiles, start: string): string | undefined {
  const isBackend = (folder: string): boolean => files.lstat(join(folder, APP, 'main.py')) !== undefined;
  for (let folder = start; ; folder = dirname(folder)) {
    const backend = join(folder, BACKEND);
    if (isBackend(folder)) return folder;
    const isOurs =
      folder === start || isInside(backend, start) || PROJECT_MARKS.some((mark) => files.lstat(join(folder, mark)));
    if (isOurs && isBackend(backend)) return backend;
    if (dirname(folder) === folder || files.lstat(join(folder, '.git')) !== undefined) return undefined;
  }
}

/**
 * Finds the backend from the folder in which the run was started.
 *
 * @throws BackendPackageError(3) when there is none, or none that is laid out as the written standard has it
 */
export function locateHost(files: HostFiles, start: string): Host {
  const root = backendRoot(files, start);
  if (root === undefined) {
    throw new BackendPackageError(
      3,
      `No FastAPI backend was found: looked for ${APP}/main.py and ${BACKEND}/${APP}/main.py in ${start} and the folders above it.\nStart the command in the backend's folder or in a folder inside it.`,
    );
  }
  const packages = join(root, APP);
  const app = { path: join(packages, 'main.py'), module: `${APP}.main`, isPackage: false };
  const endpoints = join(packages, 'api', 'v1', 'endpoints.py');
  return {
    root,
    importRoot: APP,
    packages,
    app,
    models: [{ ...app, mode: 'create-all' }],
    routers: [{ path: endpoints, module: `${APP}.api.v1.endpoints`, isPackage: false }],
    blueprint: 'users',
  };
}
