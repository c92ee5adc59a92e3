/** Writes changes of existing files, all or none, and takes back what a run wrote. */
import {
  closeSync,
  existsSync,
  fchmodSync,
  fchownSync,
  fsyncSync,
  lstatSync,
  openSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { addedLines } from '../../lib/plan/lines.js';
import type { Change } from '../../lib/plan/plan.js';
import { BackendPackageError } from '../../lib/refusal.js';

/**
 * Writes files that exist: all of them, or none and nothing else of the run either.
 *
 * @throws BackendPackageError(5) when one cannot be written or has changed since it was read
 */
export function commitExisting(changes: readonly Change[], waiting: readonly Change[]): void {
  const done: Change[] = [];
  try {
    for (const change of waiting) {
      if (!isOnDisk(change.path, change.before ?? '')) throw new Error('it has changed meanwhile');
      replaceFile(change.path, change.after);
      done.push(change);
    }
  } catch (error) {
    const failed = waiting[done.length]?.path ?? '';
    for (const { path, before } of done) replaceFile(path, before ?? '');
    throw rolledBackError(changes, 'file-not-written', `${failed} could not be written: ${because(error)}.`);
  }
}

/** Takes back what this run wrote: new files go, others are as they were. */
export function rollBack(changes: readonly Change[]): void {
  for (const change of changes) {
    if (!isWritten(change)) continue;
    if (change.before !== undefined) writeFileSync(change.path, encode(change.before));
    else {
      rmSync(change.path);
      removeEmptyFolders(dirname(change.path), changes);
    }
  }
}

/** The error after a commit that did not work out: everything is as it was, and the lines are printed. */
export function rolledBackError(changes: readonly Change[], id: string, why: string): BackendPackageError {
  rollBack(changes);
  const host = changes.filter((change) => change.why === 'registration');
  const paste = host.map(({ path, before = '', after }) => {
    return { path, lines: addedLines(before, after).map(({ text }) => text) };
  });
  return new BackendPackageError({ id, status: 5, reason: `${why} Everything was taken back.`, paste });
}

/** The first file that is not on the disk as planned: somebody declined it, or it could not be written. */
export function missingFile(changes: readonly Change[]): string | undefined {
  return changes.find((change) => !isWritten(change))?.path;
}

export const isWritten = ({ path, after }: Change): boolean => isOnDisk(path, after);

export const because = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

function isOnDisk(path: string, text: string): boolean {
  return existsSync(path) && Buffer.compare(readFileSync(path), encode(text)) === 0;
}

/** What may fail without harm: its effect is checked afterwards. */
function tryTo(work: () => void): void {
  try {
    work();
  } catch {
    return;
  }
}

/** Puts the text beside the file, with the same mode, and then in its place. */
function replaceFile(path: string, text: string): void {
  const { mode, uid, gid } = statSync(path);
  const sibling = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
  try {
    const handle = openSync(sibling, 'wx', mode);
    try {
      tryTo(() => fchownSync(handle, uid, gid));
      fchmodSync(handle, mode);
      writeFileSync(handle, encode(text));
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    const written = lstatSync(sibling);
    if (written.uid !== uid || written.gid !== gid) throw new Error('it belongs to another user or group');
    renameSync(sibling, path);
  } catch (error) {
    rmSync(sibling, { force: true });
    throw error;
  }
}

/** Removes a folder that is empty now, and those above it in which this run wrote nothing else. */
function removeEmptyFolders(folder: string, changes: readonly Change[]): void {
  const isOurs = (each: string): boolean =>
    changes.some(({ path, before }) => before === undefined && path.startsWith(`${each}/`)) &&
    changes.every(({ path, before }) => before === undefined || !path.startsWith(`${each}/`));
  for (let each = folder; isOurs(each); each = dirname(each)) {
    try {
      rmdirSync(each);
    } catch {
      return;
    }
  }
}
