/** Inclusions in loops over routers: the elements that a loop goes through, and the values of its names in each turn. */
import type { Inclusion } from '../framework/inclusions.js';
import { type Module, ownNames } from '../project/module.js';
import type { Project } from '../project/project.js';
import { dottedParts } from '../python/find.js';
import { childOf, type PythonNode, walk } from '../python/syntax.js';
import { argumentFor, callsOf, functionWith } from './function-calls.js';
import { argumentNamed, attributeOf, entryOf, givenBackBy, givenTo, type Turn, type Value } from './values.js';

const DEEPEST = 6;

/** One turn of a loop; `element` is what it goes through then. */
export type LoopTurn = { readonly element: Value; readonly turn: Turn };

/** The loop around an inclusion that sets what is included. */
export function loopAround({ call, router }: Inclusion): PythonNode | undefined {
  // `include_router(**each)` has everything in what the loop sets.
  const given = router ?? childOf(call.node, 'arguments')?.named.find(({ type }) => type === 'dictionary_splat');
  const names = given === undefined ? [] : [...walk(given)].filter(({ type }) => type === 'identifier');
  for (let at: PythonNode | undefined = call.node.parent; at !== undefined; at = at.parent) {
    if (at.type === 'function_definition' || at.type === 'class_definition') return undefined;
    const loop = at.type === 'for_statement' ? at : at.named.find(({ type }) => type === 'for_in_clause');
    const sets = loop && setsIn(loop);
    if (sets !== undefined && names.some(({ text }) => sets.has(text))) return loop;
  }
  return undefined;
}

/** The names that a loop sets: its own, and what its body assigns. */
function setsIn(loop: PythonNode): ReadonlySet<string> {
  const body = childOf(loop, 'body');
  const left = [...walk(childOf(loop, 'left') ?? loop)].filter(({ type }) => type === 'identifier');
  const assigned = body === undefined ? [] : [...walk(body)].filter(({ type }) => type === 'assignment');
  const names = assigned.flatMap((each) => [...walk(childOf(each, 'left') ?? each)]);
  return new Set([...left, ...names.filter(({ type }) => type === 'identifier')].map(({ text }) => text));
}

/** The turns of a loop, as far as what it goes through is written down. */
export function turnsOf(
  project: Project,
  reached: readonly Module[],
  module: Module,
  loop: PythonNode,
): readonly LoopTurn[] {
  const iterated = childOf(loop, 'right');
  const left = childOf(loop, 'left');
  if (iterated === undefined || left === undefined) return [];
  return elementsOf(project, reached, { module, node: iterated }, DEEPEST).map((element) => {
    const bound = boundTo(left, element);
    return { element, turn: (node) => valueIn(project, bound, node) };
  });
}

/** The elements of a list, a tuple, a set, a dictionary or a sum of such, by whatever name it goes. */
function elementsOf(project: Project, reached: readonly Module[], value: Value, depth: number): readonly Value[] {
  const { module, node } = value;
  const on = (next: Value | undefined): readonly Value[] =>
    next === undefined ? [] : elementsOf(project, reached, next, depth - 1);
  const inner = (each: PythonNode | undefined): readonly Value[] => on(each && { module, node: each });
  if (depth === 0) return [];
  switch (node.type) {
    case 'list':
    case 'tuple':
    case 'set':
    case 'expression_list':
    case 'dictionary':
      return node.named.flatMap((each) => {
        if (each.type === 'comment') return [];
        return each.type === 'list_splat' ? inner(each.named[0]) : [{ module, node: each }];
      });
    case 'parenthesized_expression':
      return inner(node.named[0]);
    case 'binary_operator':
      return [...inner(childOf(node, 'left')), ...inner(childOf(node, 'right'))];
    case 'function_definition':
      return on(givenBackBy(value));
    case 'call':
      return elementsOfCall(project, value, on);
    default: {
      const [first] = dottedParts(node) ?? [];
      const scope = first === undefined ? undefined : functionWith(node, first);
      if (scope === undefined || dottedParts(node)?.length !== 1) return on(givenTo(project, value));
      // A list that a function is given: that of each of its calls.
      const owner = { module, node: scope };
      return callsOf(project, reached, owner).flatMap((frame) => on(argumentFor(owner, first ?? '', frame)));
    }
  }
}

const PASSING = /^(?:list|tuple|set|sorted|reversed)$/;

function elementsOfCall(
  project: Project,
  { module, node }: Value,
  on: (next: Value | undefined) => readonly Value[],
): readonly Value[] {
  const callee = childOf(node, 'function');
  const object = callee?.type === 'attribute' ? childOf(callee, 'object') : undefined;
  const method = callee && object && childOf(callee, 'attribute')?.text;
  if (object !== undefined && (method === 'items' || method === 'values' || method === 'keys')) {
    const pairs = on({ module, node: object });
    if (method === 'items') return pairs;
    const field = method === 'values' ? 'value' : 'key';
    return pairs.flatMap((pair) => {
      const part = pair.node.type === 'pair' ? childOf(pair.node, field) : undefined;
      return part === undefined ? [] : [{ ...pair, node: part }];
    });
  }
  if (callee === undefined) return [];
  const given = childOf(node, 'arguments')?.named[0];
  if (PASSING.test(callee.text)) return on(given && { module, node: given });
  const own = ownNames(module).get(callee.text);
  return on(own === undefined ? givenTo(project, { module, node: callee }) : { module, node: own });
}

/** The names of a loop with what each is given of an element: `router, prefix` of `(users_router, "/users")`. */
function boundTo(left: PythonNode, element: Value): ReadonlyMap<string, Value> {
  if (left.type === 'identifier') return new Map([[left.text, element]]);
  const { type } = element.node;
  const parts =
    type === 'pair' || type === 'tuple' || type === 'list'
      ? element.node.named.filter((each) => each.type !== 'comment')
      : [];
  const names = left.named.filter((each) => each.type !== 'comment');
  const bound = new Map<string, Value>();
  names.forEach((name, index) => {
    const node = parts[index];
    if (node === undefined || names.length !== parts.length) return;
    for (const [key, value] of boundTo(name, { ...element, node })) bound.set(key, value);
  });
  return bound;
}

/** `prefix`, `each.prefix`, `each["prefix"]` or `each[1]` in the words of the element. */
function valueIn(project: Project, bound: ReadonlyMap<string, Value>, node: PythonNode): Value | undefined {
  if (node.type === 'identifier') return bound.get(node.text);
  if (node.type !== 'attribute' && node.type !== 'subscript') return undefined;
  const of = childOf(node, node.type === 'attribute' ? 'object' : 'value');
  const whole = of && valueIn(project, bound, of);
  const key = childOf(node, node.type === 'attribute' ? 'attribute' : 'subscript');
  if (whole === undefined || key === undefined) return undefined;
  if (node.type === 'subscript') return entryOf(whole, key.text);
  const argument = whole.node.type === 'call' ? argumentNamed(whole.node, key.text) : undefined;
  return argument === undefined ? attributeOf(project, whole, key.text) : { ...whole, node: argument };
}
