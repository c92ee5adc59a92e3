// The compiled code of the engine, kept in the user's cache: faster from the second run on, and never in the way.
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeEach, expect, test } from '@jest/globals';
import { run } from '../../scripts/python.mjs';
import { scratchFolder } from '../../scripts/yo.mjs';

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const HOST = join(ROOT, '__tests__/hosts/standard/backend');
const scratch = scratchFolder('backend-package-kept-code-');
const cache = join(scratch, 'cache');
const folder = join(cache, 'generator-backend-package');

beforeEach(() => rmSync(cache, { recursive: true, force: true }));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** What `inspect` says, with the cache in this place. */
async function inspected(place = cache): Promise<string> {
  const cli = join(ROOT, 'dist/generators/cli.js');
  const env = { ...process.env, XDG_CACHE_HOME: place };
  const { status, stdout, stderr } = await run(process.execPath, [cli, 'inspect'], { cwd: HOST, env });
  expect([status, stderr]).toEqual([0, '']);
  return stdout;
}

const kept = (): readonly string[] => readdirSync(folder).map((name) => join(folder, name));

/** The one file that the first run kept. */
async function firstKept(): Promise<string> {
  await inspected();
  const [path, ...others] = kept();
  expect(others).toEqual([]);
  return path ?? '';
}

test('the first run keeps it for its user alone, and the next one takes it', async () => {
  const path = await firstKept();
  const { mode, mtimeMs, ino } = statSync(path);

  await inspected();

  expect([mode & 0o777, statSync(folder).mode & 0o777]).toEqual([0o600, 0o700]);
  expect(kept()).toEqual([path]);
  expect([statSync(path).mtimeMs, statSync(path).ino]).toEqual([mtimeMs, ino]);
});

test.each<[string, (path: string) => void]>([
  ['cut short', (path) => truncateSync(path, 100_000)],
  ['empty', (path) => truncateSync(path, 0)],
  [
    'changed in one place',
    (path) => {
      const bytes = readFileSync(path);
      bytes[150_000] = ~(bytes[150_000] ?? 0) & 0xff;
      writeFileSync(path, bytes);
    },
  ],
  ['one that others can write to', (path) => chmodSync(path, 0o666)],
])('a file that is %s is not run, and replaced', async (_, spoil) => {
  const path = await firstKept();
  const said = await inspected();
  spoil(path);
  const { ino } = statSync(path);

  expect(await inspected()).toBe(said);
  expect(kept()).toEqual([path]);
  expect(statSync(path).ino).not.toBe(ino);
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('what an earlier version kept goes', async () => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(join(folder, 'engine-old.cjs.inspect.1'), 'old');

  expect(await firstKept()).not.toMatch('engine-old');
});

test('a folder that others can write to is left alone', async () => {
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o777);

  expect(await inspected()).toContain('users');
  expect(kept()).toEqual([]);
});

test('where nothing can be kept, nothing is said', async () => {
  mkdirSync(cache);
  writeFileSync(folder, 'a file');

  expect(await inspected()).toContain('users');
  expect(readFileSync(folder, 'utf8')).toBe('a file');
});

test('letters beyond ASCII mean the same in what is built', async () => {
  const cli = join(ROOT, 'dist/generators/cli.js');
  const args = [cli, 'invoices', 'größe:str.10', '--dry-run', '--no-json'];
  const { stderr } = await run(process.execPath, args, { cwd: HOST, env: { ...process.env, XDG_CACHE_HOME: cache } });

  expect(stderr).toContain('Did you mean grosse?');
});
