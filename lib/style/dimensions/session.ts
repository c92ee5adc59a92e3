/** The dependency that yields a `Session` or an `AsyncSession`. An asynchronous one from elsewhere is refused. */
import type { SessionSource } from '../../framework/base-and-session.js';
import { isContainerMark, sessionAmongOthers, sessionImport } from '../../framework/session-dependency.js';
import { isAsyncName, opensSyncSessions, yieldsAsyncSession } from '../../framework/session-maker.js';
import type { Module } from '../../project/module.js';
import { childOf, type PythonNode } from '../../python/syntax.js';
import type { Refusal } from '../../refusal.js';
import { type Dimension, refuse } from '../dimension.js';
import type { HostReading } from '../host-reading.js';
import { sourcePin } from '../source-pin.js';
import { whereItIs } from '../without-base.js';
import { sourceProblem } from './base.js';

export const session: Dimension<SessionSource> = {
  id: 'session',
  default: { module: 'app.core.db', name: 'get_db' },
  learn(host) {
    const { session: found, blueprint, shown } = host;
    const asynchronous =
      (found === undefined ? containerProblem(host) : undefined) ?? amongOthers(host) ?? asyncProblem(host);
    if (asynchronous !== undefined) return asynchronous;
    // A host whose base is missing too is told so by that dimension.
    if (found === undefined && host.base === undefined) return undefined;
    if (found === undefined) {
      const { text, hint } = whereItIs(host);
      return {
        id: 'session-missing',
        status: 3,
        reason: `${blueprint?.where ?? shown(host.host.packages)} shows no dependency that brings a database session.${text}`,
        ...hint,
      };
    }
    const problem = sourceProblem(host, found, 'session');
    return problem ?? { value: found.source, at: host.at(found.module, found.line) };
  },
  pin: sourcePin('app.core.db:get_db'),
};

/** Objects that a container makes: `Depends(Provide[Container.user_service])`. The new package would have to be in it. */
function containerProblem({ blueprint, place }: HostReading): Refusal | undefined {
  for (const module of blueprint?.all ?? []) {
    const provided = module.imports.bindings.find(({ path }) => isContainerMark(path));
    if (provided === undefined) continue;
    return {
      id: 'session-container',
      status: 3,
      at: place(module, provided.statement.line),
      reason:
        "The blueprint takes what it calls from a container of dependency-injector. This version does not put a new package's repository and service into it.",
    };
  }
  return undefined;
}

/** A session that handlers unpack from what a guard gives them with the current user. */
function amongOthers({ blueprint, modules, place }: HostReading): Refusal | undefined {
  if (blueprint === undefined || sessionImport(blueprint.routers, modules) !== undefined) return undefined;
  const found = sessionAmongOthers(blueprint.routers, modules);
  return (
    found &&
    refuse(
      'session-among-others',
      place(found.module, found.line),
      `${found.on}, which gives the session as one of several`,
    )
  );
}

/** An asynchronous session that no dependency is seen to yield, wherever it is: in the blueprint, and where the base and the session are defined. */
function asyncProblem({ blueprint, base, session: found, modules, place }: HostReading): Refusal | undefined {
  if (yieldsAsyncSession(found?.definition, modules)) return undefined;
  // A host that has both kinds: what the blueprint depends on says which of them it uses.
  if (blueprint !== undefined && opensSyncSessions(found?.definition, modules)) return undefined;
  const unseen =
    found === undefined
      ? 'an async session that no dependency of the blueprint brings'
      : `an async session, and ${found.source.name} is not seen to open or to return an AsyncSession`;
  const defining = [found, base].flatMap((each) => each?.definition?.module ?? []);
  for (const module of new Set<Module>([...(blueprint?.all ?? []), ...defining])) {
    const used = module.imports.bindings.find(({ path }) => isAsyncName(path));
    if (used !== undefined) return refuse('session-async', place(module, used.statement.line), unseen);
  }
  const definition = found?.definition;
  if (definition === undefined || !isAsync(definition.node)) return undefined;
  const type = childOf(definition.node, 'return_type')?.text ?? '';
  const isOther = type !== '' && !/Session|Generator|Iterat/.test(type);
  const what = isOther ? `${found?.source.name ?? ''}, which gives ${type} and no session of SQLAlchemy` : unseen;
  return refuse('session-async', place(definition.module, definition.node.line), what);
}

function isAsync(node: PythonNode): boolean {
  return node.type === 'function_definition' && node.children[0]?.type === 'async';
}
