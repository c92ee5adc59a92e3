import type { Features } from './feature.js';
import { discovers } from './follow.js';
import { commentedCreation, creationsIn, isOnlyImported, type ModelsOf, ownerOf } from './models-use.js';
import type { Module, ModuleFile, Modules } from './modules.js';
import { reach } from './reach.js';

/**
 * A file in which models are made known: `create-all` where it makes tables, `imports` where importing them is all that
 * it takes (the env.py of alembic, a module that gathers the models).
 */
export type ModelsFile = ModuleFile & { readonly mode: 'create-all' | 'imports' };

/** Why nothing in the host is edited; `id` never changes, `at` is the `file:line` that shows it. */
export type Reason = { readonly id: ReasonId; readonly text: string; readonly at?: string };

export type ReasonId =
  /** The host looks for the packages itself. */
  | 'discovered'
  /** Including the router imports the models, and that is how the blueprint's are known. */
  | 'through-router'
  /** The blueprint has no models. */
  | 'no-models'
  /** The package makes its own tables, in its own files. */
  | 'in-package';

export type ModelsPlaces = {
  readonly files: readonly ModelsFile[];
  readonly nothing: Reason | undefined;
  readonly notes: readonly string[];
};

export type ModelsSearch = {
  readonly modules: Modules;
  readonly features: Features;
  readonly models: ModelsOf;
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
  const { models, environments, features } = search;
  const isOutside = ({ path }: Module): boolean => features.of(path) === undefined;
  const goesOn = isOutside;
  const fromEnvironments = reach(search.modules, environments, goesOn);
  const creating = (each: Module): boolean => creationsIn(each).length > 0;
  const unreached = search.scripts.filter((script) => !search.app.includes(script));
  const looked = new Set([...search.app, ...fromEnvironments].filter(isOutside));

  const places = new Map<string, ModelsFile>();
  const add = (module: Module, mode: ModelsFile['mode']): void => {
    if (!places.has(module.path)) places.set(module.path, { ...fileOf(module), mode });
  };
  const knows = (module: Module): boolean => models.importsIn(module).length > 0;
  const createsOurs = (module: Module): boolean =>
    creationsIn(module).some((creation) => {
      const owner = ownerOf(creation);
      const target = owner && module.imports.resolve(owner)?.target;
      return target !== undefined && models.owns(target);
    });
  for (const module of looked) {
    if (creating(module) && (knows(module) || createsOurs(module))) add(module, 'create-all');
  }
  for (const module of environments) if (knows(module)) add(module, 'imports');
  for (const module of looked) {
    if (models.importsIn(module).some((each) => isOnlyImported(module, each))) add(module, 'imports');
  }
  if (places.size === 0)
    for (const module of unreached) if (creating(module) && knows(module)) add(module, 'create-all');
  const files = [...places.values()];
  const notes = [...looked].flatMap((module) => {
    const line = creating(module) ? undefined : commentedCreation(module);
    return line === undefined ? [] : [`${module.path}:${line} has a create_all that is commented out; it is left so.`];
  });
  return { files, nothing: files.length > 0 ? undefined : whyNothing(search, [...looked]), notes };
}

function whyNothing({ environments, own }: ModelsSearch, looked: readonly Module[]): Reason {
  const maker = own.find((each) => creationsIn(each).length > 0);
  if (maker !== undefined) {
    const text = 'Each package makes its own tables, in its own models.';
    return { id: 'in-package', text, at: `${maker.path}:${creationsIn(maker)[0]?.line ?? 1}` };
  }
  const walker = looked.find((each) => discovers(each) && /model|entit|table/i.test(each.source));
  if (walker !== undefined) {
    return { id: 'discovered', text: 'The host looks for the models of its packages itself.', at: walker.path };
  }
  const creation = looked.find((each) => creationsIn(each).length > 0) ?? environments[0];
  const text = 'The models are known once the router is imported; no other file imports those of the blueprint.';
  return { id: 'through-router', text, ...(creation === undefined ? {} : { at: creation.path }) };
}
