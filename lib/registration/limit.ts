/** The longest line that an insertion may make. */
import type { HostFile } from './host-file.js';

const LINE_LENGTH = 88;

/** The longest line that an insertion may make; `undefined` where the host has longer ones of its own. */
export function limitOf(file: HostFile): number | undefined {
  const { lineLength = LINE_LENGTH } = file.request;
  return file.source.split(/\r\n|\r|\n/).some((line) => line.length > lineLength) ? undefined : lineLength;
}
