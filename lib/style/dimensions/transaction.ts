/** Who ends a write: the package commits, or it flushes because the session's dependency commits when the request ends. */
import { targetOf } from '../../framework/base-and-session.js';
import type { HostFunction } from '../../framework/host-classes.js';
import { sessionCallsIn } from '../../framework/session-calls.js';
import type { Definition } from '../../project/module.js';
import { calls } from '../../python/find.js';
import { type PythonNode, walk } from '../../python/syntax.js';
import { type Dimension, oneOf } from '../dimension.js';
import type { HostReading } from '../host-reading.js';
import { operationChains } from '../operation-chains.js';
import { unitOfWork } from '../units-of-work.js';

export type Transaction = 'commit' | 'flush';

export const transaction: Dimension<Transaction> = {
  id: 'transaction',
  default: 'commit',
  learn(host) {
    const definition = host.session?.definition;
    if (definition === undefined) return undefined;
    // What a unit of work commits, its repositories only flush.
    if (unitOfWork(host) !== undefined) return { value: 'flush', at: host.at(definition.module, definition.node.line) };
    const owner = ownerOf(host, definition, 0);
    const request = /\brequest\.(?:state|scope|app)\b/.exec(definition.node.text)?.[0];
    if (owner === undefined && request !== undefined && commitOf(host) === undefined) {
      return {
        id: 'transaction-unclear',
        status: 3,
        at: host.place(definition.module, definition.node.line),
        reason: `The session comes from ${request}, and neither this dependency nor the blueprint commits it.`,
        hint: 'Pin in pyproject.toml who does: transaction = "commit" or "flush" below [tool.backend-package].',
      };
    }
    if (owner === undefined) return { value: 'commit', at: host.at(definition.module, definition.node.line) };
    const at = host.at(owner.module, owner.line);
    // A session that may be committed twice follows the blueprint; one inside `begin()` must not be committed at all.
    const commits = owner.isClosed ? undefined : commitOf(host);
    return commits === undefined ? { value: 'flush', at } : { value: 'commit', at: commits };
  },
  pin: oneOf('commit', 'flush'),
};

type Owner = { readonly module: Definition['module']; readonly line: number; readonly isClosed: boolean };

/** Where the way to the session commits: `begin()`, a `commit()`, or the same in what the dependency uses. */
function ownerOf(host: HostReading, definition: Definition, depth: number): Owner | undefined {
  const { module, node } = definition;
  if (depth > 4 || node.type === 'module') return undefined;
  for (const { node: call, callee } of calls(node)) {
    const isBegin = /\.begin(?:_nested)?$/.test(callee.text) && isManaged(call);
    if (isBegin) return { module, line: call.line, isClosed: true };
    if (/\.commit$/.test(callee.text)) return { module, line: call.line, isClosed: false };
  }
  const named = [...walk(node)].filter(({ type }) => type === 'identifier' || type === 'attribute');
  for (const each of named) {
    const target = targetOf(module, each);
    const next = target === undefined ? undefined : host.modules.define(target);
    if (next === undefined || next.node === node || !/^(?:function|class)_definition$/.test(next.node.type)) continue;
    const owner = ownerOf(host, next, depth + 1);
    if (owner !== undefined) return owner;
  }
  return undefined;
}

/** Whether a call is what a `with` enters. */
function isManaged(call: PythonNode): boolean {
  for (let at = call.parent; at !== undefined; at = at.parent) {
    if (at.type === 'with_item' || at.type === 'as_pattern') return true;
    if (at.type === 'block') return false;
  }
  return false;
}

/** Where the blueprint commits itself; where it only flushes what is written of its records, what it commits elsewhere is another matter. */
function commitOf(host: HostReading): string | undefined {
  const { blueprint, at } = host;
  const writes = writesOf(host);
  const isCommitted = writes.some(({ node }) => commitIn(node) !== undefined);
  if (!isCommitted && writes.some(({ node }) => sessionCallsIn(node).some(({ method }) => method === 'flush'))) {
    return undefined;
  }
  for (const module of blueprint?.all ?? []) {
    if (!module.source.includes('.commit(')) continue;
    const call = commitIn(module.tree.root);
    if (call !== undefined) return at(module, call.line);
  }
  return undefined;
}

const commitIn = (node: PythonNode): PythonNode | undefined =>
  calls(node).find(({ callee }) => /\.commit$/.test(callee.text))?.node;

/** The functions that create, update and delete the blueprint's records. */
function writesOf(host: HostReading): readonly HostFunction[] {
  const chains = operationChains(host);
  return (['create', 'update', 'delete'] as const).flatMap((operation) => {
    const chain = chains.get(operation);
    return chain === undefined ? [] : [chain.handler, ...chain.links.map(({ target }) => target), chain.bottom];
  });
}
