import { describe, expect, test } from '@jest/globals';
import { registerRouter } from '../../lib/registration/routers.js';
import { inOneFile } from '../lib/one-file.js';
import { BROKEN, UNSEEN } from '../lib/python/newest/broken.js';
import { VALID } from '../lib/python/newest/valid.js';

const REQUEST = { module: 'app.api', importRoot: 'app', blueprint: 'users', package: 'invoices', singular: 'invoice' };

const host = (...names: readonly string[]): string => `from fastapi import APIRouter
${names.map((name) => `from app.${name} import api as ${name}_api\n`).join('')}
v1 = APIRouter()
${names.map((name) => `v1.include_router(${name}_api.router)\n`).join('')}
`;

/** These speak of the first lines of a file. */
const isOfTheTop = (text: string): boolean => /__future__|coding|\uFEFF/.test(text);

describe('syntax that has nothing to do with the registration is no reason to refuse', () => {
  test.each(Object.entries(VALID).filter(([, text]) => !isOfTheTop(text)))('%s', async (_, text) => {
    const outcome = await inOneFile(registerRouter, host('users') + text, REQUEST);
    if (outcome.kind !== 'edited') throw new Error(JSON.stringify(outcome));
    const lines = (source: string): string => source.replace(/\r\n|\r/g, '\n');
    expect(lines(outcome.source)).toBe(lines(host('users') + text).replace(host('users'), host('users', 'invoices')));
  });
});

describe('a file with text that is not Python is refused wherever that stands', () => {
  test.each(Object.entries(BROKEN).filter(([name]) => !UNSEEN.includes(name)))('%s', async (_, text) => {
    expect(await inOneFile(registerRouter, host('users') + text, REQUEST)).toMatchObject({
      kind: 'refused',
      id: 'invalid-python',
    });
  });
});

test('syntax that the grammar does not know and that holds the registration is refused', async () => {
  const source = `${host()}from app.users import api as users_api\n\ndef add[T = int](v1):\n    v1.include_router(users_api.router)\n`;
  expect(await inOneFile(registerRouter, source, REQUEST)).toMatchObject({
    kind: 'refused',
    id: 'router-shape-unknown',
  });
});
