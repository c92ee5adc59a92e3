/** How long a line of the package may be. */
import { join } from 'node:path';
import type { HostFiles } from '../../project/files.js';
import { DEFAULT_LINE_LENGTH, lineLengthIn, longestLine } from '../../project/line-length.js';
import { topOf } from '../../project/project-root.js';
import type { Host } from '../../wiring/host.js';
import type { Dimension } from '../dimension.js';

/** Longer lines are nobody's habit. */
const LONGEST = 160;

export const lineLength: Dimension<number> = {
  id: 'line-length',
  default: DEFAULT_LINE_LENGTH,
  learn({ files, host, top, blueprint, shown }) {
    const found = lineLengthIn(files, host.packages, top);
    if (found !== undefined) return { value: found.value, at: shown(found.path) };
    // Without a tool, lines are as long as the team lets them become.
    const paths = (blueprint?.all ?? []).map(({ path }) => path);
    const longest = Math.min(longestLine(files, host.packages, top, new Set(paths)), LONGEST);
    return blueprint && longest > lineLength.default ? { value: longest, at: blueprint.where } : undefined;
  },
  pin: {
    expects: 'a whole number from 40 to 320',
    read: (given) => (typeof given === 'number' && given >= 40 && given <= 320 ? Math.trunc(given) : undefined),
  },
};

/**
 * How long a line may be that is inserted into the host's files: what its tools leave, or else the longest one in the
 * files that a package is registered in and in the blueprint itself.
 */
export function longestInsertion(files: HostFiles, host: Host): number {
  const folder = host.blueprint === undefined ? host.packages : join(host.packages, host.blueprint);
  const own = files.list(folder).flatMap((name) => (name.endsWith('.py') ? join(folder, name) : []));
  const places = [host.app, ...host.routers, ...host.models].map(({ path }) => path);
  return longestLine(files, host.packages, topOf(files, host.root), new Set([...own, ...places]));
}
