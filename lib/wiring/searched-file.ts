/** A file of the host as uses of the blueprint and of a new package are looked for in it, before an edit and after. */
import type { Module } from '../project/module.js';
import type { Project } from '../project/project.js';
import { type ImportBinding, isWithin } from '../python/imports.js';
import { importsByFeature, type LayerName, type Translation, translation } from './layer-names.js';

/** What has to be known of a file and of the two packages to find where they are used in it. */
export type Search = {
  /** What comes before a package's name in an import: `app`, or nothing for bare imports. */
  readonly importRoot: string;
  /** The package that is followed; without one only a router object that is the only one is used. */
  readonly blueprint?: string;
  readonly package: string;
  /** Where a host by layer has the parts of both: there they have no folder of their own. */
  readonly layers?: readonly LayerName[];
  /**
   * What the file does. For models: tables are created in it, importing them is all that it takes, or strings name them.
   * For routers: it includes them, only re-exports them, or names them in strings. For both: lists have the packages' names.
   */
  readonly mode?: 'create-all' | 'imports' | 'strings' | 'include' | 're-export' | 'names';
  /** The names of the lists from which packages are imported by name; empty for one that has none. */
  readonly lists?: readonly string[];
  /** Dotted names under which other modules of the host re-export the blueprint's router, and what ours is called there. */
  readonly reExported?: readonly { readonly from: string; readonly to: string }[];
};

export type SearchedFile = Module & {
  readonly project: Project;
  readonly request: Search;
  /** The dotted names of the two packages; the blueprint's is empty when there is none. */
  readonly blueprint: string;
  readonly package: string;
  /** Between the names as the host has them and those by feature, which `imports` and `blueprint` have. */
  readonly names: Translation;
  /** The name that an import has in the host. */
  readonly realPath: (binding: ImportBinding) => string;
};

/** Opens a file of a project; `with` gives the project as it is after an edit. */
export function searchedFile<T extends Search>(
  project: Project,
  path: string,
  request: T,
): SearchedFile & { readonly request: T } {
  const module = project.at(path);
  if (module === undefined) throw new Error(`${path} is no file of the backend.`);
  const { blueprint = '', importRoot } = request;
  const inRoot = (name: string): string => (importRoot === '' || name === '' ? name : `${importRoot}.${name}`);
  const names = translation(request.layers ?? [], { root: importRoot, blueprint, package: request.package });
  const { imports, real: realPath } = importsByFeature(module.imports, names);
  const packages = { blueprint: inRoot(blueprint), package: inRoot(request.package) };
  return { ...module, imports, project, request, ...packages, names, realPath };
}

/** The part of a dotted name below a package; `undefined` for what is not in it, empty for the package itself. */
export function below(name: string, ancestor: string): readonly string[] | undefined {
  if (ancestor === '' || !isWithin(name, ancestor)) return undefined;
  return name
    .slice(ancestor.length + 1)
    .split('.')
    .filter((part) => part !== '');
}
