/** Writes the files of a run, all or none: everything is prepared beside its place, written down, and then only renamed. */

import { dirname } from 'node:path';
import type { DonePackage } from '../../lib/undo/plan-undo.js';
import { because, type Disk, tryTo } from './disk.js';
import { dropJournal, type FileChange, type Journal, keepJournal, openJournal, startJournal } from './journal.js';
import { ChangedMeanwhile, expectNotLost, perform, prepare, stepsFor, sweep, sweepForgotten } from './steps.js';
import { removeEmptyFolders, type TakenBack, takeBack } from './take-back.js';

/** What is written: in the order in which every step leaves code that can be imported. */
export type Work = {
  readonly asked: readonly DonePackage[];
  readonly files: readonly FileChange[];
};

export type Outcome =
  | { readonly kind: 'written' }
  /** Somebody wrote there since it was read; everything is as it was. */
  | { readonly kind: 'changed'; readonly path: string; readonly why: string }
  | { readonly kind: 'failed'; readonly why: string; readonly back: TakenBack | undefined };

/** `folder` is the one for the project's journals; `number` that of the lock, which the caller holds. */
export function writeFiles(disk: Disk, folder: string, number: number, { asked, files }: Work): Outcome {
  let journal: Journal | undefined;
  let isPrepared = false;
  try {
    for (const each of new Set(files.map(({ path }) => dirname(path)))) sweepForgotten(disk, each, Date.now());
    const planned = stepsFor(disk, files);
    const head = { version: 1, number, startedAt: new Date().toISOString(), asked, files } as const;
    journal = { ...head, steps: planned };
    openJournal(disk, folder, journal);
    // A step may turn out to need another way.
    const steps = planned.map((step) => prepare(disk, step, files));
    journal = { ...head, steps };
    startJournal(disk, folder, journal);
    isPrepared = true;
    for (const step of steps) perform(disk, step, files);
    for (const step of steps) expectNotLost(disk, step, files);
  } catch (error) {
    const back = journal && backTo(disk, folder, journal, isPrepared);
    if (error instanceof ChangedMeanwhile && back?.stuck.length === 0) {
      return { kind: 'changed', path: error.path, why: error.message };
    }
    return { kind: 'failed', why: because(error), back };
  }
  finish(disk, folder, journal);
  return { kind: 'written' };
}

/** Everything is in its place. What goes wrong from here on is done again by the next run, which finds the journal. */
export function finish(disk: Disk, folder: string, journal: Journal): void {
  tryTo(() => {
    for (const step of journal.steps) sweep(disk, step);
    for (const { path, after } of journal.files) {
      if (after === undefined) removeEmptyFolders(disk, dirname(path), dirname(topOfDeleted(journal, path)));
    }
    keepJournal(disk, folder, journal);
  });
}

/** The outermost folder of a deleted file in which the run deletes everything that it knows of. */
function topOfDeleted({ files }: Journal, path: string): string {
  const isGone = (folder: string): boolean =>
    files.every((each) => !each.path.startsWith(`${folder}/`) || each.after === undefined);
  let top = path;
  for (let each = dirname(path); each !== dirname(each) && isGone(each); each = dirname(each)) top = each;
  return top;
}

/** Nothing where it did not work either: then the journal stays, and the next run goes on with it. */
function backTo(disk: Disk, folder: string, journal: Journal, isPrepared: boolean): TakenBack | undefined {
  try {
    const back = takeBack(disk, journal, isPrepared);
    if (back.stuck.length === 0) dropJournal(disk, folder);
    return back;
  } catch {
    return undefined;
  }
}
