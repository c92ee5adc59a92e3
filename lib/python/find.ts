/** Calls, assignments, statements and dotted names in a tree. */
import { childOf, childrenOf, type PythonNode, walk } from './syntax.js';

export type Call = {
  readonly node: PythonNode;
  readonly callee: PythonNode;
  /** Positional arguments, `*` and `**` ones not among them. */
  readonly positional: readonly PythonNode[];
  /** By the keyword's name: the node of the value. */
  readonly keywords: ReadonlyMap<string, PythonNode>;
  /** Whether `*x` or `**x` brings arguments that nobody can see here. */
  readonly splat: boolean;
};

const ofModules = new WeakMap<PythonNode, readonly Call[]>();

/** Every call below the node, in the order of the text. A generator expression as the only argument is no argument list. */
export function calls(root: PythonNode): readonly Call[] {
  const known = ofModules.get(root);
  if (known !== undefined) return known;
  const found: Call[] = [];
  for (const node of walk(root)) {
    const call = callOf(node);
    if (call !== undefined) found.push(call);
  }
  // Many ask for those of a whole module.
  if (root.parent === undefined) ofModules.set(root, found);
  return found;
}

/** A call as its parts; nothing for a node that is none, and for `print(x for x in y)`. */
export function callOf(node: PythonNode): Call | undefined {
  if (node.type !== 'call') return undefined;
  const callee = childOf(node, 'function');
  const list = childOf(node, 'arguments');
  if (callee === undefined || list?.type !== 'argument_list') return undefined;
  const positional: PythonNode[] = [];
  const keywords = new Map<string, PythonNode>();
  let splat = false;
  for (const argument of list.named) {
    if (argument.type === 'comment' || argument.type === 'line_continuation') continue;
    if (argument.type === 'list_splat' || argument.type === 'dictionary_splat') splat = true;
    else if (argument.type !== 'keyword_argument') positional.push(argument);
    else {
      const name = childOf(argument, 'name');
      const value = childOf(argument, 'value');
      if (name !== undefined && value !== undefined) keywords.set(name.text, value);
    }
  }
  return { node, callee, positional, keywords, splat };
}

export type Assignment = { readonly node: PythonNode; readonly name: string; readonly value: PythonNode };

/** Every `name = value` and `name: type = value` below the node; unpacking is left out. */
export function assignments(root: PythonNode): readonly Assignment[] {
  const found: Assignment[] = [];
  for (const node of walk(root)) {
    if (node.type !== 'assignment') continue;
    const left = childOf(node, 'left');
    const value = childOf(node, 'right');
    if (left?.type === 'identifier' && value !== undefined) found.push({ node, name: left.text, value });
  }
  return found;
}

/** `a.b.c` as its parts; `undefined` for anything but names joined by dots. */
export function dottedParts(node: PythonNode): readonly string[] | undefined {
  if (node.type === 'identifier') return [node.text];
  if (node.type === 'dotted_name') return node.named.map((part) => part.text);
  if (node.type !== 'attribute') return undefined;
  const object = childOf(node, 'object');
  const attribute = childOf(node, 'attribute');
  const before = object === undefined ? undefined : dottedParts(object);
  return before === undefined || attribute === undefined ? undefined : [...before, attribute.text];
}

/** The statement that the node is part of: the one directly in a module or block. */
export function statementOf(node: PythonNode): PythonNode {
  let at = node;
  while (at.parent !== undefined && at.parent.type !== 'module' && at.parent.type !== 'block') at = at.parent;
  return at;
}

/** The statements beside this one, itself included; comments are none. */
export function blockOf(statement: PythonNode): readonly PythonNode[] {
  return statement.parent?.named.filter((node) => node.type !== 'comment') ?? [];
}

/** The node when it is all that an expression statement holds. */
export function isWholeStatement(node: PythonNode): boolean {
  const { parent } = node;
  if (parent?.type !== 'expression_statement') return false;
  return parent.named.every((child) => child === node || child.type === 'comment');
}

/** Whether an identifier node is a variable: no attribute, no keyword's name, no part of an import. */
export function isVariable(node: PythonNode): boolean {
  if (node.type !== 'identifier') return false;
  const { parent } = node;
  if (parent?.type === 'attribute') return node.field === 'object';
  if (parent?.type === 'keyword_argument') return node.field === 'value';
  return parent?.type !== 'aliased_import' && !isInImport(node);
}

/** `import x`, `from x import y` and `from __future__ import z`. */
export function isImportStatement({ type }: PythonNode): boolean {
  return type === 'import_statement' || type === 'import_from_statement' || type === 'future_import_statement';
}

function isInImport(node: PythonNode): boolean {
  for (let at: PythonNode | undefined = node; at !== undefined; at = at.parent) {
    if (isImportStatement(at)) return true;
  }
  return false;
}

/** All decorators, parameters and the like of a definition belong to the scope around it, but that is never needed. */
export function isScope(node: PythonNode): boolean {
  return ['module', 'function_definition', 'class_definition', 'lambda'].includes(node.type);
}

export function parametersOf(scope: PythonNode): readonly PythonNode[] {
  return childrenOf(scope, 'parameters').flatMap((list) => list.named);
}

/** Whether a function is given to an object by a call, as in `@app.get("/")`: nobody calls it by its name. */
export function isHandedOver({ parent }: PythonNode): boolean {
  return parent?.type === 'decorated_definition' && /^@\w+\.\w+\(/.test(parent.text);
}

/** The last value that a function or a block returns where nothing is caught: below an `except` it is the answer to an error. */
export function valueReturned(node: PythonNode): PythonNode | undefined {
  const isCaught = (statement: PythonNode): boolean => {
    let at = statement.parent;
    while (at !== undefined && at !== node && at.type !== 'except_clause') at = at.parent;
    return at?.type === 'except_clause';
  };
  const all = [...walk(node)].filter(({ type }) => type === 'return_statement');
  const last = all.findLast((each) => !isCaught(each)) ?? all.at(-1);
  return (last && (returnedIfDone(last) ?? last))?.named[0];
}

/** What is returned where something was done, of two that are returned: `if done: return {"ok": True}` above the failure. */
function returnedIfDone(last: PythonNode): PythonNode | undefined {
  const block = last.parent;
  const before = block?.named.filter(({ type }) => type !== 'comment') ?? [];
  const above = block?.parent?.type === 'else_clause' ? block.parent.parent : before[before.indexOf(last) - 1];
  if (above?.type !== 'if_statement' || !isOfWords(last.named[0])) return undefined;
  const condition = childOf(above, 'condition')?.text ?? '';
  const done = childOf(above, 'consequence')?.named.at(-1);
  const isElse = block?.parent?.type === 'else_clause' || childOf(above, 'alternative') === undefined;
  const isDone = isElse && /^\w+(?:\s*(?:>\s*0|>=\s*1|is not None|is True|== True))?$/.test(condition);
  return isDone && done?.type === 'return_statement' ? done : undefined;
}

/** A text, a dict of nothing but texts and numbers, or a call that says that it failed: no record is in it. */
function isOfWords(node: PythonNode | undefined): boolean {
  if (node === undefined || WORDS.test(node.type)) return true;
  if (node.type === 'dictionary') return node.named.every((pair) => isOfWords(childOf(pair, 'value')));
  return /fail|error|not_?found|bad/i.test(callOf(node)?.callee.text ?? '');
}

const WORDS = /^(?:none|false|true|string|concatenated_string|integer)$/;

/** A class as it is named, without the types that it is given: `CRUDBase` of `CRUDBase[User, UserCreate, UserUpdate]`. */
export function withoutParameters(named: PythonNode): PythonNode {
  return named.type === 'subscript' ? (childOf(named, 'value') ?? named) : named;
}
