/** How the host is laid out: a folder for each feature, or a file for each feature in every layer, or one for all of them. */
import type { Role } from '../../backend/features.js';
import type { Dimension } from '../dimension.js';

/** `roles` are those that the blueprint has by layer; `shared` the ones of them that have one file for all features. */
export type Layout =
  | { readonly kind: 'folder' }
  | { readonly kind: 'layers'; readonly roles: readonly Role[]; readonly shared: readonly Role[] };

export const layout: Dimension<Layout> = {
  id: 'layout',
  default: { kind: 'folder' },
  learn({ blueprint }) {
    if (blueprint?.layout !== 'layers') return undefined;
    const { parts } = blueprint.byLayer;
    const rolesOf = (among: typeof parts): readonly Role[] => [...new Set(among.map(({ role }) => role))];
    const value: Layout = {
      kind: 'layers',
      roles: rolesOf(parts),
      shared: rolesOf(parts.filter(({ isShared }) => isShared)),
    };
    return { value, at: blueprint.where };
  },
};
