/** A backend with what its files show. */
import type { HostFlags } from '../backend/flags.js';
import type { HostFiles } from '../project/files.js';
import type { ReadTexts } from '../project/parsed-files.js';
import type { Refusal } from '../refusal.js';
import { longestInsertion } from '../style/dimensions/line-length.js';
import { learnStyle } from '../style/style.js';
import { type Host, locateHost } from '../wiring/host.js';

export type LearnedHost = {
  readonly host: Host;
  readonly learned: ReturnType<typeof learnStyle>;
  readonly longest: number;
};

/** Reads each backend once: packages of one run mostly go into the same one. */
export function hostReader(
  files: HostFiles,
  texts?: ReadTexts,
): (start: string, flags: HostFlags) => Promise<LearnedHost | readonly Refusal[]> {
  const seen = new Map<string, Promise<LearnedHost | readonly Refusal[]>>();
  return (start, flags) => {
    const key = JSON.stringify([start, flags]);
    const reading = seen.get(key) ?? read(files, start, flags, texts);
    seen.set(key, reading);
    return reading;
  };
}

async function read(
  files: HostFiles,
  start: string,
  flags: HostFlags,
  texts?: ReadTexts,
): Promise<LearnedHost | readonly Refusal[]> {
  const host = await locateHost(files, start, flags, texts);
  if (!('root' in host)) return host;
  return { host, learned: learnStyle(files, host), longest: longestInsertion(files, host) };
}
