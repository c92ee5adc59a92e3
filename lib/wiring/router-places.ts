/** The files in which the blueprint's router is made known. */
import type { Features } from '../backend/features.js';
import { type GivenPaths, wrongFlag } from '../backend/flags.js';
import type { RouterReference } from '../backend/router-references.js';
import { type Module, ownNames } from '../project/module.js';
import type { ModuleFile } from '../project/paths.js';
import type { Project } from '../project/project.js';
import { isWithin, longestExpressions } from '../python/imports.js';
import type { Refusal } from '../refusal.js';

/**
 * A file in which the blueprint's router is handed to what includes it (`include`: a call, a list, a loop), only
 * passed on by import (`re-export`), named in strings (`strings`), or imported by its package's name (`names`).
 */
export type RoutersFile = ModuleFile & ({ readonly mode: 'include' | 're-export' | 'strings' } | NamesFile);

/** A file that names packages in lists; `lists` are what those are called, `importer` is the file that imports them. */
export type NamesFile = { readonly mode: 'names'; readonly lists: readonly string[]; readonly importer: string };

const fileOf = ({ path, module, isPackage }: Module): ModuleFile => ({ path, module, isPackage });

/** Every file in which a package's router is used; one that `--router-file` names is the only one, and is checked. */
export function routerPlaces(
  given: GivenPaths,
  modules: Project,
  features: Features,
  uses: readonly RouterReference[],
): readonly RoutersFile[] | Refusal {
  if (given.routerFile !== undefined) {
    const module = modules.at(given.routerFile);
    if (module === undefined) return wrongFlag('--router-file', 'this cannot be read.', { path: given.routerFile });
    return receiverProblem(given, module) ?? [{ ...fileOf(module), mode: 'include' }];
  }
  // Another package that includes the blueprint's router shows nothing of where a package is registered.
  const outside = uses.filter(({ module }) => features.of(module.path) === undefined);
  const shown = outside.length > 0 ? outside : uses;
  const places = new Map<string, RoutersFile>();
  for (const { via } of shown) {
    for (const module of via) places.set(module.path, { ...fileOf(module), mode: 're-export' });
  }
  for (const { module, isString, byName } of shown) {
    const known = places.get(module.path);
    if (byName === undefined) places.set(module.path, { ...fileOf(module), mode: isString ? 'strings' : 'include' });
    else if (known === undefined || known.mode === 'names') {
      const lists = [...new Set([...(known?.lists ?? []), byName.list])];
      places.set(module.path, { ...fileOf(module), mode: 'names', lists, importer: byName.importer.path });
    }
  }
  if (given.router !== undefined) {
    for (const { path } of places.values()) {
      const module = modules.at(path);
      if (module !== undefined && hasName(module, given.router)) return [{ ...fileOf(module), mode: 'include' }];
    }
    const looked = [...places.values()].map((place) => place.module).join(', ');
    return wrongFlag('--router', `no file that includes routers has ${given.router}. Looked in ${looked}.`);
  }
  return [...places.values()];
}

/** The file does not have the object that `--router` names. */
export function receiverProblem({ router }: GivenPaths, module: Module): Refusal | undefined {
  if (router === undefined || hasName(module, router)) return undefined;
  return wrongFlag('--router', `this has no ${router}.`, { path: module.path });
}

function hasName(module: Module, name: string): boolean {
  const first = name.split('.')[0] ?? name;
  if (ownNames(module).has(first) || module.imports.bindings.some((each) => each.name === first)) return true;
  return longestExpressions(module.tree.root).some((node) => isWithin(node.text, name));
}
