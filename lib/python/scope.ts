/** Scopes of Python: what binds a name, and which scopes an expression sees. */
import { isScope, parametersOf } from './find.js';
import { childOf, childrenOf, type PythonNode } from './syntax.js';

/** The function, lambda, class or module whose names the node sees first. */
export function scopeOf(node: PythonNode): PythonNode {
  let at = node.parent ?? node;
  while (at.parent !== undefined && !isScope(at)) at = at.parent;
  return at;
}

/** The scopes in which a name at this node is looked up, innermost first: a class is seen from its own body alone. */
export function scopeChain(node: PythonNode): readonly PythonNode[] {
  const chain: PythonNode[] = [];
  for (let scope = scopeOf(node); ; scope = scopeOf(scope)) {
    if (chain.length === 0 || scope.type !== 'class_definition') chain.push(scope);
    if (scope.parent === undefined) return chain;
  }
}

/**
 * The names that a scope binds other than by import, its parameters included. Where Python has a finer scope (the
 * variable of a comprehension) the name counts too: a name too many leads to a refusal, one too few to a wrong edit.
 */
export function boundNames(scope: PythonNode): ReadonlySet<string> {
  const names = new Set<string>();
  for (const parameter of parametersOf(scope)) addParameter(parameter, names);
  for (const child of scope.children) collect(child, names);
  return names;
}

/** The names that one statement binds in the scope that it is in, other than by import. */
export function boundBy(statement: PythonNode): ReadonlySet<string> {
  const names = new Set<string>();
  collect(statement, names);
  return names;
}

export function addParameter(node: PythonNode, names: Set<string>): void {
  const name = childOf(node, 'name') ?? (node.type === 'identifier' ? node : node.named[0]);
  if (name !== undefined) addTargets(name, names);
}

function collect(node: PythonNode, names: Set<string>): void {
  for (const target of targetsOf(node)) addTargets(target, names);
  if (isScope(node)) return;
  for (const child of node.children) collect(child, names);
}

function targetsOf(node: PythonNode): readonly PythonNode[] {
  switch (node.type) {
    case 'assignment':
    case 'augmented_assignment':
    case 'for_statement':
    case 'for_in_clause':
      return childrenOf(node, 'left');
    case 'named_expression':
    case 'function_definition':
    case 'class_definition':
      return childrenOf(node, 'name');
    case 'as_pattern':
      return node.named.slice(1);
    case 'case_pattern':
    case 'splat_pattern':
    case 'delete_statement':
    case 'global_statement':
    case 'nonlocal_statement':
      return node.named;
    default:
      return [];
  }
}

function addTargets(node: PythonNode, names: Set<string>): void {
  if (node.type === 'identifier') names.add(node.text);
  else if (node.type === 'attribute' || node.type === 'subscript' || node.type === 'call') return;
  else for (const child of node.named) addTargets(child, names);
}
