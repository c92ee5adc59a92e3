/** What a run is about to do to the disk, written down before it does it, and kept afterwards for who wants it undone. */
import { basename, dirname, isAbsolute, join, relative } from 'node:path';
import { isInside } from '../../lib/project/paths.js';
import type { DonePackage } from '../../lib/undo/plan-undo.js';
import type { Disk } from './disk.js';

/** One file with its texts; nothing for a file that was not there, or is to go. */
export type FileChange = {
  readonly path: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
};

/** One step of a commit: everything in it appears at once. `from` is beside `to`, written and flushed. */
export type WriteStep =
  /** A folder that was not there, with all its files. */
  | { readonly kind: 'folder'; readonly from: string; readonly to: string }
  | { readonly kind: 'new'; readonly from: string; readonly to: string }
  /** `old` is the file as it was: the same file, or a copy. */
  | { readonly kind: 'edit'; readonly from: string; readonly old: string; readonly to: string }
  /** An edit of a file that has to stay the same file, because of its owner or its folder. */
  | { readonly kind: 'in-place'; readonly to: string }
  | { readonly kind: 'delete'; readonly old: string; readonly to: string };

export type Journal = {
  readonly version: 1;
  /** The number of the lock under which it was written. */
  readonly number: number;
  readonly startedAt: string;
  /** What was asked for, as undoing names it. */
  readonly asked: readonly DonePackage[];
  readonly files: readonly FileChange[];
  readonly steps: readonly WriteStep[];
};

const PLANNED = 'journal.planned.json';
const STARTED = 'journal.json';
const DONE = /^done\.(\d+)\.json$/;
const UNDONE = /^undone\.(\d+)\.json$/;
const LEFT = /^left\.(\d+)\.json$/;

/** A run that did not come to its end; until everything was prepared nothing is in its place. */
export type OpenJournal = { readonly journal: Journal; readonly isPrepared: boolean };

/** Writes down what is about to be prepared. */
export function openJournal(disk: Disk, folder: string, journal: Journal): void {
  write(disk, folder, PLANNED, journal);
}

/** Everything is prepared; writes down the steps as they are going to be. */
export function startJournal(disk: Disk, folder: string, journal: Journal): void {
  write(disk, folder, STARTED, journal);
}

function write(disk: Disk, folder: string, name: string, journal: Journal): void {
  const draft = join(folder, `.${name}`);
  if (disk.lstat(draft) !== undefined) disk.unlink(draft);
  const top = topAround(folder);
  const placed = top === undefined ? journal : withPaths(journal, (path) => below(top, path));
  disk.create(draft, Buffer.from(JSON.stringify(placed)));
  disk.rename(draft, join(folder, name));
  disk.flushFolder(folder);
}

/**
 * The repository that a journal is in: paths in it are written from there, so that who copies it, moves it or mounts it
 * elsewhere takes back what is in front of them.
 */
const topAround = (folder: string): string | undefined =>
  basename(dirname(folder)) === '.git' ? dirname(dirname(folder)) : undefined;

const below = (top: string, path: string): string => (isInside(top, path) ? relative(top, path) : path);

function withPaths(journal: Journal, placed: (path: string) => string): Journal {
  const steps = journal.steps.map((step) => {
    const moved = { ...step, to: placed(step.to) };
    if ('from' in moved) moved.from = placed(moved.from);
    if ('old' in moved) moved.old = placed(moved.old);
    return moved;
  });
  return {
    ...journal,
    asked: journal.asked.map((each) => ({ ...each, root: placed(each.root), files: each.files.map(placed) })),
    files: journal.files.map((each) => ({ ...each, path: placed(each.path) })),
    steps,
  };
}

/** The journal that a run left open; nothing where every run came to its end. */
export function openedJournal(disk: Disk, folder: string): OpenJournal | undefined {
  const started = readJournal(disk, join(folder, STARTED));
  if (started !== undefined) return { journal: started, isPrepared: true };
  const planned = readJournal(disk, join(folder, PLANNED));
  return planned && { journal: planned, isPrepared: false };
}

/** All of it is on the disk: from now on it can be undone. */
export function keepJournal(disk: Disk, folder: string, { number }: Journal): void {
  disk.rename(join(folder, STARTED), join(folder, `done.${number}.json`));
  remove(disk, join(folder, PLANNED));
  disk.flushFolder(folder);
}

/** Nothing of it is on the disk any more. */
export function dropJournal(disk: Disk, folder: string): void {
  remove(disk, join(folder, STARTED));
  remove(disk, join(folder, PLANNED));
  disk.flushFolder(folder);
}

function remove(disk: Disk, path: string): void {
  if (disk.lstat(path) !== undefined) disk.unlink(path);
}

/** The runs that came to their end, the last one first. */
export function keptJournals(disk: Disk, folder: string): readonly Journal[] {
  return journalsCalled(disk, folder, DONE);
}

/** Those that were undone since. */
export function undoneJournals(disk: Disk, folder: string): readonly Journal[] {
  return journalsCalled(disk, folder, UNDONE);
}

function journalsCalled(disk: Disk, folder: string, pattern: RegExp): readonly Journal[] {
  const numberOf = (name: string): number => Number(pattern.exec(name)?.[1]);
  const names = disk.list(folder).filter((name) => pattern.test(name));
  return names
    .sort((left, right) => numberOf(right) - numberOf(left))
    .flatMap((name) => readJournal(disk, join(folder, name)) ?? []);
}

/** A run that was undone is no longer one that can be. */
export function forgetJournal(disk: Disk, folder: string, { number }: Journal): void {
  disk.rename(join(folder, `done.${number}.json`), join(folder, `undone.${number}.json`));
}

/** Undone runs, each with those of its files alone that stayed, because people had changed them. */
export function leftJournals(disk: Disk, folder: string): readonly Journal[] {
  return journalsCalled(disk, folder, LEFT);
}

/** Writes down which files of a run that is undone stayed; none any more, where there are none. */
export function leaveJournal(disk: Disk, folder: string, journal: Journal, paths: readonly string[]): void {
  const files = journal.files.filter(({ path }) => paths.includes(path));
  const name = `left.${journal.number}.json`;
  if (files.length > 0) write(disk, folder, name, { ...journal, files, steps: [] });
  else remove(disk, join(folder, name));
}

function readJournal(disk: Disk, path: string): Journal | undefined {
  if (!disk.lstat(path)?.isFile()) return undefined;
  try {
    const journal = JSON.parse(disk.read(path).toString('utf8'));
    const top = topAround(dirname(path));
    if (!isJournal(journal, top)) return undefined;
    return top === undefined ? journal : withPaths(journal, (each) => (isAbsolute(each) ? each : join(top, each)));
  } catch {
    return undefined;
  }
}

/** The folder is the user's: what is in it may have been edited. */
function isJournal(value: unknown, top: string | undefined): value is Journal {
  if (typeof value !== 'object' || value === null) return false;
  const { version, files, steps, asked } = value as Partial<Journal>;
  const isPath = (path: unknown): boolean =>
    typeof path === 'string' && (isAbsolute(path) || (top !== undefined && isInside(top, join(top, path))));
  return (
    version === 1 &&
    Array.isArray(asked) &&
    asked.every((each) => isPath(each?.root) && Array.isArray(each.files) && Array.isArray(each.models)) &&
    Array.isArray(files) &&
    Array.isArray(steps) &&
    files.every((each) => isPath(each?.path)) &&
    steps.every((each) => isPath(each?.to))
  );
}
