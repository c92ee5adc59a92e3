/** Why the paths of a new package are not known. */
import type { Refusal } from '../refusal.js';
import type { Host } from '../wiring/host.js';

/** The tests of a package ask for its paths, so these have to be known. */
export function prefixProblem({ mount, routers, app }: Host): readonly Refusal[] {
  if (mount !== undefined) return [];
  const reason = 'The prefix under which the routers of the packages are included cannot be read here.';
  const hint =
    'Give the prefix as text where they are included; a package written by hand is registered with --register-only.';
  return [{ id: 'prefix-unclear', status: 3, reason, at: { path: (routers[0] ?? app).path }, hint }];
}
