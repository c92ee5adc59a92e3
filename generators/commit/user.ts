/** What is the user's: the files that they own, and where programs keep things for them. */
import type { Stats } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** Whether they own a file; a system without owners gives everything to everybody. */
export const isOwn = ({ uid }: Pick<Stats, 'uid'>): boolean => process.getuid === undefined || uid === process.getuid();

/** The folder that a variable of the environment names, else Windows' own for such things, else one below the home. */
export function userFolder(environment: NodeJS.ProcessEnv, variable: string, ...belowHome: readonly string[]): string {
  const { [variable]: named, LOCALAPPDATA: local } = environment;
  if (named !== undefined && isAbsolute(named)) return named;
  if (process.platform === 'win32' && local !== undefined && isAbsolute(local)) return local;
  return join(homedir(), ...belowHome);
}
