/** What a run that was killed left, and what becomes of it. */

import { finish } from './commit.js';
import { type Disk, tryTo } from './disk.js';
import { dropJournal, type FileChange, type Journal, keepJournal, openedJournal, type WriteStep } from './journal.js';
import { expectNotLost, filesOf, sweep } from './steps.js';
import { type TakenBack, takeBack, withoutEdit } from './take-back.js';

export type Recovered = {
  readonly journal: Journal;
  /** `finished`: it had written everything. `left`: somebody has edited its lines since, so all of it stays. */
  readonly kind: 'finished' | 'taken-back' | 'left';
  readonly back: TakenBack;
};

const NOTHING: TakenBack = { files: [], kept: [], stuck: [] };

/** Brings an unfinished run to its end. The caller holds the lock, so whoever began it has ended. */
export function recover(disk: Disk, folder: string): Recovered | undefined {
  const open = openedJournal(disk, folder);
  if (open === undefined) return undefined;
  const { journal, isPrepared } = open;
  if (isPrepared && journal.steps.every((step) => isInPlace(disk, step, journal.files))) {
    finish(disk, folder, journal);
    return { journal, kind: 'finished', back: NOTHING };
  }
  const back = takeBack(disk, journal, isPrepared);
  if (back.stuck.length === 0) {
    dropJournal(disk, folder);
    return { journal, kind: 'taken-back', back };
  }
  for (const step of journal.steps) tryTo(() => sweep(disk, step));
  keepJournal(disk, folder, journal);
  return { journal, kind: 'left', back };
}

/** Whether a step is done, and nothing that an editor wrote meanwhile is only in the file as it was. */
function isInPlace(disk: Disk, step: WriteStep, files: readonly FileChange[]): boolean {
  if ('from' in step && disk.lstat(step.from) !== undefined) return false;
  const [only] = filesOf(step, files);
  const isThere = disk.lstat(step.to) !== undefined;
  if (step.kind === 'delete') return !isThere;
  if (step.kind === 'folder' || step.kind === 'new' || only === undefined) return isThere;
  if (!isThere || withoutEdit(disk, step, only) !== only.before) return false;
  if (step.kind !== 'edit' || disk.lstat(step.old) === undefined) return true;
  try {
    expectNotLost(disk, step, files);
    return true;
  } catch {
    return false;
  }
}
