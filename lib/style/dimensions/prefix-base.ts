/** What the blueprint's router has in its prefix before what is its own: `/api/v1` of `/api/v1/users`. */
import { routerCall } from '../../framework/handlers.js';
import type { Dimension } from '../dimension.js';

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
    return undefined;
  },
};
