/** `--spec`: the file that asks for several packages, read and handed in. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { resolve } from 'node:path';
import { urlSegment } from '../../lib/naming/names.js';
import type { Refusal } from '../../lib/refusal.js';
import type { AskedPackage, SettingRow } from '../../lib/request/spec.js';
import type { Instance } from './instance.js';
import { SETTING_OPTIONS } from './option-specs.js';
import { handInModel, handInPackage, type Run } from './run.js';
import { stopFor } from './stop.js';

export const SETTING_ROWS: readonly SettingRow[] = SETTING_OPTIONS.map(({ name, type, description }) => {
  return { name, isSwitch: type === Boolean, description };
});

const LARGEST = 1_000_000;

/** What the file asks for; every reason why it cannot be had ends the run. */
export async function readSpecFile(file: string, from: string): Promise<readonly AskedPackage[]> {
  const text = textOf(file, from);
  if (typeof text !== 'string') stopFor(text);
  const { readSpec } = await import('../../lib/request/spec.js');
  const asked = readSpec(String(text), file === '-' ? 'standard input' : file, SETTING_ROWS);
  if ('refusals' in asked) stopFor(asked.refusals);
  const found = 'refusals' in asked ? [] : asked;
  if (found.length === 0) stopFor(unread(file, 'asks for no package'));
  return found;
}

export function handInSpec(run: Run, generator: Instance, asked: readonly AskedPackage[]): void {
  for (const { first, further, places } of asked) {
    if (first !== undefined) {
      handInPackage(run, generator, first, places);
      // The first model of a package has the package's own paths.
      handInModel(run, generator, first, '', places);
    }
    for (const spec of further) handInModel(run, generator, spec, `/${urlSegment(spec.model.collection)}`, places);
  }
}

/** Options that are those of one model, which the file has for each. */
export function beside(options: object, words: readonly string[]): Refusal | undefined {
  const names = ['model', 'path', 'tag', ...SETTING_ROWS.map(({ name }) => name)];
  const given = [
    ...words.map((word) => JSON.stringify(word)),
    ...names
      .filter((name) => name in options && (options as Record<string, unknown>)[name] !== undefined)
      .map((name) => `--${name}`),
  ];
  if (given.length === 0) return undefined;
  const reason = `With --spec the file says what is asked for, and not ${given.join(', ')}.`;
  return { id: 'spec-and-more', status: 2, reason, hint: 'Write it into the file.' };
}

const unread = (file: string, why: string): Refusal => {
  return { id: 'spec-unreadable', status: 2, reason: `--spec=${file}: it ${why}.` };
};

function textOf(file: string, from: string): string | Refusal {
  let handle: number | undefined;
  try {
    handle = file === '-' ? 0 : openSync(resolve(from, file), 'r');
    if (file !== '-' && !fstatSync(handle).isFile()) return unread(file, 'is no ordinary file');
    const bytes = Buffer.alloc(LARGEST + 1);
    let length = 0;
    for (let read = -1; read !== 0 && length <= LARGEST; length += read) {
      read = readWaiting(handle, bytes, length);
    }
    if (length > LARGEST) return unread(file, 'is too large');
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, length));
  } catch (error) {
    return unread(file, error instanceof TypeError ? 'is not UTF-8' : 'cannot be read');
  } finally {
    if (handle !== undefined && handle !== 0) closeSync(handle);
  }
}

const WAIT = 10;

/** A pipe whose writer is not ready yet is asked again. */
function readWaiting(handle: number, bytes: Buffer, length: number): number {
  for (;;) {
    try {
      return readSync(handle, bytes, length, bytes.length - length, null);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EOF') return 0;
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, WAIT);
    }
  }
}
