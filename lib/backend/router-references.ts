/** Where the routers of feature packages are used: by reference, by a string, or by a name in a list. */

import { INCLUDE_WORD } from '../framework/inclusions.js';
import { isRouter, ROUTER_WORD } from '../framework/routers.js';
import { reach } from '../project/imported-modules.js';
import type { Definition, Module } from '../project/module.js';
import type { Project } from '../project/project.js';
import { rememberedFor } from '../project/remembered.js';
import { namedInStrings } from '../project/strings-naming-modules.js';
import type { PythonNode } from '../python/syntax.js';
import type { Features } from './features.js';
import { importsByName, packagesByName, walksFolders } from './packages-by-name.js';

/** A place outside a feature package that uses its router. */
export type RouterReference = {
  readonly module: Module;
  readonly node: PythonNode;
  /** The folder of the feature package. */
  readonly feature: string;
  readonly definition: Definition;
  /** The modules between the place and the package that pass the router on. */
  readonly via: readonly Module[];
  /** Whether a string names it there. */
  readonly isString: boolean;
  /** For the name of a package in a list: what the list is called, and the module that imports what it names. */
  readonly byName?: { readonly list: string; readonly importer: Module };
};

/** Whether a module that is passed on whole means the router in it. */
function isModuleForRouter({ module, name }: Definition, node: PythonNode): boolean {
  if (name !== undefined || node.parent === undefined) return false;
  if (!['list', 'tuple', 'set', 'pair', 'argument_list'].includes(node.parent.type)) return false;
  return module.source.includes(ROUTER_WORD);
}

/** The modules that are reached from the app without looking into what a feature package does inside. */
export function reachFromApp(modules: Project, features: Features, start: readonly Module[]): readonly Module[] {
  return reach(modules, start, ({ path, source }) => {
    return features.of(path) === undefined || source.includes(INCLUDE_WORD);
  });
}

/** Every use of a feature package's router outside the package itself, in the order in which the files are reached. */
export function routerReferences(
  reached: readonly Module[],
  modules: Project,
  features: Features,
): readonly RouterReference[] {
  const use = (
    module: Module,
    node: PythonNode,
    definition: Definition,
    isString: boolean,
  ): readonly RouterReference[] => {
    const { path } = definition.module;
    const feature = features.of(path);
    if (feature === undefined || feature === features.of(module.path) || !features.isRouterPlace(feature, path))
      return [];
    const via = definition.via.filter((each) => features.of(each.path) !== feature);
    return [{ module, node, feature, definition, via, isString }];
  };
  const found = reached.flatMap((module) => {
    // What a package works with inside says nothing of routers, and is most of a host.
    if (features.of(module.path) !== undefined && !/rout/i.test(module.source)) return [];
    const referred = modules.references(module).flatMap(({ node, target }) => {
      const definition = mayRoute(modules, target) ? modules.define(target) : undefined;
      if (definition === undefined || !(isRouter(definition) || isModuleForRouter(definition, node))) return [];
      return use(module, node, definition, false);
    });
    if (referred.length > 0 || features.of(module.path) !== undefined) return referred;
    return namedInStrings(module, modules).flatMap(({ node, definition }) =>
      isRouter(definition) || (definition.name === undefined && definition.module.source.includes(ROUTER_WORD))
        ? use(module, node, definition, true)
        : [],
    );
  });
  return [...found, ...namedUses(reached, modules, features)];
}

/** The names of packages in lists from which a module imports them and their routers. */
function namedUses(reached: readonly Module[], project: Project, features: Features): readonly RouterReference[] {
  const importers = reached.filter(
    (each) => features.of(each.path) === undefined && /rout|api/i.test(each.source) && importsByName(each),
  );
  if (importers.length === 0) return [];
  const folders = featureFolders(project, features);
  return importers.flatMap((importer) =>
    packagesByName(project, importer, reached, folders, features).flatMap(({ module, node, feature, list }) => {
      const [router] = routerModules(project, feature, features);
      if (router === undefined) return [];
      const definition = { module: router, name: undefined, node: router.tree.root, rest: [], via: [] };
      return [{ module, node, feature, definition, via: [], isString: true, byName: { list, importer } }];
    }),
  );
}

/** The modules of a package that make its routers. */
function routerModules(project: Project, feature: string, features: Features): readonly Module[] {
  return project.mentioning(feature, ROUTER_WORD).flatMap((path) => {
    const isPlace = features.of(path) === feature && features.isRouterPlace(feature, path);
    return (isPlace ? project.at(path) : undefined) ?? [];
  });
}

/** Whether the module of a dotted name has the word router in it, or passes on what it does not name itself. */
const mayRoute = rememberedFor((modules: Project, target): boolean => {
  const parts = target.split('.');
  for (let length = parts.length; length > 0; length -= 1) {
    const file = modules.fileOf(parts.slice(0, length).join('.'));
    if (file === undefined) continue;
    const module = file.isPackage ? undefined : modules.at(file.path);
    return file.isPackage || (module !== undefined && saysRouter(module));
  }
  return false;
});

const saying = new WeakMap<Module, boolean>();

/** Asked for each name that is imported of a module: its text is searched once. */
function saysRouter(module: Module): boolean {
  const known = saying.get(module) ?? /router|import \*/i.test(module.source);
  saying.set(module, known);
  return known;
}

/** The feature packages below a folder, whoever uses them. */
export function featureFolders(project: Project, features: Features): readonly string[] {
  const folders = project.mentioning(project.root, ROUTER_WORD).flatMap((path) => {
    const feature = features.of(path);
    return feature !== undefined && features.isRouterPlace(feature, path) ? [feature] : [];
  });
  return [...new Set(folders)].sort();
}

/** The module that looks for routers itself and includes what it finds. */
export function routerDiscovery(reached: readonly Module[], features: Features): Module | undefined {
  return reached.find(
    (each) => features.of(each.path) === undefined && each.source.includes(INCLUDE_WORD) && discovers(each),
  );
}

/** Whether a file imports what it finds in folders, or what is named in values. */
export function discovers(module: Module): boolean {
  return importsByName(module) || walksFolders(module);
}
