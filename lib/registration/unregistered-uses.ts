/** The uses of the blueprint that a package which is registered in part is missing. */
import { below } from '../wiring/searched-file.js';
import type { Use } from '../wiring/uses.js';
import type { HostFile } from './host-file.js';
import { counterpartOrRouter } from './names.js';

/** Where a use stands: uses of two packages at the same place do the same. */
function placeKey({ place }: Use): string | undefined {
  return place && `${place.kind} ${place.holder.start} ${place.receiver ?? ''}`;
}

/**
 * The uses of the blueprint that the new package has no counterpart of yet. None where it has one that the blueprint
 * does not: somebody has registered it in a way of its own.
 */
export function missingUses(file: HostFile, ours: readonly Use[], known: readonly Use[]): readonly Use[] {
  const isTwin = (use: Use, twin: Use): boolean => {
    if (placeKey(use) === undefined || placeKey(use) !== placeKey(twin)) return false;
    const inside = below(use.target, file.blueprint);
    const wanted = inside && counterpartOrRouter(inside, file.request)?.join('.');
    return ours.every(({ target }) => target === use.target) || wanted === below(twin.target, file.package)?.join('.');
  };
  const left = [...ours];
  for (const twin of known) {
    const at = left.findIndex((use) => isTwin(use, twin));
    if (at === -1) return [];
    left.splice(at, 1);
  }
  return left;
}
