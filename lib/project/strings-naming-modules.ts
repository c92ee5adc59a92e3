/** Strings that are the dotted names of modules: `"app.users.models"`. */
import { type PythonNode, walk } from '../python/syntax.js';
import type { Definition, Module } from './module.js';
import type { Project } from './project.js';

/** A string that names something of the host: `"app.users.models"`, `"app.users.router:router"`. */
export type Named = { readonly node: PythonNode; readonly definition: Definition; readonly dotted: string };

const DOTTED = /["'][A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+(?::[A-Za-z_]\w*)?["']/;

/** Every string of a module that is the dotted name of a module or object of the host. */
export function namedInStrings(module: Module, modules: Project): readonly Named[] {
  if (!DOTTED.test(module.source)) return [];
  const found: Named[] = [];
  for (const node of walk(module.tree.root)) {
    if (node.type !== 'string' || !new RegExp(`^${DOTTED.source}$`).test(node.text)) continue;
    const dotted = node.text.slice(1, -1).replace(':', '.');
    const definition = modules.define(dotted);
    if (definition !== undefined) found.push({ node, definition, dotted });
  }
  return found;
}
