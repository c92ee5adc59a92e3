/** What a host includes above the place of its packages' routers: path, guards, and the routes beside them. */
import { relative } from 'node:path';
import type { Backend } from '../backend/backend.js';
import { type Guard, readGuards } from '../framework/guards.js';
import type { Module } from '../project/module.js';
import { mountOf, type Wanted } from './mount.js';
import { type HostRoute, hostRoutes, type Order, orderOf } from './routes.js';

/** What is above the place, and the routes beside it. */
type AboveRouters = {
  readonly mount: string | undefined;
  readonly guards: readonly Guard[];
  readonly routes: () => readonly HostRoute[];
  readonly order: Order | undefined;
};

export function mountAt(
  { modules, reached, app }: Backend,
  project: string,
  file: { readonly path: string; readonly importer?: string } | undefined,
  wanted: Wanted,
): AboveRouters {
  const routes = (): readonly HostRoute[] => hostRoutes(modules, reached, app.path);
  const place = file && modules.at(file.importer ?? file.path);
  if (place === undefined) return { mount: undefined, guards: [], routes, order: undefined };
  const { prefix, dependencies } = mountOf(modules, reached, place, wanted);
  const at = ({ path }: Module, line: number): string => `${relative(project, path)}:${line}`;
  const order = orderOf(modules, reached, place.path, wanted.isOurs);
  return { mount: prefix, guards: readGuards(modules, dependencies, at), routes, order };
}
