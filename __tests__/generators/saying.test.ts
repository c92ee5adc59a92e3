import { cpSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { HOSTS, lay } from '../hosts/hosts.js';
import { copyOfStandard, run, scratch, tree } from './run.js';

async function plan(name: string): Promise<string> {
  const host = HOSTS.find((each) => each.name === name);
  if (host === undefined) throw new Error(`there is no host ${name}`);
  const folder = scratch();
  mkdirSync(folder, { recursive: true });
  lay(host, folder, ['backend']);
  const outcome = await run(folder, ['backend-package:app', 'invoices', 'number:str'], { options: { yes: true } });
  expect(outcome.error).toBeUndefined();
  return outcome.printed;
}

test('the plan names the line that each edit follows', async () => {
  expect(await plan('standard-by-hand')).toMatch(/~ app\/main\.py \+2, like line 7 for users\n/);
});

test('the plan says that a host finds its packages itself', async () => {
  const printed = await plan('discovery');
  expect(printed).toContain('This backend discovers routers by itself; nothing to register.');
  expect(printed).not.toMatch(/^ {2}~ /m);
});

test('the plan says what guards the new package, and where that was seen', async () => {
  expect(await plan('auth-in-package')).toMatch(/guarded by +Depends\(\w+\) as in app\/users\/\w+\.py:\d+/);
});

const WITH_TEST_ROOT = fileURLToPath(new URL('../styles/column-functions/backend', import.meta.url));

function copyWithTestRoot(): string {
  const folder = scratch();
  cpSync(WITH_TEST_ROOT, folder, { recursive: true });
  return folder;
}

/** The files that a printed plan names as new, in its order: one by its path, or those of a folder behind it. */
function newOnes(printed: string): readonly string[] {
  return [...printed.matchAll(/^ {2}\+ (\S+(?:\s+\w+\.py)*)$/gm)].flatMap(([, words = '']) => {
    const [path = '', ...names] = words.split(/\s+/);
    return names.length === 0 ? [path] : names.map((name) => path + name);
  });
}

test.each([
  ['inside the package', copyOfStandard],
  ['in a folder of the host', copyWithTestRoot],
])('the plan shows every file that is written, folder by folder: tests %s', async (_where, copy) => {
  const folder = copy();
  const before = Object.keys(tree(folder));
  const command = ['backend-package:app', 'invoices', 'number:str'];
  const dry = await run(folder, command, { options: { dryRun: true } });
  const { printed } = await run(folder, command, { options: { yes: true } });
  const written = Object.keys(tree(folder)).filter((path) => !before.includes(path));
  const shown = newOnes(printed);
  expect([...shown].sort()).toEqual([...written].sort());
  expect(newOnes(dry.printed)).toEqual(shown);
  expect(printed).toContain(`Wrote ${written.length} files`);
  const folders = shown.map((path) => path.slice(0, path.lastIndexOf('/')));
  expect(folders.filter((each, index) => each !== folders[index - 1])).toEqual([...new Set(folders)]);
});

test('a model for a package with tests elsewhere shows the test files that it edits', async () => {
  const folder = copyWithTestRoot();
  await run(folder, ['backend-package:app', 'invoices', 'number:str'], { options: { yes: true } });
  const { printed } = await run(folder, ['backend-package:model', 'invoices', 'Line', 'text:str'], {
    options: { yes: true },
  });
  expect(printed).toMatch(/~ tests\/test_invoices\.py \+\d+/);
});
