import { calls } from '../python/find.js';
import { isWithin } from '../python/imports.js';
import { childOf, type PythonNode } from '../python/syntax.js';
import { type Features, isRouterPlace } from './feature.js';
import type { Definition, Module, Modules } from './modules.js';
import { reach } from './reach.js';

/** A place outside a feature package that uses its router. */
export type RouterUse = {
  readonly module: Module;
  readonly node: PythonNode;
  /** The folder of the feature package. */
  readonly feature: string;
  readonly definition: Definition;
  /** The modules between the place and the package that pass the router on. */
  readonly via: readonly Module[];
};

const ROUTER_NAME = /router|(?:^|_)(?:routes?|api|endpoints?)$/i;

/** Whether a definition is a router, or a function that makes one. */
export function isRouter({ module, name, node }: Definition): boolean {
  if (name === undefined) return false;
  if (node.type === 'function_definition') return /router/i.test(name);
  if (node.type !== 'assignment') return false;
  const value = childOf(node, 'right');
  const callee = value?.type === 'call' ? childOf(value, 'function') : undefined;
  if (callee === undefined) return ROUTER_NAME.test(name) && value?.type !== 'string';
  const target = module.imports.resolve(callee)?.target ?? '';
  return isWithin(target, 'fastapi') ? target.endsWith('Router') : /Router$/.test(callee.text) || /router/i.test(name);
}

/** Whether a module that is handed on whole stands for the router in it. */
function isHandedOn({ module, name }: Definition, node: PythonNode): boolean {
  if (name !== undefined || node.parent === undefined) return false;
  if (!['list', 'tuple', 'set', 'pair', 'argument_list'].includes(node.parent.type)) return false;
  return module.source.includes('APIRouter');
}

/** The modules that are reached from the app without looking into what a feature package does inside. */
export function reachFromApp(modules: Modules, features: Features, start: readonly Module[]): readonly Module[] {
  return reach(modules, start, ({ path, source }) => {
    return features.of(path) === undefined || source.includes('include_router');
  });
}

/** Every use of a feature package's router outside the package itself, in the order in which the files are reached. */
export function routerUses(reached: readonly Module[], modules: Modules, features: Features): readonly RouterUse[] {
  return reached.flatMap((module) => {
    const here = features.of(module.path);
    return module.imports.references().flatMap((reference) => {
      const definition = modules.define(reference.target);
      if (definition === undefined || !(isRouter(definition) || isHandedOn(definition, reference.node))) return [];
      const feature = features.of(definition.module.path);
      if (feature === undefined || feature === here || !isRouterPlace(feature, definition.module.path)) return [];
      const via = definition.via.filter(({ path }) => features.of(path) !== feature);
      return [{ module, node: reference.node, feature, definition, via }];
    });
  });
}

/** Whether a file walks over folders or modules to find what it imports. */
export function discovers(module: Module): boolean {
  return calls(module.tree.root).some(({ callee, positional }) => {
    const target = module.imports.resolve(callee)?.target ?? callee.text;
    if (/^pkgutil\.(?:iter_modules|walk_packages)$/.test(target)) return true;
    if (/(?:^|\.)(?:import_module|__import__|spec_from_file_location)$/.test(target)) {
      return positional[0] !== undefined && !isPlainString(positional[0]);
    }
    return false;
  });
}

function isPlainString(node: PythonNode): boolean {
  return node.type === 'string' && !node.named.some(({ type }) => type === 'interpolation');
}
