/** The steps of a commit: which there are, how each is prepared beside its place, and how it is done at once. */
import { randomBytes } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import { type Disk, isCode, tryTo } from './disk.js';
import type { FileChange, WriteStep } from './journal.js';

/** Somebody else wrote here since it was read: the run has to be planned again. */
export class ChangedMeanwhile extends Error {
  readonly path: string;

  constructor(path: string, what: string) {
    super(what);
    this.path = path;
  }
}

const PREPARED = /^\..*\.backend-package-[0-9a-f]{12}\.(new|old)$/;
const FORGOTTEN = 600_000;

/** The steps that write these files, in their order; of a new folder one for all its files, where the last of them is. */
export function stepsFor(disk: Disk, files: readonly FileChange[]): readonly WriteStep[] {
  const token = randomBytes(6).toString('hex');
  const beside = (path: string, kind: 'new' | 'old'): string =>
    join(dirname(path), `.${basename(path).slice(0, 200)}.backend-package-${token}.${kind}`);
  const steps = new Map<string, WriteStep>();
  for (const { path, before, after } of files) {
    const folder = before === undefined ? newFolder(disk, dirname(path)) : undefined;
    const to = folder ?? path;
    // A folder appears after everything that its files need.
    steps.delete(to);
    if (folder !== undefined) steps.set(to, { kind: 'folder', from: beside(to, 'new'), to });
    else if (before === undefined) steps.set(to, { kind: 'new', from: beside(to, 'new'), to });
    else if (after === undefined) steps.set(to, { kind: 'delete', old: beside(to, 'old'), to });
    else steps.set(to, { kind: 'edit', from: beside(to, 'new'), old: beside(to, 'old'), to });
  }
  return [...steps.values()];
}

/** The outermost folder on the way to `folder` that does not exist. */
function newFolder(disk: Disk, folder: string): string | undefined {
  if (disk.lstat(folder) !== undefined || dirname(folder) === folder) return undefined;
  return newFolder(disk, dirname(folder)) ?? folder;
}

/** Writes everything that a step needs beside its place: from here on no space is needed. */
export function prepare(disk: Disk, step: WriteStep, files: readonly FileChange[]): WriteStep {
  const own = filesOf(step, files);
  const [only] = own;
  if (step.kind === 'folder') {
    prepareFolder(disk, step, own);
    return step;
  }
  if (only === undefined || step.kind === 'in-place' || step.kind === 'delete') return step;
  if (step.kind === 'new') {
    disk.create(step.from, encoded(only.after));
    return step;
  }
  return prepareEdit(disk, step, only);
}

function prepareFolder(disk: Disk, { from, to }: WriteStep & { kind: 'folder' }, files: readonly FileChange[]): void {
  const made = new Set<string>();
  const make = (folder: string): void => {
    if (made.has(folder)) return;
    if (folder !== from) make(dirname(folder));
    disk.makeFolder(folder);
    made.add(folder);
  };
  for (const { path, after } of files) {
    const place = from + path.slice(to.length);
    make(dirname(place));
    disk.create(place, encoded(after));
  }
  for (const folder of [...made].reverse()) disk.flushFolder(folder);
}

/** A file whose owner or folder cannot be had is edited where it is. */
function prepareEdit(disk: Disk, step: WriteStep & { kind: 'edit' }, { path, after }: FileChange): WriteStep {
  const rights = rightsOf(disk, path);
  try {
    disk.create(step.from, encoded(after), rights);
    const made = disk.lstat(step.from);
    if (made?.uid === rights.uid && made.gid === rights.gid) {
      linkOrCopy(disk, path, step.old);
      return step;
    }
    disk.unlink(step.from);
  } catch (error) {
    if (!isCode(error, 'EACCES', 'EPERM', 'EROFS')) throw error;
    if (disk.lstat(step.from) !== undefined) disk.unlink(step.from);
  }
  return { kind: 'in-place', to: step.to };
}

function rightsOf(disk: Disk, path: string): NonNullable<ReturnType<Disk['lstat']>> {
  const stats = disk.lstat(path);
  if (stats === undefined || !stats.isFile()) throw new ChangedMeanwhile(path, 'it has changed meanwhile');
  return stats;
}

/** A second name for the file shows what an editor writes into it until the last moment. */
function linkOrCopy(disk: Disk, path: string, old: string): void {
  try {
    disk.link(path, old);
  } catch (error) {
    if (!isCode(error, 'EPERM', 'ENOTSUP', 'ENOSYS', 'EOPNOTSUPP', 'EMLINK', 'EXDEV')) throw error;
    disk.create(old, disk.read(path), rightsOf(disk, path));
  }
}

/** Does one step. What the step replaces is looked at directly before. */
export function perform(disk: Disk, step: WriteStep, files: readonly FileChange[]): void {
  const [only] = filesOf(step, files);
  if (step.kind === 'folder') {
    if (disk.lstat(step.to) !== undefined) throw new ChangedMeanwhile(step.to, 'it was made meanwhile');
    disk.rename(step.from, step.to);
  } else if (step.kind === 'new') appear(disk, step);
  else if (only?.before === undefined) return;
  else if (step.kind === 'in-place') {
    expectText(disk, step.to, only.before);
    disk.overwrite(step.to, encoded(only.after));
  } else if (step.kind === 'delete') {
    expectText(disk, step.to, only.before);
    disk.rename(step.to, step.old);
  } else replace(disk, step, only);
  disk.flushFolder(dirname(step.to));
}

function appear(disk: Disk, { from, to }: WriteStep & { kind: 'new' }): void {
  try {
    disk.link(from, to);
  } catch (error) {
    if (isCode(error, 'EEXIST')) throw new ChangedMeanwhile(to, 'it was made meanwhile');
    if (!isCode(error, 'EPERM', 'ENOTSUP', 'ENOSYS', 'EOPNOTSUPP')) throw error;
    if (disk.lstat(to) !== undefined) throw new ChangedMeanwhile(to, 'it was made meanwhile');
    disk.rename(from, to);
    return;
  }
  disk.unlink(from);
}

function replace(disk: Disk, { from, old, to }: WriteStep & { kind: 'edit' }, { before, after }: FileChange): void {
  expectText(disk, to, before);
  const [now, then] = [disk.lstat(to), disk.lstat(old)];
  const isCopy = then?.nlink === 1;
  if (now === undefined || (now.ino !== then?.ino && !isCopy))
    throw new ChangedMeanwhile(to, 'it has changed meanwhile');
  try {
    disk.rename(from, to);
  } catch (error) {
    // A file that is mounted by itself cannot be replaced.
    if (!isCode(error, 'EBUSY', 'EXDEV')) throw error;
    disk.overwrite(to, encoded(after));
    disk.unlink(from);
  }
}

/** Throws where an editor wrote into a file between the last look at it and its replacement. */
export function expectNotLost(disk: Disk, step: WriteStep, files: readonly FileChange[]): void {
  if (step.kind === 'edit') expectText(disk, step.old, filesOf(step, files)[0]?.before, step.to);
}

function expectText(disk: Disk, path: string, text: string | undefined, shown = path): void {
  if (text === undefined || !holds(disk, path, text)) throw new ChangedMeanwhile(shown, 'it has changed meanwhile');
}

/** Whether an ordinary file is there with this text and no other. */
export function holds(disk: Disk, path: string, text: string): boolean {
  return disk.lstat(path)?.isFile() === true && disk.read(path).equals(encoded(text));
}

/** The files that a step writes. */
export function filesOf({ kind, to }: WriteStep, files: readonly FileChange[]): readonly FileChange[] {
  return files.filter(({ path }) => (kind === 'folder' ? path.startsWith(`${to}/`) : path === to));
}

export const encoded = (text = ''): Uint8Array => new TextEncoder().encode(text);

/** Removes what a step left beside its place. */
export function sweep(disk: Disk, step: WriteStep): void {
  if ('from' in step) removeTree(disk, step.from);
  if ('old' in step) removeTree(disk, step.old);
}

/** Removes what runs left whose journal is gone; the second name of a file only where the file is still there. */
export function sweepForgotten(disk: Disk, folder: string, now: number): void {
  for (const name of disk.list(folder)) {
    const kind = PREPARED.exec(name)?.[1];
    const path = join(folder, name);
    const stats = kind === undefined ? undefined : disk.lstat(path);
    if (stats === undefined || now - stats.ctimeMs < FORGOTTEN) continue;
    if (kind === 'new' || stats.nlink > 1) tryTo(() => removeTree(disk, path));
  }
}

export function removeTree(disk: Disk, path: string): void {
  const stats = disk.lstat(path);
  if (stats === undefined) return;
  if (stats.isDirectory()) {
    for (const name of disk.list(path)) removeTree(disk, join(path, name));
    disk.removeFolder(path);
  } else disk.unlink(path);
}
