import type { Modules } from '../project/modules.js';
import { parametersOf } from '../python/find.js';
import { childOf } from '../python/syntax.js';
import type { Parts } from './blueprint-modules.js';
import { type Guard, guardReader, isSame, type Reader } from './guards.js';
import { type Handler, handlersOf, routerCall } from './prefix-and-tags.js';

export type HandlerSecurity = {
  readonly name: string;
  readonly method: string;
  readonly path: string | undefined;
  readonly guards: readonly Guard[];
};

/**
 * `public`: nothing is guarded. `router`: the router is, whatever the handlers add. `handlers`: every handler is, and
 * `guards` are what all of them have. `mixed`: some handlers are open; `guards` is what most of the others have.
 * `unclear`: dependencies that cannot be read (`at` them).
 */
export type Security = {
  readonly kind: 'public' | 'router' | 'handlers' | 'mixed' | 'unclear';
  readonly guards: readonly Guard[];
  readonly router: readonly Guard[];
  readonly handlers: readonly HandlerSecurity[];
};

/** The authentication that the blueprint declares on its router and on its handlers. */
export function securityOf(
  parts: Parts,
  gives: readonly { readonly path: string; readonly name: string }[],
  modules: Modules,
): Security {
  const read = guardReader(parts, modules);
  let isUnclear = false;
  const router = parts.routers.flatMap((module) =>
    gives
      .filter(({ path }) => path === module.path)
      .flatMap(({ name }) => {
        const given = routerCall(module, name)?.keywords.get('dependencies');
        if (given !== undefined && given.type !== 'list' && given.type !== 'tuple') isUnclear = true;
        return given === undefined ? [] : read.all(module, given);
      }),
  );
  const handlers = parts.routers.flatMap(handlersOf).map((handler) => ({
    name: childOf(handler.node, 'name')?.text ?? '',
    method: handler.method,
    path: handler.path,
    guards: guardsOf(handler, read),
  }));
  if (isUnclear) return { kind: 'unclear', guards: router, router, handlers };
  if (router.length > 0) return { kind: 'router', guards: router, router, handlers };
  const guarded = handlers.filter(({ guards }) => guards.length > 0);
  if (guarded.length === 0) return { kind: 'public', guards: [], router, handlers };
  const count = (guard: Guard): number =>
    guarded.filter(({ guards }) => guards.some((each) => isSame(each, guard))).length;
  const each = guarded.flatMap(({ guards }) => guards);
  const common = each.filter((guard, index) => {
    return count(guard) === handlers.length && each.findIndex((other) => isSame(other, guard)) === index;
  });
  if (common.length > 0) return { kind: 'handlers', guards: common, router, handlers };
  let most = each[0];
  for (const guard of each) if (most === undefined || count(guard) > count(most)) most = guard;
  return { kind: 'mixed', guards: most === undefined ? [] : [most], router, handlers };
}

function guardsOf({ module, keywords, node }: Handler, read: Reader): readonly Guard[] {
  const listed = keywords.get('dependencies');
  const found = [
    ...(listed === undefined ? [] : read.all(module, listed)),
    ...parametersOf(node).flatMap((parameter) => read.all(module, parameter)),
  ];
  return found.filter((guard, index) => found.findIndex((each) => isSame(each, guard)) === index);
}
