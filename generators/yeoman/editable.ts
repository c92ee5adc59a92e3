import { accessSync, constants } from 'node:fs';
import { decode, type HostFiles } from '../../lib/project/files.js';
import type { Refusal } from '../../lib/refusal.js';

const LARGEST = 2_000_000;

/**
 * The text of a file that can be edited safely; otherwise `refuse` is called with the reason.
 * `isInMemory` says that the run holds the file already, so that the disk's permissions do not matter.
 */
export function editableText(
  files: HostFiles,
  path: string,
  isInMemory: boolean,
  refuse: (why: Refusal) => never,
): string {
  const not = (id: string, reason: string, hint?: string): never =>
    refuse({ id, status: 3, reason, at: { path }, hint });
  const entry = files.lstat(path);
  if (entry === undefined) return not('file-missing', 'This file does not exist.');
  if (entry.kind !== 'file')
    return not('file-unusual', 'This is not an ordinary file.', 'Edit the file that it leads to by hand.');
  if (entry.links > 1)
    return not('file-unusual', 'This file has several hard links; an edit would separate them.', 'Edit it by hand.');
  if (entry.size > LARGEST) return not('file-unusual', 'This file is too large to be edited.');
  if (!isInMemory) {
    try {
      accessSync(path, constants.R_OK | constants.W_OK);
    } catch {
      return not('file-unusual', 'This file cannot be read and written by this user.');
    }
  }
  const bytes = files.bytes(path);
  const text = bytes && decode(bytes);
  return text ?? not('file-unusual', 'This file is not UTF-8.', 'Save it as UTF-8, or edit it by hand.');
}
