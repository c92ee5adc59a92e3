/** Writes the changes of a run, all or none, and takes back what was written. */
import {
  closeSync,
  existsSync,
  fchmodSync,
  fchownSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
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
import type { Refusal } from '../../lib/refusal.js';

/**
 * Writes new files first and then those that exist: all of them, or none where one cannot be written or has changed since
 * it was read.
 */
export function commitChanges(changes: readonly Change[]): Refusal | undefined {
  const isNew = ({ before }: Change): boolean => before === undefined;
  const ordered = [...changes.filter(isNew), ...changes.filter((change) => !isNew(change))];
  let failed = '';
  try {
    for (const change of ordered) {
      failed = change.path;
      if (change.before === undefined) createFile(change.path, change.after);
      else if (!isOnDisk(change.path, change.before)) throw new Error('it has changed meanwhile');
      else replaceFile(change.path, change.after);
    }
  } catch (error) {
    return rolledBack(changes, 'file-not-written', `${failed} could not be written: ${because(error)}.`);
  }
  return undefined;
}

/** Takes back what this run wrote: new files go, others are as they were. */
function rollBack(changes: readonly Change[]): void {
  for (const change of changes) {
    if (change.before !== undefined) {
      if (isWritten(change)) replaceFile(change.path, change.before);
      continue;
    }
    if (isWritten(change)) rmSync(change.path);
    removeEmptyFolders(dirname(change.path), changes);
  }
}

/** Takes back a commit that did not work out, and says so: everything is as it was, and the lines are printed. */
export function rolledBack(changes: readonly Change[], id: string, why: string): Refusal {
  rollBack(changes);
  const host = changes.filter((change) => change.why === 'registration');
  const paste = host.map(({ path, before = '', after }) => {
    return { path, lines: addedLines(before, after).map(({ text }) => text) };
  });
  return { id, status: 5, reason: `${why} Everything was taken back.`, paste };
}

/** The first file that is not on the disk as planned: somebody declined it, or it could not be written. */
export function missingFile(changes: readonly Change[]): string | undefined {
  return changes.find((change) => !isWritten(change))?.path;
}

export const isWritten = ({ path, after }: Change): boolean => isOnDisk(path, after);

const because = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

function isOnDisk(path: string, text: string): boolean {
  try {
    // What is no ordinary file, as a pipe, might never end.
    return statSync(path).isFile() && Buffer.compare(readFileSync(path), encode(text)) === 0;
  } catch {
    return false;
  }
}

/** What may fail without harm: its effect is checked afterwards. */
function tryTo(work: () => void): void {
  try {
    work();
  } catch {
    return;
  }
}

/** Puts the text beside the new file's place and then there, so that no half of a file is ever seen. */
function createFile(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  if (existsSync(path)) throw new Error('it was made meanwhile');
  const sibling = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
  try {
    writeFileSync(sibling, encode(text), { flag: 'wx' });
    renameSync(sibling, path);
  } catch (error) {
    rmSync(sibling, { force: true });
    throw error;
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
