// The copy of a host in which the proof starts it: what the application may write to there, and what leads to the host.
import { lstatSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { create as createStore } from 'mem-fs';
import { create } from 'mem-fs-editor';
import { layOverlay } from '../../generators/yeoman/proof-overlay.js';
import { scratchFolder } from '../../scripts/yo.mjs';

const scratch = scratchFolder('overlay-');
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

test('a log and a database are copied whatever their size, and settings and large data are links', () => {
  const [project, folder] = [join(scratch, 'shop'), join(scratch, 'copy')];
  const long = 'x'.repeat(300_000);
  mkdirSync(join(project, 'logs'), { recursive: true });
  const copied = ['logs/app.log', 'shop.db', 'shop.sqlite3', 'large.py'];
  for (const name of [...copied, 'words.json']) writeFileSync(join(project, name), long);
  writeFileSync(join(project, '.env'), 'SECRET=1');

  expect(layOverlay(create(createStore()), { project, top: scratch }, folder, [])).toBe(true);

  const isLink = (name: string): boolean => lstatSync(join(folder, 'shop', name)).isSymbolicLink();
  expect(copied.map(isLink)).toEqual([false, false, false, false]);
  expect(['words.json', '.env'].map(isLink)).toEqual([true, true]);
  writeFileSync(join(folder, 'shop/logs/app.log'), 'started');
  expect(readFileSync(join(project, 'logs/app.log'), 'utf8')).toBe(long);
});
