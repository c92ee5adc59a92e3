/** Which files can be edited without harm: looked at before any of them is read. */
import { dirname } from 'node:path';
import { decode, type HostFiles } from '../project/files.js';
import { isInside } from '../project/paths.js';
import type { Refusal } from '../refusal.js';

const LARGEST = 2_000_000;

/** The text of a file that can be edited, or why it cannot be. `top` is the folder that nothing is written outside of. */
export function editableText(files: HostFiles, path: string, top: string): string | Refusal {
  const not = (id: string, reason: string, hint?: string): Refusal => ({ id, status: 3, reason, at: { path }, hint });
  const entry = files.lstat(path);
  if (entry === undefined) return not('file-missing', 'This file does not exist.');
  if (entry.kind !== 'file') {
    return not('file-unusual', 'This is not an ordinary file.', 'Edit the file that it leads to by hand.');
  }
  const outside = outsideOf(files, path, top);
  if (outside !== undefined) return outside;
  if (entry.links > 1) {
    const reason = 'This file has several hard links; an edit would separate them.';
    return not('file-unusual', reason, 'Edit it by hand.');
  }
  if (entry.size > LARGEST) return not('file-unusual', 'This file is too large to be edited.');
  if (!files.canWrite(path)) return not('file-unusual', 'This file cannot be read and written by this user.');
  const bytes = files.bytes(path);
  const text = bytes && decode(bytes);
  return text ?? not('file-unusual', 'This file is not UTF-8.', 'Save it as UTF-8, or edit it by hand.');
}

/** Refuses a path whose folder is reached through a link that leads out of the project. */
export function outsideOf(files: HostFiles, path: string, top: string): Refusal | undefined {
  const folder = files.real(dirname(path));
  if (isInside(files.real(top), folder)) return undefined;
  const reason = `Its folder is a link out of the project, to ${folder}.`;
  return { id: 'link-outside', status: 3, reason, at: { path }, hint: 'Run the command in the project it leads to.' };
}
