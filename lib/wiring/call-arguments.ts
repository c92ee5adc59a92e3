/** The prefix and the dependencies among the arguments of a call. */
import type { Module } from '../project/module.js';
import type { Project } from '../project/project.js';
import { type Call, isVariable, parametersOf } from '../python/find.js';
import { childOf, type PythonNode, walk } from '../python/syntax.js';
import { type Dependencies, dependenciesIn } from './dependency-lists.js';
import { callsOf } from './function-calls.js';
import { pathText } from './path-text.js';
import { entryOf, givenTo, type Turn, type Value } from './values.js';

/** A call, and the values of names in it. */
type CallInTurn = {
  readonly module: Module;
  readonly call: Call;
  readonly turn: Turn;
  /** The modules in which a function around the call may be called. */
  readonly reached: readonly Module[];
};

export type GivenByCall = {
  readonly prefix: string | undefined;
  /** What of the prefix is not written down. */
  readonly unread: readonly Value[];
  readonly dependencies: Dependencies;
};

/** An argument of a call; `hidden` is what may bring it and cannot be read. */
type Argument = { readonly value?: Value | undefined; readonly hidden?: Value | undefined };

export const NOTHING: Argument = {};

export function readGiven(project: Project, prefix: Argument, dependencies: Argument, turn: Turn): GivenByCall {
  const text = prefix.hidden === undefined ? textOf(project, prefix.value, turn) : undefined;
  const place = prefix.hidden ?? prefix.value;
  const listed = dependenciesIn(project, dependencies.value, turn);
  const hidden = dependencies.hidden === undefined ? [] : [dependencies.hidden];
  return {
    prefix: text,
    unread: text === undefined && place !== undefined ? [place] : [],
    dependencies: { read: listed.read, unread: [...listed.unread, ...hidden] },
  };
}

function textOf(project: Project, value: Value | undefined, turn: Turn): string | undefined {
  return value === undefined ? '' : pathText(project, value.module, value.node, turn);
}

/** What a call is given under a name, in a dictionary that is spread into it, too. */
export function argumentIn(project: Project, { module, call, turn, reached }: CallInTurn, name: string): Argument {
  const node = call.keywords.get(name);
  if (node !== undefined) return { value: { module, node } };
  const spread = childOf(call.node, 'arguments')?.named.filter(({ type }) => type === 'dictionary_splat') ?? [];
  for (const each of spread) {
    const inner = each.named[0];
    const value = inner && (turn(inner) ?? givenTo(project, { module, node: inner }) ?? { module, node: inner });
    if (inner !== undefined && isRestWithout(project, reached, { module, node: inner }, name)) continue;
    if (value?.node.type !== 'dictionary') return { hidden: { module, node: each } };
    const entry = entryOf(value, `"${name}"`);
    if (entry !== undefined) return { value: entry };
  }
  return NOTHING;
}

/** Whether what a function is given besides, `**kwargs`, has nothing of a name: no call gives it, and nothing is put into it. */
function isRestWithout(project: Project, reached: readonly Module[], { module, node }: Value, name: string): boolean {
  const scope = functionWithRest(node);
  if (scope === undefined) return false;
  const frames = callsOf(project, reached, { module, node: scope });
  const isLeft = frames.every(
    ({ call }) => !call.keywords.has(name) && !/\*\*/.test(childOf(call.node, 'arguments')?.text ?? ''),
  );
  const uses = [...walk(childOf(scope, 'body') ?? scope)].filter((each) => each.text === node.text && isVariable(each));
  return frames.length > 0 && isLeft && uses.every((use) => putsIn(project, module, use)?.includes(name) === false);
}

function functionWithRest(node: PythonNode): PythonNode | undefined {
  for (let scope = node.parent; scope !== undefined; scope = scope.parent) {
    const isRest = (each: PythonNode): boolean => new RegExp(`^\\*\\*\\s*${node.text}\\b`).test(each.text);
    if (scope.type === 'function_definition' && parametersOf(scope).some(isRest)) return scope;
  }
  return undefined;
}

/** The keys that a use of a dictionary puts into it: none where it is spread; nothing where they are not seen. */
function putsIn(project: Project, module: Module, { parent }: PythonNode): readonly string[] | undefined {
  if (parent?.type === 'dictionary_splat') return [];
  const call = parent?.type === 'attribute' && /\.update$/.test(parent.text) ? parent.parent : undefined;
  const [given, ...others] = call === undefined ? [] : (childOf(call, 'arguments')?.named ?? []);
  if (given === undefined || others.length > 0) return undefined;
  const value = given.type === 'dictionary' ? { module, node: given } : givenTo(project, { module, node: given });
  const pairs = value?.node.type === 'dictionary' ? value.node.named : undefined;
  const keys = pairs?.map((each) => /^["'](\w+)["']$/.exec(childOf(each, 'key')?.text ?? '')?.[1]);
  return keys?.includes(undefined) ? undefined : keys?.flatMap((each) => each ?? []);
}
