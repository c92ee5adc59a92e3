/** What CPython's compiler refuses after its parser has accepted a text. */
import { isScope, isVariable, parametersOf } from './find.js';
import { addParameter, scopeOf } from './scope.js';
import { childOf, type PythonNode, type PythonTree, walk } from './syntax.js';

/** What is wrong with a text, in words, and the line (from 1) that it was found in. */
export type SyntaxProblem = { readonly message: string; readonly line: number };

/** What is around a node, as far as it decides which statements may be there. */
type Place = {
  readonly scope: 'module' | 'class' | 'function' | 'async function' | 'comprehension';
  readonly isInLoop: boolean;
};

const COMPREHENSIONS = ['list_comprehension', 'set_comprehension', 'dictionary_comprehension', 'generator_expression'];
const FEATURES: readonly string[] = [
  ...['nested_scopes', 'generators', 'division', 'absolute_import', 'with_statement', 'print_function'],
  ...['unicode_literals', 'barry_as_FLUFL', 'generator_stop', 'annotations'],
];

/**
 * What CPython's parser takes and its compiler refuses, as far as it is seen here: statements out of place, parameters
 * of one name, several stars in one target. What it does not see is wrong before and after an edit alike.
 */
export function compilerProblem({ root }: PythonTree): SyntaxProblem | undefined {
  return visit(root, { scope: 'module', isInLoop: false });
}

function visit(node: PythonNode, place: Place): SyntaxProblem | undefined {
  const message = problemOf(node, place);
  if (message !== undefined) return { message, line: node.line };
  for (const child of node.children) {
    const problem = visit(child, blockContext(child, node, place));
    if (problem !== undefined) return problem;
  }
  return undefined;
}

/** Only the body of a definition or a loop is inside it; of a comprehension all but what it starts from. */
function blockContext(child: PythonNode, parent: PythonNode, place: Place): Place {
  if (COMPREHENSIONS.includes(parent.type)) {
    const first = parent.children.find(({ type }) => type === 'for_in_clause');
    return child === first ? place : { scope: 'comprehension', isInLoop: false };
  }
  if (child.field !== 'body') return place;
  if (parent.type === 'lambda') return { scope: 'function', isInLoop: false };
  if (parent.type === 'class_definition') return { scope: 'class', isInLoop: false };
  if (parent.type === 'function_definition') {
    return { scope: isAsync(parent) ? 'async function' : 'function', isInLoop: false };
  }
  const isLoop = parent.type === 'for_statement' || parent.type === 'while_statement';
  return isLoop ? { ...place, isInLoop: true } : place;
}

function problemOf(node: PythonNode, { scope, isInLoop }: Place): string | undefined {
  const isInFunction = scope === 'function' || scope === 'async function';
  switch (node.type) {
    case 'return_statement':
      return isInFunction ? undefined : 'return is outside a function';
    case 'yield':
      return isInFunction ? undefined : 'yield is outside a function';
    case 'await':
      // Whether a comprehension may wait depends on more than its place.
      return scope === 'async function' || scope === 'comprehension' ? undefined : 'await is outside an async function';
    case 'for_statement':
    case 'with_statement':
      return !isAsync(node) || scope === 'async function' ? undefined : 'async is outside an async function';
    case 'break_statement':
    case 'continue_statement':
      return isInLoop ? undefined : `${node.text} is outside a loop`;
    case 'wildcard_import':
      return scope === 'module' ? undefined : 'import * is outside the module level';
    case 'future_import_statement':
      return futureProblem(node);
    case 'global_statement':
    case 'nonlocal_statement':
      return declarationProblem(node, scope);
    case 'function_definition':
    case 'lambda':
      return parameterProblem(node);
    case 'pattern_list':
    case 'tuple_pattern':
    case 'list_pattern':
      return stars(node) > 1 ? 'several names have a star in one target' : undefined;
    case 'expression_statement':
      return node.children.length === 1 && node.named[0]?.type === 'list_splat' ? 'a star is alone' : undefined;
    case 'except_clause':
      return isLastExcept(node) ? undefined : 'except: is not the last one';
    default:
      return undefined;
  }
}

function isAsync(node: PythonNode): boolean {
  return node.children[0]?.type === 'async';
}

/** PEP 236: above it are only comments, the docstring and its like. */
function futureProblem(node: PythonNode): string | undefined {
  const block = node.parent?.named.filter(({ type }) => type !== 'comment') ?? [];
  const above = block.slice(0, block.indexOf(node));
  const others = above.filter(({ type }, index) => type !== node.type && !(index === 0 && isDocstring(above[0])));
  if (node.parent?.type !== 'module' || others.length > 0) return 'from __future__ is not at the beginning of the file';
  const names = node.children.filter(({ field }) => field === 'name').map((each) => childOf(each, 'name') ?? each);
  const unknown = names.find(({ text }) => !FEATURES.includes(text));
  return unknown && `__future__ has no ${unknown.text}`;
}

function isDocstring(node: PythonNode | undefined): boolean {
  const value = node?.type === 'expression_statement' && node.named.length === 1 ? node.named[0] : undefined;
  return value?.type === 'string' || value?.type === 'concatenated_string';
}

/** A name is declared before it is used in the scope. */
function declarationProblem(node: PythonNode, place: Place['scope']): string | undefined {
  if (node.type === 'nonlocal_statement' && place === 'module') return 'nonlocal is at the module level';
  const scope = scopeOf(node);
  const names = new Set(node.named.map(({ text }) => text));
  for (const each of walk(childOf(scope, 'body') ?? scope)) {
    if (each.start >= node.start) return undefined;
    if (names.has(each.text) && isVariable(each) && isUsedIn(scope, each))
      return `${each.text} is used above its declaration`;
  }
  return undefined;
}

/** Whether the variable is looked up in just this scope, and in no comprehension of its own. */
function isUsedIn(scope: PythonNode, variable: PythonNode): boolean {
  for (let at = variable.parent; at !== undefined && at !== scope; at = at.parent) {
    if (isScope(at) || COMPREHENSIONS.includes(at.type) || /^(?:global|nonlocal)_/.test(at.type)) return false;
  }
  return true;
}

function parameterProblem(node: PythonNode): string | undefined {
  const seen = new Set<string>();
  for (const parameter of parametersOf(node)) {
    const names = new Set<string>();
    addParameter(parameter, names);
    for (const name of names) {
      if (seen.has(name)) return `two parameters are called ${name}`;
      seen.add(name);
    }
  }
  return undefined;
}

function stars(node: PythonNode): number {
  const isStar = ({ type }: PythonNode): boolean => type === 'list_splat_pattern' || type === 'splat_pattern';
  return node.named.filter((each) => isStar(each) || (each.named.length === 1 && each.named.every(isStar))).length;
}

/** `except:` catches all, so that nothing may follow. */
function isLastExcept(node: PythonNode): boolean {
  const isBare =
    childOf(node, 'value') === undefined && node.named.every(({ type }) => type === 'block' || type === 'comment');
  const clauses = node.parent?.named.filter(({ type }) => type === 'except_clause') ?? [];
  return !isBare || clauses.at(-1) === node;
}
