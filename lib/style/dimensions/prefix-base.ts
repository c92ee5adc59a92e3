/** What the blueprint's router, or each of its paths, has before what is its own: `/api/v1` of `/api/v1/users`. */
import { handlersOf, routerCall } from '../../framework/handlers.js';
import { singular, snakeCase } from '../../naming/names.js';
import type { BlueprintModules } from '../blueprint-modules.js';
import type { Dimension, Learned } from '../dimension.js';
import type { HostReading } from '../host-reading.js';

export const prefixBase: Dimension<string> = {
  id: 'prefix-base',
  default: '',
  learn({ blueprint, host, at }) {
    for (const module of blueprint?.routers ?? []) {
      for (const { name } of host.routerObjects.filter(({ path }) => path === module.path)) {
        const prefix = routerCall(module, name)?.keywords.get('prefix');
        const base = /^["']((?:\/[\w.-]+)+)\/[\w-]+\/?["']$/.exec(prefix?.text ?? '')?.[1];
        if (prefix !== undefined && base !== undefined) return { value: base, at: at(module, prefix.line) };
      }
    }
    return blueprint && inPaths(blueprint, at);
  },
};

/** The same of paths that are whole in the decorators: `/api` of `/api/users` and `/api/users/{user_id}`. */
function inPaths({ name, routers }: BlueprintModules, at: HostReading['at']): Learned<string> | undefined {
  const bases = routers.flatMap(handlersOf).map(({ path }) => {
    const words = (path ?? '').split('/');
    const own = words.findIndex((word) => singular(snakeCase(word)) === singular(snakeCase(name)));
    return own < 1 ? '' : words.slice(0, own).join('/');
  });
  const [base = ''] = bases;
  const [module] = routers;
  return base === '' || module === undefined || bases.some((each) => each !== base)
    ? undefined
    : { value: base, at: at(module, handlersOf(module)[0]?.decorator.line ?? 1) };
}
