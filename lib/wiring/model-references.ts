/** Imports and strings that lead to models, and whose models they are. */
import type { Features } from '../backend/features.js';
import { isTable } from '../framework/tables.js';
import type { Definition, Module } from '../project/module.js';
import type { Project } from '../project/project.js';
import { namedInStrings } from '../project/strings-naming-modules.js';
import { isTypeOnly, isWithin } from '../python/imports.js';
import { trailingComment } from '../python/style.js';
import type { PythonNode } from '../python/syntax.js';

/** An import, or a string, in a module that leads to models. */
export type ModelReference = {
  readonly node: PythonNode;
  /** The module that has them. */
  readonly module: Module;
  /** The folder of the feature package that has them; none for models that the host keeps elsewhere. */
  readonly owner: string | undefined;
  /** Whether nothing in the module uses the name: importing it is the purpose. */
  readonly isOnlyImported: boolean;
  /** Whether a linter is told to leave it, or a star brings it. */
  readonly isMarked: boolean;
};

/** Whose models a definition is: a package's, nobody's (`undefined`), or none at all (`false`). */
function ownerOf(definition: Definition, features: Features): string | undefined | false {
  const { path } = definition.module;
  const feature = features.of(path);
  if (feature === undefined) return isTable(definition) ? undefined : false;
  return features.role(feature, path) === 'models' || isTable(definition) ? feature : false;
}

/** Every import in a module that brings models, those for type checkers left out. */
export function modelReferences(module: Module, modules: Project, features: Features): readonly ModelReference[] {
  const { bindings, stars } = module.imports;
  const referred = modules.references(module).map(({ target }) => target);
  const found: ModelReference[] = [];
  const add = (path: string, node: PythonNode, isOnlyImported: boolean, isStar: boolean): void => {
    if (isTypeOnly(node)) return;
    const definition = modules.define(path) ?? modules.define(path.split('.').slice(0, -1).join('.'));
    const owner = definition === undefined ? false : ownerOf(definition, features);
    if (definition === undefined || owner === false) return;
    const isMarked =
      isStar || /#.*\bnoqa\b/.test(trailingComment(module.source, node.end)) || /#.*\bnoqa\b/.test(node.text);
    found.push({ node, module: definition.module, owner, isOnlyImported, isMarked });
  };
  for (const { path, statement } of bindings) {
    add(path, statement, !referred.some((target) => isWithin(target, path)), false);
  }
  for (const { path, statement } of stars) {
    const before = found.length;
    add(path, statement, true, true);
    if (found.length > before) continue;
    for (const passed of passedOn(path, modules, features)) add(passed, statement, true, true);
  }
  return found;
}

/** What the `__init__` of a feature package passes on to a star: the names that it imports itself. */
function passedOn(path: string, modules: Project, features: Features): readonly string[] {
  const module = modules.define(path)?.module;
  if (module?.isPackage !== true || features.of(module.path) === undefined) return [];
  const { bindings, stars } = module.imports;
  return [...bindings.filter(({ nested }) => !nested), ...stars].map((each) => each.path);
}

/** Every string in a module that names a module of models. */
export function modelsStrings(module: Module, modules: Project, features: Features): readonly ModelReference[] {
  return namedInStrings(module, modules).flatMap(({ node, definition }) => {
    const owner = definition.name === undefined ? ownerOf(definition, features) : false;
    return owner === false ? [] : [{ node, module: definition.module, owner, isOnlyImported: true, isMarked: true }];
  });
}
