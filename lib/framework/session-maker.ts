/** What a session dependency opens its sessions with, so that tests can exchange the engine and leave the rest as it is. */
import type { Definition } from '../project/module.js';
import type { Project } from '../project/project.js';
import { calls } from '../python/find.js';
import { childOf, type PythonNode } from '../python/syntax.js';
import { targetOf } from './base-and-session.js';

/** A `sessionmaker`, or the name of an engine in the module of the dependency. */
export type SessionMaker = { readonly kind: 'sessionmaker' | 'engine'; readonly module: string; readonly name: string };

/** Nothing where the dependency does anything but opening one session of one of them. */
export function sessionMakerOf(dependency: Definition | undefined, project: Project): SessionMaker | undefined {
  if (dependency?.node.type !== 'function_definition' || dependency.rest.length > 0) return undefined;
  const { module, node } = dependency;
  const found = calls(node).flatMap(({ callee, positional, keywords }): readonly SessionMaker[] => {
    if (targetOf(module, callee) === 'sqlalchemy.orm.Session') {
      const engine = positional[0] ?? keywords.get('bind');
      return engine?.type === 'identifier' && targetOf(module, engine) !== undefined
        ? [{ kind: 'engine', module: module.module, name: engine.text }]
        : [];
    }
    const maker = makerOf(callee);
    const definition = maker === undefined ? undefined : project.define(targetOf(module, maker) ?? '');
    return definition !== undefined && isSessionMaker(definition)
      ? [{ kind: 'sessionmaker', module: definition.module.module, name: definition.name ?? maker?.text ?? '' }]
      : [];
  });
  return found.length === 1 ? found[0] : undefined;
}

/** `SessionLocal` of `SessionLocal()` and of `SessionLocal.begin()`. */
function makerOf(callee: PythonNode): PythonNode | undefined {
  if (callee.type === 'identifier') return callee;
  return callee.type === 'attribute' && childOf(callee, 'attribute')?.text === 'begin'
    ? childOf(callee, 'object')
    : undefined;
}

function isSessionMaker({ module, node }: Definition): boolean {
  const value = node.type === 'assignment' ? childOf(node, 'right') : undefined;
  const callee = value?.type === 'call' ? childOf(value, 'function') : undefined;
  return callee !== undefined && targetOf(module, callee) === 'sqlalchemy.orm.sessionmaker';
}
