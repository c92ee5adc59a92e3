/** With `--json`: the one document that a run prints on standard output, whatever it comes to. */
import { writeSync } from 'node:fs';
import { type RunTold, runDocument } from '../../lib/output/document.js';
import type { Refusal } from '../../lib/refusal.js';
import { patchFolder } from './folders.js';
import { speakToScripts } from './terminal.js';

type Known = Omit<RunTold, 'command' | 'status' | 'refusals' | 'crash' | 'places'>;

export const NOTHING_KNOWN: Known = {
  plan: undefined,
  proof: undefined,
  isWritten: false,
  isDryRun: false,
  nextSteps: [],
};

type Output = {
  readonly command: string;
  from: string;
  known: () => Known;
  document: ((status: number) => object) | undefined;
  refusals: readonly Refusal[];
  crash: string | undefined;
};

let output: Output | undefined;

/**
 * Prints the document when the process ends: every way out of a run comes by there, a refusal, a question that was left
 * and a crash, under `yo` too, which ends the process itself.
 */
export function openOutput(command: string, from: string): void {
  if (output !== undefined) return;
  const opened: Output = {
    command,
    from,
    known: () => NOTHING_KNOWN,
    document: undefined,
    refusals: [],
    crash: undefined,
  };
  output = opened;
  speakToScripts();
  process.once('exit', (status) => writeWhole(`${JSON.stringify(documentOf(opened, status), undefined, 2)}\n`));
}

/** What is known of the run is asked when it ends. */
export function outputOf(from: string, known: () => Known): void {
  if (output !== undefined) Object.assign(output, { from, known });
}

/** The last reasons why the run stops. */
export function noteRefusals(refusals: readonly Refusal[]): void {
  if (output !== undefined) output.refusals = refusals;
}

export function noteCrash(message: string): void {
  if (output !== undefined && output.refusals.length === 0) output.crash ??= message;
}

function documentOf({ command, from, known, refusals, crash }: Output, status: number): object {
  const places = { folder: patchFolder(from) };
  const all = status === 0 ? [] : refusals;
  return runDocument({ command, status, places, ...known(), refusals: all, crash: status === 0 ? undefined : crash });
}

const TRIES = 10_000;

/** Nothing is written later any more, so a pipe that is full is tried again. */
function writeWhole(text: string): void {
  let bytes = Buffer.from(text);
  for (let tries = 0; bytes.length > 0 && tries < TRIES; tries += 1) {
    try {
      bytes = bytes.subarray(writeSync(1, bytes));
      tries = 0;
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      if (code !== 'EAGAIN') {
        if (code !== 'EPIPE') sayUnwritten(message);
        return;
      }
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    }
  }
}

/** A reader that goes away has what it wants; a script that gets no document for another reason must not go on. */
function sayUnwritten(message: string): void {
  process.stderr.write(`The document could not be written to standard output: ${message}\n`);
  process.exitCode ||= 1;
}
