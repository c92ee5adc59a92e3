/** How the host is laid out: a folder for each feature, or a file for each feature in every layer, or one for all of them. */
import { dirname, join } from 'node:path';
import type { Role } from '../../backend/features.js';
import { isFile } from '../../project/paths.js';
import { isOwnFolder } from '../../wiring/by-layer.js';
import type { Dimension } from '../dimension.js';

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

export const layout: Dimension<Layout> = {
  id: 'layout',
  default: { kind: 'folder' },
  learn({ blueprint, files }) {
    if (blueprint?.layout !== 'layers') return undefined;
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
