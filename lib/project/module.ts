/** One module of a project: its text, tree and imports, and the names that it defines at its top level. */
import type { Imports } from '../python/imports.js';
import { childOf, type PythonNode, type PythonTree } from '../python/syntax.js';
import type { ModuleFile } from './paths.js';

/** A module that was read. */
export type Module = ModuleFile & {
  readonly source: string;
  readonly tree: PythonTree;
  readonly imports: Imports;
  /** The dotted names that it imports when Python runs it: not below a function, not for type checkers alone. */
  readonly importsWhenRun: readonly string[];
};

/** Where a dotted name is defined: in a module, under a name (none for the module itself), at a node. */
export type Definition = {
  readonly module: Module;
  readonly name: string | undefined;
  readonly node: PythonNode;
  /** What of the thing is meant: `ROUTER` of a class. */
  readonly rest: readonly string[];
  /** The modules that pass it on by importing it, in the order of the way. */
  readonly via: readonly Module[];
};

const names = new WeakMap<PythonTree, ReadonlyMap<string, PythonNode>>();

/** What a module itself defines at its top level, under which name: the assignment, the function or the class. */
export function ownNames({ tree }: Pick<Module, 'tree'>): ReadonlyMap<string, PythonNode> {
  const known = names.get(tree);
  if (known !== undefined) return known;
  const found = new Map<string, PythonNode>();
  const visit = (node: PythonNode): void => {
    const isDefinition = node.type === 'function_definition' || node.type === 'class_definition';
    const name = isDefinition ? childOf(node, 'name') : node.type === 'assignment' ? childOf(node, 'left') : undefined;
    if (name?.type === 'identifier') found.set(name.text, node);
    if (isDefinition || node.type === 'lambda') return;
    for (const child of node.named) visit(child);
  };
  visit(tree.root);
  names.set(tree, found);
  return found;
}

/** Whether a statement runs when its module is imported: no function and no class is around it. */
export function isInModuleScope(statement: PythonNode): boolean {
  for (let at = statement.parent; at !== undefined; at = at.parent) {
    if (at.type === 'function_definition' || at.type === 'class_definition') return false;
  }
  return true;
}
