/** The uses of the blueprint that a package which is registered in part is missing. */
import { below } from '../wiring/searched-file.js';
import type { Use } from '../wiring/uses.js';
import type { HostFile } from './host-file.js';
import { counterpartOrRouter } from './names.js';

/** Where a use is: uses of two packages at the same place do the same. */
function siteKey({ site }: Use): string | undefined {
  return site && `${site.kind} ${site.holder.start} ${site.receiver ?? ''}`;
}

/**
 * The uses of the blueprint that the new package has no counterpart of yet. Empty if the new package has a use that the
 * blueprint lacks: it was registered by hand, differently.
 */
export function missingUses(file: HostFile, ours: readonly Use[], known: readonly Use[]): readonly Use[] {
  const isCounterpart = (use: Use, own: Use): boolean => {
    if (siteKey(use) === undefined || siteKey(use) !== siteKey(own)) return false;
    const inside = below(use.target, file.blueprint);
    const wanted = inside && counterpartOrRouter(inside, file.request)?.join('.');
    return ours.every(({ target }) => target === use.target) || wanted === below(own.target, file.package)?.join('.');
  };
  const left = [...ours];
  for (const own of known) {
    const at = left.findIndex((use) => isCounterpart(use, own));
    if (at === -1) return [];
    left.splice(at, 1);
  }
  return left;
}
