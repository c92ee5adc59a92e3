/** The prefix and the dependencies among the arguments of a call. */
import type { Module } from '../project/module.js';
import type { Project } from '../project/project.js';
import type { Call } from '../python/find.js';
import { childOf } from '../python/syntax.js';
import { type Dependencies, dependenciesIn } from './dependency-lists.js';
import { pathText } from './path-text.js';
import { entryOf, givenTo, type Turn, type Value } from './values.js';

/** A call, and the values of names in it. */
type CallInTurn = { readonly module: Module; readonly call: Call; readonly turn: Turn };

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
export function argumentIn(project: Project, { module, call, turn }: CallInTurn, name: string): Argument {
  const node = call.keywords.get(name);
  if (node !== undefined) return { value: { module, node } };
  const spread = childOf(call.node, 'arguments')?.named.filter(({ type }) => type === 'dictionary_splat') ?? [];
  for (const each of spread) {
    const inner = each.named[0];
    const value = inner && (turn(inner) ?? givenTo(project, { module, node: inner }) ?? { module, node: inner });
    if (value?.node.type !== 'dictionary') return { hidden: { module, node: each } };
    const entry = entryOf(value, `"${name}"`);
    if (entry !== undefined) return { value: entry };
  }
  return NOTHING;
}
