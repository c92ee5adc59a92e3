/** What handlers read of who calls: `user["id"]`, `user.get("id")`, `current_user.id`. */
import { guardReader, isSame } from '../framework/guards.js';
import { parametersOfHandler } from '../framework/handler-parameters.js';
import type { HostFiles } from '../project/files.js';
import type { Module } from '../project/module.js';
import { assignments, isVariable } from '../python/find.js';
import { childOf, type PythonNode, walk } from '../python/syntax.js';
import type { Host } from '../wiring/host.js';
import { stepOf } from './caller-member.js';
import { type Caller, type CallerKey, handlersIn } from './caller-of.js';
import { readHost } from './host-reading.js';

export type CallerRead = CallerKey & {
  readonly module: Module;
  /** The expression, and each use of a variable that holds it alone. */
  readonly uses: readonly PythonNode[];
};

/** Every part that a handler reads of a caller which its parameters give. */
export function callerReads(files: HostFiles, host: Host, caller: Caller): readonly CallerRead[] {
  const { modules, at } = readHost(files, host, host.code, {});
  const { all } = guardReader(at, modules);
  return handlersIn(modules).flatMap(({ module, node }) => {
    const body = childOf(node, 'body');
    const names = parametersOfHandler(module, node, modules)
      .filter((parameter) => all(module, parameter.node).some((guard) => isSame(guard, caller)))
      .map(({ name }) => name);
    return body === undefined ? [] : names.flatMap((name) => readsIn(module, body, name));
  });
}

function readsIn(module: Module, body: PythonNode, name: string): readonly CallerRead[] {
  const held = assignments(body);
  return [...walk(body)].flatMap((node) => {
    const step = stepOf(node);
    if (step?.object.type !== 'identifier' || step.object.text !== name) return [];
    const variables = held.filter(({ value }) => value === node).map((each) => each.name);
    const uses = [...walk(body)].filter((each) => isVariable(each) && variables.includes(each.text));
    const isCalled = node.type === 'call';
    return { module, kind: step.kind, name: step.name, isCalled, uses: [node, ...uses] };
  });
}
