/** Collections that are read together with another one: an element in one of them alone would break the host. */

import { calls, isVariable } from '../python/find.js';
import { childOf, childrenOf, type PythonNode, walk } from '../python/syntax.js';
import type { UseSite } from '../wiring/use-site.js';
import type { HostFile } from './host-file.js';

const COLLECTIONS = ['list', 'tuple', 'set', 'dictionary', 'expression_list', 'pair', 'parenthesized_expression'];

export type Parallel = { readonly line: number; readonly reason: string };

/**
 * Why an element cannot be added to the collection of a place alone: it is walked beside another one, looked up by
 * number or key, or the loop over it looks something up for each element. `undefined` where nothing speaks against it.
 */
export function parallelTo(file: HostFile, site: UseSite): Parallel | undefined {
  if (site.kind !== 'element') return undefined;
  let whole = site.holder;
  while (whole.parent !== undefined && COLLECTIONS.includes(whole.parent.type)) whole = whole.parent;
  const left = whole.parent?.type === 'assignment' ? childOf(whole.parent, 'left') : undefined;
  const name = left?.type === 'identifier' ? left.text : undefined;
  const uses = name === undefined ? [] : usesOf(file.tree.root, name, whole);
  for (const use of [whole, ...uses]) {
    const found = besideAnother(use) ?? lookedUp(use) ?? lookingUp(file, use);
    if (found !== undefined) return found;
  }
  return undefined;
}

function usesOf(root: PythonNode, name: string, but: PythonNode): readonly PythonNode[] {
  return [...walk(root)].filter(
    (node) => isVariable(node) && node.text === name && node.field !== 'left' && node.start > but.end,
  );
}

/** `zip(ROUTERS, TAGS)` and `map(include, ROUTERS, TAGS)`. */
function besideAnother(use: PythonNode): Parallel | undefined {
  const list = use.parent?.type === 'argument_list' ? use.parent : undefined;
  const callee = list?.parent && childOf(list.parent, 'function')?.text;
  if (list === undefined || callee === undefined) return undefined;
  const arguments_ = list.named.filter(({ type }) => type !== 'comment' && type !== 'keyword_argument');
  const most = /(?:^|\.)(?:map|starmap)$/.test(callee) ? 2 : 1;
  const isBeside = /(?:^|\.)(?:zip|zip_longest|map|starmap)$/.test(callee) && arguments_.length > most;
  return isBeside ? { line: use.line, reason: `${callee}() reads this collection beside another one.` } : undefined;
}

/** `MODULES["users"]`: each element is used by its own line. */
function lookedUp(use: PythonNode): Parallel | undefined {
  const { parent } = use;
  const isObject = parent?.type === 'subscript' && use.field === 'value';
  if (!isObject) return undefined;
  return { line: use.line, reason: `${parent.text} takes one element out of this collection by its number or key.` };
}

/** `for index, each in enumerate(ROUTERS): include(each, tags=[TAGS[index]])`. */
function lookingUp(file: HostFile, use: PythonNode): Parallel | undefined {
  for (let at: PythonNode | undefined = use; at?.parent !== undefined; at = at.parent) {
    const loop: PythonNode = at.parent;
    if (at.field !== 'right' || !['for_statement', 'for_in_clause'].includes(loop.type)) continue;
    const left = childOf(loop, 'left');
    const targets = left === undefined ? [] : [...walk(left)].filter(({ type }) => type === 'identifier');
    const names = new Set(targets.map(({ text }) => text));
    const body = loop.type === 'for_statement' ? childOf(loop, 'body') : loop.parent;
    const found = body && [...walk(body)].find((each) => isLookUp(file, each, names));
    return found && { line: found.line, reason: `${found.text} looks up something for each element.` };
  }
  return undefined;
}

/** A subscript or `get` of a collection of the file, by what the loop binds. */
function isLookUp({ imports }: HostFile, node: PythonNode, names: ReadonlySet<string>): boolean {
  const isBound = (each: PythonNode): boolean =>
    [...walk(each)].some((inner) => isVariable(inner) && names.has(inner.text));
  if (node.type === 'subscript') {
    const value = childOf(node, 'value');
    if (value === undefined || isBound(value)) return false;
    return childrenOf(node, 'subscript').some(isBound);
  }
  const [call] = node.type === 'call' ? calls(node) : [];
  if (call === undefined || call.node !== node || childOf(call.callee, 'attribute')?.text !== 'get') return false;
  const object = childOf(call.callee, 'object');
  const isOwn = object?.type === 'identifier' && imports.resolve(object) === undefined && !names.has(object.text);
  return isOwn && call.positional[0] !== undefined && isBound(call.positional[0]);
}
