import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';

import { pythonForTests, run } from '../../scripts/python.mjs';
import { copyBackend, generate, MYPY, PLUGINS, QUICK_PYTEST } from './backend.js';
import { AWKWARD, EVERYTHING, MODIFIERS, TYPES, words } from './packages.js';

const python = (await pythonForTests()) ?? '';
const withPython = python === '' ? describe.skip : describe;

const PACKAGES = [EVERYTHING, ...AWKWARD];
const TESTS = ['S101', 'PLR2004'].map((rule) => `app/*/tests/*:${rule}`);

test('one package has every type and every modifier', () => {
  const { types, modifiers } = words([EVERYTHING]);

  expect([...types].sort()).toEqual([...TYPES].sort());
  expect([...modifiers].sort()).toEqual([...MODIFIERS].sort());
});

withPython('packages generated into the sample backend', () => {
  let backend = '';

  beforeAll(async () => {
    backend = copyBackend();
    for (const command of PACKAGES) await generate(backend, command);
  }, 300_000);

  async function passes(...args: string[]): Promise<void> {
    const configured = join(backend, 'configured.db');
    const env = { ...process.env, DATABASE_URL: `sqlite:///${configured}`, ...PLUGINS };
    const { status, stdout, stderr } = await run(python, ['-m', ...args], { cwd: backend, env });
    if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status} in ${backend}:\n${stdout}${stderr}`);
    expect(existsSync(configured)).toBe(false);
  }

  test('their tests and the old ones pass without a warning and leave the configured database alone', async () => {
    // Without these plugins it takes twice as long; references.test.ts runs such tests without them.
    await passes(...QUICK_PYTEST, '-W', 'error');
  }, 300_000);

  test('ruff finds nothing, whatever it looks for', async () => {
    await passes(
      'ruff',
      'check',
      '--isolated',
      '--no-cache',
      '--select',
      'ALL',
      '--ignore',
      'D,CPY,COM812,TC',
      '--per-file-ignores',
      TESTS.join(','),
      ...PACKAGES.map(({ name }) => `app/${name}`),
    );
  });

  test('everything is formatted as ruff formats it', async () => {
    await passes('ruff', 'format', '--check', '--no-cache', ...PACKAGES.map(({ name }) => `app/${name}`));
  });

  test("the backend's own files stay formatted and their imports sorted", async () => {
    const other = copyBackend();
    await generate(other, EVERYTHING);
    await generate(other, { name: 'zones', fields: [] });

    for (const args of [
      ['format', '--check', '--no-cache', '.'],
      ['check', '--no-cache', '--select', 'I,F,E', '.'],
    ]) {
      const { status, stdout } = await run(python, ['-m', 'ruff', ...args], { cwd: other });
      expect([status, stdout]).toEqual([0, stdout]);
    }
  });

  test('mypy finds nothing in its strict mode', async () => {
    await passes(...MYPY, 'app');
  }, 300_000);
});
