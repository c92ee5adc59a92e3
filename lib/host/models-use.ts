import { dottedParts } from '../python/find.js';
import { type ImportBinding, isWithin, longestExpressions } from '../python/imports.js';
import { childOf, type PythonNode, walk } from '../python/syntax.js';
import { isInside, type Module, type Modules } from './modules.js';
import { isForTypes } from './reach.js';

/** Knows what a feature package's models are. */
export type ModelsOf = {
  /** The imports in a module that bring the package's models, a star import of them among these. */
  importsIn(module: Module): readonly ModelsImport[];
  /** Whether a dotted name leads into the models. */
  owns(dotted: string): boolean;
};

export type ModelsImport = {
  readonly statement: PythonNode;
  /** The name that it makes; none for a star. */
  readonly binding: ImportBinding | undefined;
};

/** `stems` are the modules and folders in the package that hold its models. */
export function modelsOf(modules: Modules, folder: string, dotted: string, stems: readonly string[]): ModelsOf {
  const places = stems.map((stem) => ({ path: `${folder}/${stem}`, module: `${dotted}.${stem}` }));
  const isPlace = (path: string): boolean =>
    places.some((place) => path === `${place.path}.py` || isInside(place.path, path));
  const owns = (name: string): boolean => {
    if (places.some(({ module }) => isWithin(name, module))) return true;
    const definition = modules.define(name);
    return definition !== undefined && isPlace(definition.module.path);
  };
  const importsIn = (module: Module): readonly ModelsImport[] => [
    ...module.imports.bindings
      .filter((binding) => !isForTypes(binding.statement) && owns(binding.path))
      .map((binding) => ({ statement: binding.statement, binding })),
    ...module.imports.stars
      .filter(({ path }) => owns(path) || path === dotted)
      .map(({ statement }) => ({ statement, binding: undefined })),
  ];
  return { importsIn, owns };
}

/** Whether importing is all that the module does with the models: nothing in it uses the name. */
export function isOnlyImported(module: Module, { binding }: ModelsImport): boolean {
  if (binding === undefined) return true;
  const references = module.imports.references();
  return !references.some(({ via, target }) => via === binding && isWithin(target, binding.path));
}

/** The names in a call or handed on that end in `create_all`: `Base.metadata.create_all`. */
export function creationsIn(module: Module): readonly PythonNode[] {
  if (!module.source.includes('create_all')) return [];
  return longestExpressions(module.tree.root).filter((node) => dottedParts(node)?.at(-1) === 'create_all');
}

/** What a creation's tables belong to: `user_models.Base` of `user_models.Base.metadata.create_all`. */
export function ownerOf(creation: PythonNode): PythonNode | undefined {
  const before = childOf(creation, 'object');
  const parts = before && dottedParts(before);
  return parts?.at(-1) === 'metadata' && before !== undefined ? childOf(before, 'object') : before;
}

/** The line of the first comment that has a `create_all` in it. */
export function commentedCreation(module: Module): number | undefined {
  for (const node of walk(module.tree.root)) {
    if (node.type === 'comment' && node.text.includes('create_all')) return node.line;
  }
  return undefined;
}
