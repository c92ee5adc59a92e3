/** The files of a run: what it holds in memory over the disk. Nothing is read before it was looked at. */
import { accessSync, constants, lstatSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { MemFsEditor } from 'mem-fs-editor';
import { isFileStateDeleted, isFileStateModified } from 'mem-fs-editor/state';
import type { FileEntry, HostFiles } from '../../lib/project/files.js';

/** The bytes that the run holds in memory for a path: `null` for a file that it deletes. */
export function pendingBytes(fs: MemFsEditor, path: string): Uint8Array | null | undefined {
  if (!fs.store.existsInMemory(path)) return undefined;
  const file = fs.store.get(path);
  if (isFileStateDeleted(file)) return null;
  // A file that was only read is taken from the disk: mem-fs has dropped its BOM.
  return isFileStateModified(file) && file.contents ? file.contents : undefined;
}

/** Runs a look at the disk; what is not there is nothing. */
function ifThere<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch {
    return undefined;
  }
}

/** Larger files are no source code, and what is no regular file (a pipe, a device) may never end. */
const LARGEST = 8_000_000;

function bytesOnDisk(path: string): Uint8Array | undefined {
  return ifThere(() => {
    const stats = statSync(path, { throwIfNoEntry: false });
    return stats?.isFile() && stats.size <= LARGEST ? readFileSync(path) : undefined;
  });
}

/** The path with its links followed; of what does not exist, the deepest folder that does. */
function realPath(path: string): string {
  const real = ifThere(() => realpathSync(path));
  if (real !== undefined || dirname(path) === path) return real ?? path;
  return join(realPath(dirname(path)), basename(path));
}

/** What the run holds in memory, laid over the disk. */
export function hostFiles(fs: MemFsEditor): HostFiles {
  const pendingBelow = (folder: string): readonly string[] => {
    const paths: string[] = [];
    fs.store.each((file) => {
      if (file.path.startsWith(`${folder}/`) && pendingBytes(fs, file.path)) paths.push(file.path);
    });
    return paths;
  };
  return {
    bytes(path) {
      const pending = pendingBytes(fs, path);
      if (pending === null) return undefined;
      return pending ?? bytesOnDisk(path);
    },
    list(folder) {
      const onDisk = (ifThere(() => readdirSync(folder)) ?? []).filter(
        (name) => pendingBytes(fs, `${folder}/${name}`) !== null,
      );
      const pending = pendingBelow(folder).map((path) => path.slice(folder.length + 1).split('/')[0] ?? '');
      return [...new Set([...onDisk, ...pending])].sort();
    },
    lstat(path): FileEntry | undefined {
      const pending = pendingBytes(fs, path);
      if (pending === null) return undefined;
      const stats = ifThere(() => lstatSync(path, { throwIfNoEntry: false }));
      if (stats !== undefined) {
        const kind = stats.isFile()
          ? 'file'
          : stats.isDirectory()
            ? 'folder'
            : stats.isSymbolicLink()
              ? 'link'
              : 'other';
        return { kind, links: stats.nlink, size: pending?.length ?? stats.size };
      }
      if (pending !== undefined) return { kind: 'file', links: 1, size: pending.length };
      return pendingBelow(path).length > 0 ? { kind: 'folder', links: 1, size: 0 } : undefined;
    },
    canWrite(path) {
      if (pendingBytes(fs, path)) return true;
      return ifThere(() => accessSync(path, constants.R_OK | constants.W_OK) ?? true) === true;
    },
    real: realPath,
  };
}
