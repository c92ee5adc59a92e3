/** The names that a module uses and nothing in it binds: running it would end in a NameError. */
import { BUILTINS } from '../naming/reserved-words.js';
import { isVariable } from '../python/find.js';
import { readImports } from '../python/imports.js';
import { type PythonNode, type PythonTree, walk } from '../python/syntax.js';

/** The first such name; nothing where a star import may bring it. */
export function unboundName(tree: PythonTree): PythonNode | undefined {
  const imports = readImports(tree, { name: 'module', isPackage: false });
  if (imports.stars.length > 0) return undefined;
  for (const node of walk(tree.root)) {
    // A method is bound in its class, which no other scope sees.
    if (node.field === 'name' || !isVariable(node) || BUILTINS.has(node.text) || node.text.startsWith('__')) continue;
    if (!imports.isBound(node.text, node)) return node;
  }
  return undefined;
}
