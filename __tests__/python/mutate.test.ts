import { beforeAll, describe, expect, test } from '@jest/globals';

import { breakFile, mutate, table } from '../../scripts/mutate.mjs';
import { PACKAGE, WAYS } from '../../scripts/mutations.mjs';
import { pythonForTests } from '../../scripts/python.mjs';
import { copyBackend, generate } from './backend.js';

const python = (await pythonForTests()) ?? '';
const withPython = python === '' ? describe.skip : describe;

test('there are twenty ways to break a package', () => {
  expect(new Set(WAYS.map(({ what }) => what)).size).toBe(20);
});

describe('the tests of a generated package', () => {
  let backend = '';

  beforeAll(async () => {
    backend = copyBackend();
    await generate(backend, PACKAGE);
  });

  test('are not asked about a way that no longer finds what it breaks', () => {
    const way = { what: 'no rollback', file: 'crud.py', find: 'db.rollforward()', replacement: '', times: 1 };

    expect(() => breakFile(backend, way)).toThrow('"no rollback" matches 0 times in crud.py, not 1: db.rollforward()');
  });

  withPython('with Python', () => {
    test('notice every way in which the code is broken', async () => {
      const results = await mutate(python, backend);

      process.stderr.write(`${table(results)}\n`);
      expect(results.filter(({ noticedBy }) => noticedBy === undefined)).toEqual([]);
      expect(results).toHaveLength(WAYS.length);
    }, 300_000);
  });
});
