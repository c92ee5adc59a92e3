/** Every operation by which a commit reads or changes the disk, in one object: tests let each of them fail. */
import {
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fsyncSync,
  ftruncateSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  type Stats,
  unlinkSync,
  utimesSync,
  writeSync,
} from 'node:fs';

/** Who may do what with a file. */
export type Rights = Pick<Stats, 'mode' | 'uid' | 'gid'>;

export type Disk = {
  /** Nothing where there is nothing; links are not followed. */
  lstat(path: string): Stats | undefined;
  /** The names in a folder; none where there is no folder. */
  list(folder: string): readonly string[];
  read(path: string): Buffer;
  /** A new file, flushed; with `rights` as near to them as this user may come. */
  create(path: string, content: Uint8Array, rights?: Rights): void;
  /** Another content for a file that stays the same file; flushed. */
  overwrite(path: string, content: Uint8Array): void;
  makeFolder(path: string): void;
  rename(from: string, to: string): void;
  link(from: string, to: string): void;
  unlink(path: string): void;
  removeFolder(path: string): void;
  /** Makes the names in a folder last. */
  flushFolder(path: string): void;
  touch(path: string): void;
};

export const DISK: Disk = {
  lstat: (path) => lstatSync(path, { throwIfNoEntry: false }),
  list: (folder) => {
    try {
      return readdirSync(folder).sort();
    } catch (error) {
      if (isCode(error, 'ENOENT', 'ENOTDIR')) return [];
      throw error;
    }
  },
  read: readFileSync,
  create(path, content, rights) {
    const handle = openSync(path, 'wx', 0o666);
    try {
      if (rights !== undefined) takeRights(handle, rights);
      writeAll(handle, content);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  },
  overwrite(path, content) {
    // Of a pipe that took the file's place nobody waits for a reader.
    const handle = openSync(path, constants.O_RDWR | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      writeAll(handle, content);
      ftruncateSync(handle, content.length);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  },
  makeFolder: (path) => mkdirSync(path),
  rename: renameSync,
  link: linkSync,
  unlink: unlinkSync,
  removeFolder: (path) => rmdirSync(path),
  flushFolder(path) {
    let handle: number | undefined;
    try {
      handle = openSync(path, 'r');
      fsyncSync(handle);
    } catch (error) {
      // Some systems cannot flush a folder; they keep its names by themselves.
      if (!isCode(error, 'EINVAL', 'ENOTSUP', 'EPERM', 'EISDIR')) throw error;
    } finally {
      if (handle !== undefined) closeSync(handle);
    }
  },
  touch: (path) => utimesSync(path, new Date(), new Date()),
};

/** Whether an error of the file system has one of these codes. */
export function isCode(error: unknown, ...codes: readonly string[]): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && codes.includes(String(error.code));
}

/** What an error says. */
export function because(error: unknown): string {
  return typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error);
}

/** What may fail without harm: its effect is looked at afterwards, or nobody needs it. */
export function tryTo(work: () => void): void {
  try {
    work();
  } catch {
    return;
  }
}

function takeRights(handle: number, { mode, uid, gid }: Rights): void {
  tryTo(() => fchownSync(handle, uid, gid));
  fchmodSync(handle, mode & 0o7777);
}

/** One call may write a part only. */
function writeAll(handle: number, content: Uint8Array): void {
  for (let at = 0; at < content.length; ) at += writeSync(handle, content, at, content.length - at, at);
}
