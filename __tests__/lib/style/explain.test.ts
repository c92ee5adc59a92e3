// Every value of a style in words, with what shows it and how it is pinned.
import { expect, test } from '@jest/globals';
import { explained } from '../../../lib/style/explain.js';
import { DEFAULT_STYLE, DIMENSIONS } from '../../../lib/style/style.js';

const STYLE = {
  ...DEFAULT_STYLE,
  base: { module: 'app.db', name: 'Base' },
  session: { module: 'app.db', name: 'helper', member: 'session' },
  python: [3, 11] as const,
  slash: '/' as const,
  evidence: { base: 'app/users/models.py:8', slash: 'app/users/router.py:20' },
};

const lineOf = (id: string): string =>
  explained(STYLE)
    .find((line) => line.startsWith(`${id} `))
    ?.replace(/ +/g, ' ') ?? '';

test('each dimension has one line', () => {
  const ids = Object.values(DIMENSIONS).map(({ id }) => id);

  expect(explained(STYLE).map((line) => line.split(' ')[0])).toEqual(ids);
});

test.each([
  [
    'base',
    'base Base of app.db (app/users/models.py:8) pin: base = a module and a name of it, as in "app.core.db:Base"',
  ],
  ['session', 'session helper.session of app.db (nothing shows it) pin: session = '],
  ['python', 'python 3.11 (nothing shows it) pin: python = '],
  ['slash', 'slash / (app/users/router.py:20) pin: slash = "" or "/"'],
  ['supplied', 'supplied none (nothing shows it)'],
])('the line of %s has its value, its evidence and its pin', (id, line) => {
  expect(lineOf(id)).toContain(line);
});
