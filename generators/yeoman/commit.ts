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
import type { FileEdit, HostEdit, Plan } from '../../lib/plan/plan.js';
import { BackendPackageError } from '../../lib/refusal.js';

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

function removeEmptyFolders(folder: string, root: string): void {
  for (let each = folder; each.startsWith(root) && each !== dirname(root); each = dirname(each)) {
    try {
      rmdirSync(each);
    } catch {
      return;
    }
  }
}

/** Takes back what this run wrote of its packages: created files go, replaced ones are as they were. */
export function rollBack(plan: Plan): void {
  for (const each of plan.packages) {
    for (const file of each.files) {
      if (file.kind === 'same' || !isOnDisk(file.path, file.after)) continue;
      if (file.kind === 'create') {
        rmSync(file.path);
        removeEmptyFolders(dirname(file.path), each.folder);
      } else {
        writeFileSync(file.path, encode(file.before));
      }
    }
  }
}

const because = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** The error after a commit that did not work out: the package is gone again, the lines are printed. */
export function rolledBackError(plan: Plan, edits: readonly HostEdit[], id: string, why: string): BackendPackageError {
  rollBack(plan);
  const paste = edits.map(({ path, lines }) => ({ path, lines: lines.map(({ text }) => text) }));
  return new BackendPackageError({ id, status: 5, reason: `${why} Everything was taken back.`, paste });
}

/** Every package file is on the disk as planned; otherwise somebody declined it or it could not be written. */
export function missingFile(files: readonly FileEdit[]): string | undefined {
  return files.find((file) => !isOnDisk(file.path, file.after))?.path;
}

export const isWritten = (edit: HostEdit): boolean => isOnDisk(edit.path, edit.after);

/**
 * Writes the host's files: all of them, or none and no package either.
 *
 * @throws BackendPackageError(5) when one cannot be written or has changed since it was read
 */
export function commitHost(plan: Plan, edits: readonly FileEdit[]): void {
  const done: FileEdit[] = [];
  try {
    for (const edit of edits) {
      if (!isOnDisk(edit.path, edit.before)) throw new Error('it has changed meanwhile');
      replaceFile(edit.path, edit.after);
      done.push(edit);
    }
  } catch (error) {
    const failed = edits[done.length]?.path ?? '';
    for (const edit of done) replaceFile(edit.path, edit.before);
    throw rolledBackError(plan, plan.edits, 'file-not-written', `${failed} could not be written: ${because(error)}.`);
  }
}
