/** Where a host serves the router that is followed, and where it will serve the one of a new package. */
import type { AppName } from '../backend/app-search.js';
import { type Backend, reachAgain } from '../backend/backend.js';
import type { RouterReference } from '../backend/router-references.js';
import { findInclusions } from '../framework/inclusions.js';
import type { ModuleFile } from '../project/paths.js';
import type { Project } from '../project/project.js';
import { childOf } from '../python/syntax.js';
import { openWorld } from './inclusion-steps.js';
import { originNamed, originOf } from './origins.js';
import type { RouterObject } from './router-objects.js';
import { type HostRoute, hostRoutes } from './routes.js';
import { type Served, servedOn } from './served.js';
import type { Value } from './values.js';
import { waysBelow, waysTo } from './ways.js';

/** What is known of a host before its ways are. */
type KnownHost = { readonly app: ModuleFile; readonly appName: AppName | undefined; readonly project: string };

/** The ways to the first of the blueprint's routers that is included. */
export function servedBlueprint(
  { modules, reached, uses, discovery }: Backend,
  routerObjects: readonly RouterObject[],
  feature: string,
  { appName, project }: KnownHost,
): readonly Served[] {
  const world = openWorld(modules, reached);
  const named = namesOf(uses, feature);
  const isFound = discovery !== undefined;
  for (const { path, name } of routerObjects) {
    const module = modules.at(path);
    const router = module && originNamed(modules, module, name);
    const ways = router === undefined ? [] : waysTo(world, router, { named, isFound });
    if (ways.length > 0) return servedOn(modules, ways, appName, project);
  }
  return [];
}

/** The ways to what an object includes. */
export function servedReceiver(
  { modules, reached }: Backend,
  path: string,
  receiver: string | undefined,
  { appName, project }: KnownHost,
): readonly Served[] {
  const module = modules.at(path);
  if (module === undefined || receiver === undefined) return [];
  const including = findInclusions(module.tree, module.imports).find((each) => each.receiver === receiver);
  const node = including && childOf(including.call.callee, 'object');
  const origin = node === undefined ? originNamed(modules, module, receiver) : originOf(modules, { module, node });
  if (origin === undefined) return [];
  return servedOn(modules, waysBelow(openWorld(modules, reached), origin), appName, project);
}

/** Where a router is served, and every route of the application. */
export type ServedAfter = { readonly served: readonly Served[]; readonly routes: () => readonly HostRoute[] };

/** The same of a new package, in the host with all edits. */
export function servedAfter(
  host: KnownHost & { readonly nothing: { readonly routers: unknown }; readonly byLayer: unknown },
  after: Project,
  { path, name }: { readonly path: string; readonly name: string },
): ServedAfter {
  const { app, appName, project, nothing, byLayer } = host;
  const found = reachAgain(after, app.path, byLayer === undefined ? 'folders' : 'layers');
  const module = after.at(path);
  const router = module && originNamed(after, module, name);
  if (found === undefined || router === undefined) return { served: [], routes: () => [] };
  const { reached, uses, features } = found;
  const world = openWorld(after, reached);
  const named = namesOf(uses, features.of(path));
  const ways = waysTo(world, router, { named, isFound: nothing.routers !== undefined });
  return { served: servedOn(after, ways, appName, project), routes: () => hostRoutes(world) };
}

/** Every route of the application as it is, and the feature that a file is of. */
export function routesKnown(host: KnownHost & { readonly code: Project; readonly byLayer: unknown }): {
  readonly routes: readonly HostRoute[];
  readonly featureOf: (path: string) => string | undefined;
} {
  const found = reachAgain(host.code, host.app.path, host.byLayer === undefined ? 'folders' : 'layers');
  if (found === undefined) return { routes: [], featureOf: () => undefined };
  const { features } = found;
  return { routes: hostRoutes(openWorld(host.code, found.reached)), featureOf: (path) => features.of(path) };
}

/** The strings that name a package where it is imported by name. */
function namesOf(uses: readonly RouterReference[], feature: string | undefined): readonly Value[] {
  return uses.filter((use) => use.isString && use.feature === feature);
}
