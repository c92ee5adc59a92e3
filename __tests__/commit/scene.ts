/** A small project to commit in, a disk whose operations can fail, and what is left of a run that was killed. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';
import { DISK, type Disk } from '../../generators/commit/disk.js';
import type { FileChange } from '../../generators/commit/journal.js';

const made: string[] = [];

/** Flushing costs nothing where the disk is memory. */
const MEMORY = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

const MAIN = 'import app.users\n\nuse(app.users)\n';

export type Scene = {
  readonly project: string;
  /** The folder for the journals. */
  readonly state: string;
  readonly files: readonly FileChange[];
};

/** A run that makes a package of three files and a file beside others, and edits two files of the host. */
export function scene(): Scene {
  const folder = mkdtempSync(join(MEMORY, 'backend-package-commit-'));
  made.push(folder);
  const project = join(folder, 'project');
  mkdirSync(join(project, 'app/users'), { recursive: true });
  mkdirSync(join(folder, 'state'));
  const before = { 'app/main.py': MAIN, 'app/api.py': 'routers = []\n', 'app/users/models.py': 'class User: ...\n' };
  for (const [name, text] of Object.entries(before)) writeFileSync(join(project, name), text);
  const change = (path: string, text: string | undefined, after: string): FileChange => {
    return { path: join(project, path), before: text, after };
  };
  const files = [
    change('app/invoices/__init__.py', undefined, ''),
    change('app/invoices/models.py', undefined, 'class Invoice: ...\n'),
    change('app/invoices/tests/test_api.py', undefined, 'def test(): ...\n'),
    change('app/users/invoices.py', undefined, 'import app.invoices.models\n'),
    change('app/api.py', before['app/api.py'], 'import app.invoices\nrouters = [app.invoices]\n'),
    change('app/main.py', MAIN, `${MAIN}use(app.invoices)\n`),
  ];
  return { project, state: join(folder, 'state'), files };
}

/** Every file below a folder with its text, empty folders too. */
export function everything(folder: string): Readonly<Record<string, string>> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return Object.fromEntries(
    entries
      .map((entry) => [join(entry.parentPath, entry.name), entry] as const)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([path, entry]) => [path.slice(folder.length + 1), entry.isFile() ? readFileSync(path, 'utf8') : 'folder']),
  );
}

export class Killed extends Error {}

const CHANGING = [
  'create',
  'overwrite',
  'makeFolder',
  'rename',
  'link',
  'unlink',
  'removeFolder',
  'flushFolder',
] as const;

export type Moment = { readonly operation: string; readonly path: string; readonly number: number };

/** A disk on which `before` is called with each changing operation, which it may let fail. */
export function watched(before: (moment: Moment, half: () => void) => void): Disk {
  let number = 0;
  const disk: Record<string, unknown> = { ...DISK };
  for (const operation of CHANGING) {
    const real = DISK[operation] as (path: string, content: Uint8Array, rights?: unknown) => void;
    disk[operation] = (path: string, content: Uint8Array, rights?: unknown) => {
      number += 1;
      const half = (): void => {
        if (operation === 'create' || operation === 'overwrite')
          writeFileSync(path, content.subarray(0, content.length / 2));
      };
      before({ operation, path, number }, half);
      real(path, content, rights);
    };
  }
  return disk as unknown as Disk;
}

/** A process that is killed at an operation does nothing any more: before it, or in the middle of it. */
export function killedAt(at: number, isHalf: boolean): Disk {
  return watched(({ number }, half) => {
    if (number < at) return;
    if (number === at && isHalf) half();
    throw new Killed();
  });
}
