/** The guards that the blueprint declares on its router and on its handlers. */
import { type Guard, guardReader, isSame, type Reader } from '../framework/guards.js';
import { type Handler, handlersOf, type Operation, recordHandlers, routerCall } from '../framework/handlers.js';
import { parametersOf } from '../python/find.js';
import { childOf } from '../python/syntax.js';
import type { BlueprintModules } from './blueprint-modules.js';
import type { Security } from './dimensions/security.js';
import type { HostReading } from './host-reading.js';

/** The handlers of the blueprint: those beside its routers, or of the routers that these include. */
export function blueprintHandlers({ routers, all }: BlueprintModules): readonly Handler[] {
  const own = routers.flatMap(handlersOf);
  return own.length > 0 ? own : all.flatMap(handlersOf);
}

export function securityOf({ host, modules, at }: HostReading, blueprint: BlueprintModules): Security {
  const all = blueprintHandlers(blueprint);
  const parameters = new Set(all.flatMap(({ path }) => [...(path ?? '').matchAll(/\{(\w+)/g)].map((each) => each[1])));
  const read = guardReader(at, modules, (name) => parameters.has(name));
  let isUnclear = false;
  const router = blueprint.routers.flatMap((module) =>
    host.gives
      .filter(({ path }) => path === module.path)
      .flatMap(({ name }) => {
        const given = routerCall(module, name)?.keywords.get('dependencies');
        if (given !== undefined && given.type !== 'list' && given.type !== 'tuple') isUnclear = true;
        return given === undefined ? [] : read.all(module, given);
      }),
  );
  const guarded = new Map(all.map((handler) => [handler, guardsOf(handler, read)]));
  const handlers = all.map((handler) => ({
    name: childOf(handler.node, 'name')?.text ?? '',
    method: handler.method,
    path: handler.path,
    guards: guarded.get(handler) ?? [],
  }));
  const common = commonOf(handlers);
  const kind = isUnclear ? 'unclear' : router.length > 0 ? 'router' : common.kind;
  const guards = kind === 'unclear' || kind === 'router' ? router : common.guards;
  const operations: Partial<Record<Operation, readonly Guard[]>> = {};
  for (const [operation, handler] of recordHandlers(all)) {
    const more = (guarded.get(handler) ?? []).filter(
      (each) => ![...guards, ...router].some((own) => isSame(own, each)),
    );
    if (more.length > 0) operations[operation] = more;
  }
  return { kind, guards, router, handlers, operations };
}

/** What the handlers have in common; where some are open, what most of the others have. */
function commonOf(handlers: Security['handlers']): Pick<Security, 'kind' | 'guards'> {
  const guarded = handlers.filter(({ guards }) => guards.length > 0);
  if (guarded.length === 0) return { kind: 'public', guards: [] };
  const count = (guard: Guard): number =>
    guarded.filter(({ guards }) => guards.some((each) => isSame(each, guard))).length;
  const each = guarded.flatMap(({ guards }) => guards);
  const common = each.filter((guard, index) => {
    return count(guard) === handlers.length && each.findIndex((other) => isSame(other, guard)) === index;
  });
  if (common.length > 0) return { kind: 'handlers', guards: common };
  let most = each[0];
  for (const guard of each) if (most === undefined || count(guard) > count(most)) most = guard;
  return { kind: 'mixed', guards: most === undefined ? [] : [most] };
}

function guardsOf({ module, keywords, node }: Handler, read: Reader): readonly Guard[] {
  const listed = keywords.get('dependencies');
  const found = [
    ...(listed === undefined ? [] : read.all(module, listed)),
    ...parametersOf(node).flatMap((parameter) => read.all(module, parameter)),
  ];
  return found.filter((guard, index) => found.findIndex((each) => isSame(each, guard)) === index);
}
