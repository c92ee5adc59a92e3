/** Names that a module would be wrong with: used and bound by nothing, or bound at its top to two things. */
import { BUILTINS } from '../naming/reserved-words.js';
import { isVariable } from '../python/find.js';
import { readImports } from '../python/imports.js';
import { childOf, type PythonNode, type PythonTree, walk } from '../python/syntax.js';

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

/** The first name that a module imports or defines twice, as two things: the later one would hide the other. */
export function nameOfTwo(tree: PythonTree): string | undefined {
  const imported = readImports(tree, { name: 'module', isPackage: false }).bindings.filter(({ nested }) => !nested);
  const known = new Map<string, string>();
  const isOther = (name: string, what: string): boolean => {
    const before = known.get(name);
    known.set(name, what);
    return before !== undefined && before !== what;
  };
  // `import a.c` binds a.
  const what = (name: string, path: string): string => (path.startsWith(`${name}.`) ? name : path);
  const hidden = imported.find(({ name, path }) => isOther(name, what(name, path)))?.name;
  const defined = tree.root.named.flatMap((node) => {
    const definition = node.type === 'decorated_definition' ? childOf(node, 'definition') : node;
    const isDefinition = definition?.type === 'class_definition' || definition?.type === 'function_definition';
    return (isDefinition && childOf(definition, 'name')) || [];
  });
  return hidden ?? defined.find((node) => isOther(node.text, `line ${node.line}`))?.text;
}
