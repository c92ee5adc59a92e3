/** A backend with what its files show. */
import type { HostFlags } from '../backend/flags.js';
import type { HostFiles } from '../project/files.js';
import type { ReadTexts } from '../project/parsed-files.js';
import type { Refusal } from '../refusal.js';
import { longestInsertion } from '../style/dimensions/line-length.js';
import { learnStyle } from '../style/style.js';
import { type Host, locateHost } from '../wiring/host.js';
import { followingAnother } from './other-blueprint.js';
import { styleProblem } from './style-problem.js';

/** These are the host's own, whatever is asked for. */
const OF_PEOPLE: ReadonlySet<string> = new Set(['users', 'user', 'accounts', 'account']);

export type LearnedHost = {
  readonly host: Host;
  readonly learned: ReturnType<typeof learnStyle>;
  readonly longest: number;
};

/** Whether a package is to be written in the style of the backend, and the packages that are asked for. */
export type ReadFor = { readonly isWritten: boolean; readonly asked: readonly string[] };

type Reading = LearnedHost | readonly Refusal[];

type ReadHost = (start: string, flags: HostFlags, reason: ReadFor) => Promise<Reading>;

/** Reads a backend as its flags say, without the packages that are passed over. */
type Read = (flags: HostFlags, passedOver?: readonly string[]) => Promise<Reading>;

/** Reads each backend once: packages of one run mostly go into the same one. */
export function hostReader(files: HostFiles, texts?: ReadTexts): ReadHost {
  const seen = new Map<string, Promise<Reading>>();
  const once = (key: string, reading: () => Promise<Reading>): Promise<Reading> => {
    const known = seen.get(key) ?? reading();
    seen.set(key, known);
    return known;
  };
  return async (start, flags, { isWritten, asked }) => {
    const read: Read = (given, passedOver = []) =>
      once(JSON.stringify([start, given, passedOver]), async () => {
        const host = await locateHost(files, start, given, texts, passedOver);
        if (!('root' in host)) return host;
        return { host, learned: learnStyle(files, host), longest: longestInsertion(files, host) };
      });
    const found = await once(JSON.stringify([start, flags, asked, isWritten]), () =>
      readFor(asked, files, flags, isWritten, read),
    );
    if ('host' in found || !isWritten) return found;
    return [...found, ...(await behind(found, flags, read))];
  };
}

/** What an earlier run made is no blueprint for itself, where it was made after another one. */
async function readFor(
  asked: readonly string[],
  files: HostFiles,
  flags: HostFlags,
  isWritten: boolean,
  read: Read,
): Promise<Reading> {
  const found = await read(flags);
  if (!('host' in found) || found.host.blueprint === undefined || flags.like !== undefined) return found;
  const without = async (passedOver: readonly string[]): Promise<LearnedHost | undefined> => {
    const other = await read(flags, passedOver);
    return 'host' in other ? other : undefined;
  };
  const { blueprint } = found.host;
  const other = asked.includes(blueprint) && !OF_PEOPLE.has(blueprint) ? await without(asked) : undefined;
  const followed = other !== undefined && styleProblem(other.learned) === undefined ? other : found;
  return (isWritten ? await followingAnother(files, followed, asked, without) : undefined) ?? followed;
}

/** Why nothing could be written whichever of several things is meant: told at once, not after one of them was chosen. */
async function behind(refusals: readonly Refusal[], flags: HostFlags, read: Read): Promise<readonly Refusal[]> {
  const reasons: (readonly Refusal[])[] = [];
  for (const way of refusals.flatMap(({ ways = [] }) => ways)) {
    const chosen = { ...flags, ...way };
    const reading = await read(chosen);
    if ('host' in reading) reasons.push([styleProblem(reading.learned) ?? []].flat());
    else reasons.push([...reading.filter(({ ways }) => !ways), ...(await behind(reading, chosen, read))]);
  }
  if (reasons.some((each) => each.length === 0)) return [];
  return [...new Map(reasons.flat().map((each) => [JSON.stringify(each), each])).values()];
}
