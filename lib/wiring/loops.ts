/** Inclusions in loops over routers: whether the blueprint's router is among them, and what the loop gives it. */
import type { Inclusion } from '../framework/inclusions.js';
import { type Module, ownNames } from '../project/module.js';
import type { Project } from '../project/project.js';
import { dottedParts } from '../python/find.js';
import { childOf, type PythonNode, walk } from '../python/syntax.js';

/** An expression with the module that it stands in. */
export type Value = { readonly module: Module; readonly node: PythonNode };

/** What an expression in the loop stands for in the blueprint's turn; nothing for what the loop does not set. */
export type Turn = (node: PythonNode) => Value | undefined;

const DEEPEST = 4;

/** The loop around an inclusion that sets what is included. */
function loopAround({ call, router }: Inclusion): PythonNode | undefined {
  const name = router === undefined ? undefined : rootName(router);
  if (name === undefined) return undefined;
  for (let at: PythonNode | undefined = call.node.parent; at !== undefined; at = at.parent) {
    if (at.type === 'function_definition' || at.type === 'class_definition') return undefined;
    if (at.type === 'for_statement' && setsIn(at).has(name)) return at;
  }
  return undefined;
}

/** Whether an inclusion includes what a loop gives it, router after router. */
export function isInLoop(inclusion: Inclusion): boolean {
  return loopAround(inclusion) !== undefined;
}

/** The names that the loop around an inclusion sets. */
export function loopNames(inclusion: Inclusion): ReadonlySet<string> {
  const loop = loopAround(inclusion);
  return loop === undefined ? new Set() : setsIn(loop);
}

/** The turn of a loop in which the blueprint's router is included; nothing where the loop is not seen to include it. */
export function turnOf(
  project: Project,
  module: Module,
  inclusion: Inclusion,
  uses: readonly Value[],
): Turn | undefined {
  const loop = loopAround(inclusion);
  const iterated = loop && childOf(loop, 'right');
  const left = loop && childOf(loop, 'left');
  if (iterated === undefined || left === undefined) return undefined;
  const element = elementWith(project, { module, node: iterated }, uses, DEEPEST);
  if (element === undefined) return undefined;
  const bound = boundTo(left, element);
  return (node) => valueIn(bound, node);
}

function rootName(node: PythonNode): string | undefined {
  if (node.type === 'identifier') return node.text;
  const inner = childOf(node, 'object') ?? childOf(node, 'value') ?? childOf(node, 'function');
  return inner === undefined ? undefined : rootName(inner);
}

/** The names that a loop sets: its own, and what its body assigns. */
function setsIn(loop: PythonNode): ReadonlySet<string> {
  const body = childOf(loop, 'body');
  const left = [...walk(childOf(loop, 'left') ?? loop)].filter(({ type }) => type === 'identifier');
  const assigned = body === undefined ? [] : [...walk(body)].filter(({ type }) => type === 'assignment');
  const names = assigned.flatMap((each) => [...walk(childOf(each, 'left') ?? each)]);
  return new Set([...left, ...names.filter(({ type }) => type === 'identifier')].map(({ text }) => text));
}

/** The element of what is iterated that holds one of the uses: of a list, a tuple, a dictionary or a sum of such. */
function elementWith(
  project: Project,
  { module, node }: Value,
  uses: readonly Value[],
  depth: number,
): Value | undefined {
  if (depth === 0) return undefined;
  const holds = (inner: PythonNode): boolean =>
    uses.some((use) => use.module.path === module.path && inner.start <= use.node.start && use.node.end <= inner.end);
  if (holds(node)) {
    const literal = [...walk(node)].find(
      (each) => ['list', 'tuple', 'set', 'dictionary'].includes(each.type) && holds(each),
    );
    const element = literal?.named.find(holds);
    if (element !== undefined && element.type !== 'list_splat') return { module, node: element };
  }
  const found = names(node).flatMap((each) => definedAs(project, module, each) ?? []);
  for (const value of found) {
    const element = elementWith(project, value, uses, depth - 1);
    if (element !== undefined) return element;
  }
  return undefined;
}

/** The dotted names in an expression, the longest of each. */
function names(node: PythonNode): readonly PythonNode[] {
  if (dottedParts(node) !== undefined) return [node];
  return node.named.flatMap(names);
}

/** What a name was given: its value, or for a function what it gives back. `ROUTERS.items` is `ROUTERS`. */
function definedAs(project: Project, module: Module, name: PythonNode): Value | undefined {
  const target = module.imports.resolve(name)?.target;
  const definition = target === undefined ? undefined : project.define(target);
  const owner = definition?.module ?? module;
  const node = definition?.node ?? (target === undefined ? ownNames(module).get(rootName(name) ?? '') : undefined);
  if (node === undefined) return undefined;
  if (node.type === 'assignment') {
    const right = childOf(node, 'right');
    return right && { module: owner, node: right };
  }
  return node.type === 'function_definition' ? { module: owner, node } : undefined;
}

/** The names of a loop with what each is given of an element: `router, prefix` of `(users_router, "/users")`. */
function boundTo(left: PythonNode, element: Value): ReadonlyMap<string, Value> {
  if (left.type === 'identifier') return new Map([[left.text, element]]);
  const parts =
    element.node.type === 'pair' || element.node.type === 'tuple' || element.node.type === 'list'
      ? element.node.named
      : [];
  const bound = new Map<string, Value>();
  left.named.forEach((name, index) => {
    const node = parts[index];
    if (node !== undefined && left.named.length === parts.length)
      for (const [key, value] of boundTo(name, { ...element, node })) bound.set(key, value);
  });
  return bound;
}

/** `prefix`, `each.prefix`, `each["prefix"]` or `each[1]` in the words of the element. */
function valueIn(bound: ReadonlyMap<string, Value>, node: PythonNode): Value | undefined {
  if (node.type === 'identifier') return bound.get(node.text);
  const of = childOf(node, node.type === 'attribute' ? 'object' : 'value');
  const whole = of === undefined || !['attribute', 'subscript'].includes(node.type) ? undefined : valueIn(bound, of);
  const key = childOf(node, node.type === 'attribute' ? 'attribute' : 'subscript');
  if (whole === undefined || key === undefined) return undefined;
  const found = partOf(whole.node, node.type === 'attribute' ? `"${key.text}"` : key.text);
  return found && { ...whole, node: found };
}

/** What a literal or a call holds under a key: a string for a dictionary or a keyword, a number for a tuple. */
function partOf(node: PythonNode, key: string): PythonNode | undefined {
  if (node.type === 'tuple' || node.type === 'list') return node.named[Number(key)];
  const isKey = (text: string | undefined): boolean => text?.replaceAll("'", '"') === key.replaceAll("'", '"');
  if (node.type === 'dictionary') {
    const pair = node.named.find((each) => each.type === 'pair' && isKey(childOf(each, 'key')?.text));
    return pair && childOf(pair, 'value');
  }
  const list = node.type === 'call' ? childOf(node, 'arguments') : undefined;
  const argument = list?.named.find((each) => isKey(`"${childOf(each, 'name')?.text}"`));
  return argument && childOf(argument, 'value');
}
