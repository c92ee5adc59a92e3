/** What is wrong with a package before its model and fields are known: checked before the first question. */
import { packageNameProblem } from '../naming/names.js';
import type { HostFiles } from '../project/files.js';
import type { ReadTexts } from '../project/parsed-files.js';
import { topOf } from '../project/project-root.js';
import type { Refusal } from '../refusal.js';
import { blueprintTaken, packageProblem, takenProblem } from './checks.js';
import { hiddenModuleProblem } from './hidden-module.js';
import { ignoredProblem } from './ignored.js';
import { hostReader } from './learned-host.js';
import { placeOfPackage } from './package-place.js';
import type { Draft } from './request.js';
import { styleFor } from './style-for-new-package.js';
import { styleProblem } from './style-problem.js';

/** Where a package is to go; `name` where it was given already. */
export type Ahead = Pick<Draft, 'start' | 'flags' | 'isNew' | 'isRegisteredOnly'> & {
  readonly name?: string | undefined;
};

/** Reads the backend once, for questions about several names. `texts` are what the run has read so far. */
export function lookAhead(files: HostFiles, texts?: ReadTexts): (ahead: Ahead) => Promise<readonly Refusal[]> {
  const read = hostReader(files, texts);
  return async ({ start, flags, name, isNew, isRegisteredOnly }) => {
    const asked = name === undefined ? [] : [name];
    const reading = await read(start, flags, { isWritten: !isRegisteredOnly, asked });
    if (!('host' in reading)) return reading;
    const { host, learned } = reading;
    const named = name === undefined || packageNameProblem(name) !== undefined ? undefined : name;
    if (named !== undefined && named === host.blueprint && isNew) return [blueprintTaken(named)];
    if (isRegisteredOnly) return [];
    const problem = styleProblem(learned);
    if (problem !== undefined) return [problem];
    if (named === undefined || 'reason' in learned) return [];
    const own = styleFor(learned, host, { name: named, slug: named, model: undefined });
    const place = placeOfPackage(host, named, own);
    const found = isNew
      ? (takenProblem(files, place) ??
        ignoredProblem(files, topOf(files, host.root), place) ??
        (place.kind === 'folder' ? hiddenModuleProblem(files, host, named) : undefined))
      : packageProblem(files, place);
    return found === undefined ? [] : [found];
  };
}
