/** What the blueprint calls its router object, with its own name in it: `router`, `users_router`. */
import { ownNames } from '../../project/module.js';
import type { Dimension } from '../dimension.js';

export const router: Dimension<string> = {
  id: 'router',
  default: 'router',
  learn({ host, modules, at }) {
    const [given] = host.routerObjects;
    if (given === undefined) return undefined;
    const module = modules.at(given.path);
    const node = module && ownNames(module).get(given.name);
    return { value: given.name, ...(module && node ? { at: at(module, node.line) } : {}) };
  },
};
