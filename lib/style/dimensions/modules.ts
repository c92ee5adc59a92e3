/** What the blueprint calls the module of each role, dotted where it is deeper: `api`, `router`, `api.routes`; by layer `models.user`. */
import { ROLES, type Role, rolesIn } from '../../backend/features.js';
import { schemasIn } from '../../framework/schema-classes.js';
import type { Module } from '../../project/module.js';
import type { Project } from '../../project/project.js';
import type { Host } from '../../wiring/host.js';
import type { BlueprintByLayer, BlueprintPackage } from '../blueprint-modules.js';
import type { Dimension, Learned } from '../dimension.js';

export type ModuleNames = Readonly<Record<Role, string>>;

export const modules: Dimension<ModuleNames> = {
  id: 'modules',
  default: {
    api: 'api',
    models: 'models',
    schemas: 'schemas',
    crud: 'crud',
    services: 'services',
    deps: 'deps',
    exceptions: 'exceptions',
  },
  learn({ host, files, blueprint, modules: project, shown }) {
    if (blueprint === undefined) return undefined;
    if (blueprint.layout === 'layers') return inLayers(host, blueprint);
    const roles = rolesIn(files, blueprint.folder);
    const named = ROLES.map((role) => [role, roles.get(role)?.[0] ?? modules.default[role]] as const);
    // The module with the router has its role, whatever else is called so.
    const api = blueprint.routers[0]?.module.slice(blueprint.package.length + 1);
    const own = {
      ...(Object.fromEntries(named) as Record<Role, string>),
      ...(api === undefined || api === '' ? {} : { api }),
    };
    const beside = roles.has('schemas') ? undefined : besideSchemas(blueprint, project);
    return { value: beside === undefined ? own : { ...own, schemas: own[beside] }, at: shown(blueprint.folder) };
  },
};

/** What a team has its schemas beside, where they have no module of their own. */
function besideSchemas(blueprint: BlueprintPackage, modules: Project): 'models' | 'api' | undefined {
  const has = (among: readonly Module[]): boolean => among.some((module) => schemasIn(module, modules).length > 0);
  if (has(blueprint.of('models'))) return 'models';
  return has(blueprint.routers) ? 'api' : undefined;
}

/** By layer each module is told below the folder that all of them are in: `models.user`. */
function inLayers({ importRoot }: Host, { byLayer, routers, where }: BlueprintByLayer): Learned<ModuleNames> {
  const below = (dotted: string): string => (importRoot === '' ? dotted : dotted.slice(importRoot.length + 1));
  const named = byLayer.parts.map(({ role, file }) => [role, below(file.module)] as const).reverse();
  const [router] = routers;
  const own: Partial<Record<Role, string>> = Object.fromEntries(named);
  const api = router === undefined ? (own.api ?? modules.default.api) : below(router.module);
  // What only the handlers depend on is beside them.
  const value = { ...modules.default, deps: api, ...own, api };
  return { value, at: where };
}
