/** Which door a run came through. */
import { basename } from 'node:path';

/** Whether `yo` runs us, and not our own command. */
export function isRunByYo(program: string = process.argv[1] ?? ''): boolean {
  return /^(?:yo|yo-complete)$/.test(basename(program).replace(/\.[cm]?js$/, '')) || /[\\/]yo[\\/]/.test(program);
}
