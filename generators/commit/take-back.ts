/** Takes back what a commit did, from its journal: after an error, and after a run that was killed. */
import { basename, dirname, join } from 'node:path';
import { takenOut } from '../../lib/undo/take-out.js';
import { type Disk, isCode, tryTo } from './disk.js';
import type { FileChange, Journal, WriteStep } from './journal.js';
import { encoded, filesOf, holds, removeTree, sweep } from './steps.js';

export type TakenBack = {
  /** Files that were written and are as before now. */
  readonly files: readonly string[];
  /** New files that somebody has changed since: they stay. */
  readonly kept: readonly string[];
  /** Edits that cannot be taken out of what was written there since: then everything stays. */
  readonly stuck: readonly string[];
};

/** Takes everything back; or nothing, where a file has to stay that needs the others. */
export function takeBack(disk: Disk, { files, steps }: Journal, isPrepared: boolean): TakenBack {
  const done = isPrepared ? steps.filter((step) => isDone(disk, step)) : [];
  const stuck = done.flatMap((step) => {
    const [only] = filesOf(step, files);
    return isEdit(step) && only !== undefined && withoutEdit(disk, step, only) === 'stuck' ? [step.to] : [];
  });
  const kept: string[] = [];
  const back = stuck.length > 0 ? [] : [...done].reverse();
  const restored = back.flatMap((step) => undo(disk, step, filesOf(step, files), kept));
  for (const step of steps) sweep(disk, step);
  for (const folder of new Set(steps.map(({ to }) => dirname(to)))) tryTo(() => disk.flushFolder(folder));
  return { files: restored, kept, stuck };
}

const isEdit = ({ kind }: WriteStep): boolean => kind === 'edit' || kind === 'in-place';

/** Everything was prepared before the first step was done, so what is beside its place no more is done. */
function isDone(disk: Disk, step: WriteStep): boolean {
  if (step.kind === 'in-place') return true;
  if (step.kind === 'delete') return disk.lstat(step.old) !== undefined && disk.lstat(step.to) === undefined;
  const from = disk.lstat(step.from);
  if (from === undefined) return true;
  // Between its two calls a new file has both names.
  return step.kind === 'new' && disk.lstat(step.to)?.ino === from.ino;
}

/** The text of an edited file without the edit; `same` where nothing is to be done. */
export function withoutEdit(
  disk: Disk,
  { to }: WriteStep,
  { before = '', after = '' }: FileChange,
): string | 'same' | 'stuck' {
  if (!disk.lstat(to)?.isFile()) return 'same';
  const bytes = disk.read(to);
  if (bytes.equals(encoded(before))) return 'same';
  if (bytes.equals(encoded(after)) || isTorn(bytes, encoded(before), encoded(after))) return before;
  return takenOut(bytes.toString('utf8'), before, after) ?? 'stuck';
}

/** Whether the bytes are one of the texts, written over the other one up to some place. */
function isTorn(now: Buffer, before: Uint8Array, after: Uint8Array): boolean {
  return [
    [before, after],
    [after, before],
  ].some(([under = before, over = after]) => {
    let common = 0;
    while (common < now.length && now[common] === over[common]) common += 1;
    return now.length === Math.max(under.length, common) && now.subarray(common).equals(under.subarray(common));
  });
}

/** The files that are as before now. */
function undo(disk: Disk, step: WriteStep, files: readonly FileChange[], kept: string[]): readonly string[] {
  const [only] = files;
  if (step.kind === 'folder') return removeFolder(disk, step, files, kept);
  if (only === undefined) return [];
  if (step.kind === 'new') return removeNew(disk, only, kept);
  if (step.kind === 'delete') {
    disk.rename(step.old, step.to);
    return [step.to];
  }
  const text = withoutEdit(disk, step, only);
  if (text === 'same' || text === 'stuck') return [];
  const isOurs = holds(disk, step.to, only.after ?? '');
  // The file itself comes back, with what an editor has written into it.
  if (step.kind === 'edit' && isOurs && disk.lstat(step.old) !== undefined) disk.rename(step.old, step.to);
  else put(disk, step.to, text);
  return [step.to];
}

function removeNew(disk: Disk, { path, after = '' }: FileChange, kept: string[]): readonly string[] {
  if (disk.lstat(path) === undefined) return [];
  if (holds(disk, path, after)) {
    disk.unlink(path);
    return [path];
  }
  kept.push(path);
  return [];
}

/** A folder in which nobody has written since goes at once, as it came. */
function removeFolder(
  disk: Disk,
  { from, to }: WriteStep & { kind: 'folder' },
  files: readonly FileChange[],
  kept: string[],
): readonly string[] {
  const there = filesBelow(disk, to);
  const texts = new Map(files.map(({ path, after = '' }) => [path, after]));
  const isUntouched = there.every((path) => texts.has(path) && holds(disk, path, texts.get(path) ?? ''));
  if (isUntouched && disk.lstat(to) !== undefined) {
    disk.rename(to, from);
    removeTree(disk, from);
    return there;
  }
  const removed = files.flatMap((each) => removeNew(disk, each, kept));
  kept.push(...there.filter((path) => !texts.has(path)));
  for (const { path } of files) removeEmptyFolders(disk, dirname(path), dirname(to));
  return removed;
}

/** Every file below a folder but what Python compiled; links are not followed. */
function filesBelow(disk: Disk, folder: string): readonly string[] {
  if (basename(folder) === '__pycache__' || !disk.lstat(folder)?.isDirectory()) return [];
  return disk.list(folder).flatMap((name) => {
    const path = join(folder, name);
    return disk.lstat(path)?.isDirectory() ? filesBelow(disk, path) : [path];
  });
}

/** Removes a folder with nothing in it but what Python compiled, and those above it, up to `top`, which stays. */
export function removeEmptyFolders(disk: Disk, folder: string, top: string): void {
  for (let each = folder; each !== top && each !== dirname(each); each = dirname(each)) {
    if (disk.lstat(each) === undefined) continue;
    const names = disk.list(each);
    if (names.some((name) => name !== '__pycache__')) return;
    for (const name of names) removeTree(disk, join(each, name));
    disk.removeFolder(each);
  }
}

/** Another text in a file, with its rights kept. */
function put(disk: Disk, path: string, text: string): void {
  const sibling = join(dirname(path), `.${basename(path)}.backend-package.back`);
  const rights = disk.lstat(path);
  try {
    if (disk.lstat(sibling) !== undefined) disk.unlink(sibling);
    disk.create(sibling, encoded(text), rights);
    if (disk.lstat(sibling)?.uid === rights?.uid) {
      disk.rename(sibling, path);
      return;
    }
    disk.unlink(sibling);
  } catch (error) {
    if (!isCode(error, 'EACCES', 'EPERM', 'EROFS', 'EBUSY')) throw error;
    tryTo(() => disk.unlink(sibling));
  }
  disk.overwrite(path, encoded(text));
}
