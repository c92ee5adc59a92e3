import { accessSync, constants } from 'node:fs';
import { decode, type HostFiles } from '../../lib/project/files.js';

const LARGEST = 2_000_000;

/**
 * The text of a file that can be edited safely; otherwise `refuse` is called with the reason.
 * `isInMemory` says that the run holds the file already, so that the disk's permissions do not matter.
 */
export function editableText(
  files: HostFiles,
  path: string,
  isInMemory: boolean,
  refuse: (why: string) => never,
): string {
  const entry = files.lstat(path);
  if (entry === undefined) return refuse('is not there.');
  if (entry.kind !== 'file') return refuse('is no ordinary file. Edit the file it stands for by hand.');
  if (entry.links > 1) return refuse('has several hard links; an edit would part them. Edit it by hand.');
  if (entry.size > LARGEST) return refuse('is too large to be edited.');
  if (!isInMemory) {
    try {
      accessSync(path, constants.R_OK | constants.W_OK);
    } catch {
      return refuse('cannot be read and written by this user.');
    }
  }
  const bytes = files.bytes(path);
  return (bytes && decode(bytes)) ?? refuse('is not UTF-8. Save it as UTF-8, or edit it by hand.');
}
