/** The terminal: who can be asked on it, and what goes to standard output. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { printable } from '../../lib/refusal.js';

/** Whether a person can be asked: both standard input and standard output are a terminal. */
export function hasTerminal(): boolean {
  return process.stdin.isTTY === true && process.stdout.isTTY === true;
}

/** A patch is the one thing that goes to standard output: `… --dry-run | git apply`. */
export function printPatch(text: string): void {
  process.stdout.write(process.stdout.isTTY === true ? printable(text) : text);
}

/** The folder that git takes the paths of a patch from: the repository's, else the one that the user is in. */
export function patchFolder(from: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return folder;
    if (dirname(folder) === folder) return from;
  }
}

/** The columns of the terminal that messages are written to; nothing where there is none. */
export function terminalColumns(): number | undefined {
  return [process.stderr, process.stdout].find(({ isTTY, columns }) => isTTY && columns > 0)?.columns;
}

/** Whether a picture with its colours can be shown to somebody. */
export function showsPictures(): boolean {
  const { NO_COLOR: noColor, TERM: term } = process.env;
  return process.stdout.isTTY === true && process.stdout.columns >= 60 && !noColor && term !== 'dumb';
}

let isGuarded = false;

/** A reader that goes away, as `| head` does, must not end a run that is writing files. */
export function ignoreBrokenPipe(): void {
  if (isGuarded) return;
  isGuarded = true;
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
}
