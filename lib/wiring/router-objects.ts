/** The router objects of a package that the host uses. */
import { basename } from 'node:path';
import type { Backend } from '../backend/backend.js';
import { ROUTER_WORD, routersIn } from '../framework/routers.js';
import type { Module } from '../project/module.js';

/** A router object by the file and the name under which it is defined. */
export type RouterObject = { readonly path: string; readonly module: string; readonly name: string };

/** The router objects of a package that are used, or those that its router modules define. */
export function routerObjectsOf({ uses, modules, features }: Backend, feature: string): readonly RouterObject[] {
  const used = uses.filter((use) => use.feature === feature).map(({ definition }) => definition);
  const paths = used.length > 0 ? [] : modules.mentioning(feature, ROUTER_WORD);
  const found = new Map<string, RouterObject>();
  const add = ({ path, module }: Module, name: string): void => {
    found.set(`${path} ${name}`, { path, module, name });
  };
  for (const { module, name } of used) {
    if (name !== undefined) add(module, name);
    else for (const own of routersIn(module)) add(module, own);
  }
  for (const path of paths) {
    const module =
      features.of(path) === feature && features.isRouterPlace(feature, path) ? modules.at(path) : undefined;
    if (module !== undefined) for (const own of routersIn(module)) add(module, own);
  }
  // A router that is called after the package, or just that, speaks for it; `auth_router` beside it does not.
  const stem = basename(feature).replace(/s$/, '');
  const rank = ({ name }: RouterObject): number => (name.includes(stem) ? 0 : /^(?:api_?)?router$/i.test(name) ? 1 : 2);
  return [...found.values()].sort((left, right) => rank(left) - rank(right));
}
