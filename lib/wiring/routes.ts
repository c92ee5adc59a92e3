/** The routes that an application has already: those whose whole path is written down, and which comes first. */
import { type Handler, handlersOf } from '../framework/handlers.js';
import type { Module } from '../project/module.js';
import type { World } from './inclusion-steps.js';
import { originOf } from './origins.js';
import { type CallPlace, type Way, waysBelow } from './ways.js';

/** The app by the call that makes it, and the places at which the routers below are included and the route is made. */
export type Order = readonly CallPlace[];

export type HostRoute = {
  readonly methods: readonly string[];
  readonly path: string;
  readonly module: Module;
  readonly line: number;
  readonly order: Order;
};

/** Every route of the application whose path is known for certain, once for each way to it. */
export function hostRoutes(world: World): readonly HostRoute[] {
  return world.reached.flatMap((module) => {
    const known = new Map<string, readonly Way[]>();
    return handlersOf(module).flatMap((handler): readonly HostRoute[] => {
      const { router, path, method, decorator } = handler;
      if (path === undefined || method === 'websocket') return [];
      const ways = known.get(router) ?? waysOf(world, handler);
      known.set(router, ways);
      const { line } = decorator;
      return ways.flatMap((way) => {
        if (way.prefix === undefined) return [];
        const order = [...orderOf(way), { path: module.path, at: decorator.start }];
        return [{ methods: methodsOf(handler), path: way.prefix + path, module, line, order }];
      });
    });
  });
}

function waysOf(world: World, { module, object }: Handler): readonly Way[] {
  const router = originOf(world.project, { module, node: object });
  return router === undefined ? [] : waysBelow(world, router);
}

export function orderOf({ app, places }: Way): Order {
  return [{ path: `${app.module.path} ${app.made.start}`, at: 0 }, ...places];
}

/** Whether both are below the same app. */
export function haveOneApp([one]: Order, [other]: Order): boolean {
  return one !== undefined && one.path === other?.path;
}

/** Whether one thing comes before another; nothing where they do not meet in one file. */
export function comesBefore(one: Order, other: Order): boolean | undefined {
  const index = one.findIndex(({ path, at }, each) => other[each]?.path !== path || other[each]?.at !== at);
  const [mine, theirs] = [one[index], other[index]];
  return mine === undefined || mine.path !== theirs?.path ? undefined : mine.at < theirs.at;
}

function methodsOf({ method, keywords }: Handler): readonly string[] {
  if (method !== 'api_route' && method !== 'route') return [method];
  return [...(keywords.get('methods')?.text ?? '"get"').matchAll(/["'](\w+)["']/g)].map(([, each = '']) =>
    each.toLowerCase(),
  );
}
