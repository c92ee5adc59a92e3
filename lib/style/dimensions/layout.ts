/** How the host is laid out: a folder for each feature, or a file for each feature in every layer, or one for all of them. */
import { dirname, join } from 'node:path';
import type { Role } from '../../backend/features.js';
import { isFile } from '../../project/paths.js';
import type { Refusal } from '../../refusal.js';
import { isOwnFolder } from '../../wiring/by-layer.js';
import { blueprintHandlers } from '../blueprint-handlers.js';
import { type Dimension, refuse } from '../dimension.js';
import type { HostReading } from '../host-reading.js';
import { blueprintModels, calledLikePackage } from '../main-model.js';

/**
 * `roles` are those that the blueprint has by layer; `shared` the ones of them that have one file for all features, `own`
 * those in a package of the feature's own beside the layers.
 */
export type Layout =
  | { readonly kind: 'folder' }
  | {
      readonly kind: 'layers';
      readonly roles: readonly Role[];
      readonly shared: readonly Role[];
      readonly own?: readonly Role[];
    };

/** Models, and handlers, of so many modules are no longer those of one feature. */
const MANY = 2;
const MOST_NAMED = 3;

export const layout: Dimension<Layout> = {
  id: 'layout',
  default: { kind: 'folder' },
  learn(host) {
    const { blueprint, files } = host;
    if (blueprint?.layout !== 'layers') return severalFeatures(host);
    const { parts } = blueprint.byLayer;
    const rolesOf = (among: typeof parts): readonly Role[] => [...new Set(among.map(({ role }) => role))];
    const own = parts.filter(({ file }) => {
      const folder = dirname(file.path);
      return isOwnFolder(folder, blueprint.name) && isFile(files, join(folder, '__init__.py'));
    });
    const value: Layout = {
      kind: 'layers',
      roles: rolesOf(parts),
      shared: rolesOf(parts.filter(({ isShared }) => isShared)),
      ...(own.length === 0 ? {} : { own: rolesOf(own) }),
    };
    return { value, at: blueprint.where };
  },
};

/** A package that has a whole backend by layer in it, with features that are called otherwise than itself. */
function severalFeatures(host: HostReading): Refusal | undefined {
  const { blueprint } = host;
  const models = blueprintModels(host);
  const modules = new Set(models.map(({ module }) => module.path));
  const [shown] = models;
  if (blueprint === undefined || shown === undefined || calledLikePackage(host) !== undefined) return undefined;
  const routers = new Set(blueprintHandlers(blueprint).map(({ module }) => module.path));
  if (modules.size < MANY || routers.size < MANY) return undefined;
  const names = models
    .map(({ name }) => name)
    .slice(0, MOST_NAMED)
    .join(', ');
  return refuse(
    'layout-several',
    host.place(shown.module, shown.node.line),
    `the package ${blueprint.name} for several features at once (${names})`,
    'Name a package of one feature with --like.',
  );
}
