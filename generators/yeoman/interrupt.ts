/** A run that is left by Ctrl-C, or ended from outside: one line, nothing written, nothing left behind. */

import type { Refusal } from '../../lib/refusal.js';
import { errorOf } from './stop.js';

export const INTERRUPTED: Refusal = { id: 'interrupted', status: 5, reason: 'Interrupted: nothing was written.' };

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

const cleanups = new Set<() => void>();
let isOurs = false;
let isWritten = false;
let isWatching = false;

/** From here on a signal ends the run in our words. Somebody else's run ends as it always does, without our files. */
export function watchSignals(isOwnRun: boolean): void {
  isOurs ||= isOwnRun;
  isWritten = false;
  if (isOwnRun) listen();
}

/** All files are in their places: a signal that came meanwhile is too late to stop anything. */
export function pastInterruption(): void {
  isWritten = true;
}

/** What has to go when the run is left; the function that is given back says that it is gone. */
export function whenLeft(cleanup: () => void): () => void {
  cleanups.add(cleanup);
  listen();
  return () => {
    cleanups.delete(cleanup);
    if (cleanups.size === 0 && !isOurs) unlisten();
  };
}

function listen(): void {
  if (isWatching) return;
  isWatching = true;
  for (const signal of SIGNALS) process.on(signal, leave);
}

function unlisten(): void {
  isWatching = false;
  for (const signal of SIGNALS) process.off(signal, leave);
}

function leave(signal: NodeJS.Signals): void {
  if (isOurs && isWritten) return;
  for (const cleanup of cleanups) cleanup();
  cleanups.clear();
  if (isOurs) {
    process.stderr.write(`${errorOf(INTERRUPTED).message}\n`);
    process.exit(INTERRUPTED.status);
  }
  unlisten();
  if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
}
