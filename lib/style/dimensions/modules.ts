/** What the blueprint calls the module of each role, dotted where it is deeper: `api`, `router`, `api.routes`. */
import { ROLES, type Role, rolesIn } from '../../backend/features.js';
import type { Dimension } from '../dimension.js';

export type ModuleNames = Readonly<Record<Role, string>>;

export const modules: Dimension<ModuleNames> = {
  id: 'modules',
  default: { api: 'api', models: 'models', schemas: 'schemas', crud: 'crud', services: 'services', deps: 'deps' },
  learn({ files, blueprint, shown }) {
    if (blueprint === undefined) return undefined;
    const roles = rolesIn(files, blueprint.folder);
    const named = ROLES.map((role) => [role, roles.get(role)?.[0] ?? modules.default[role]] as const);
    // The module that the router is in stands for its role, whatever else is called so.
    const api = blueprint.routers[0]?.module.slice(blueprint.package.length + 1);
    return {
      value: {
        ...(Object.fromEntries(named) as Record<Role, string>),
        ...(api === undefined || api === '' ? {} : { api }),
      },
      at: shown(blueprint.folder),
    };
  },
};
