// The key of a record in a path, as the FastAPI of the backend reads its rules.
import { expect, test } from '@jest/globals';
import { context, type PackageNames } from '../../../lib/package/context.js';
import { keyOf } from '../../../lib/package/key.js';
import { DEFAULT_STYLE } from '../../../lib/style/style.js';

const PKG: PackageNames = {
  name: 'invoices',
  slug: 'invoices',
  path: '/invoices',
  models: [],
  first: 'Invoice',
  classes: new Map(),
  enums: new Map(),
};

test.each([
  [1, String.raw`regex=r"^[^\x00]+$"`],
  [2, String.raw`pattern=r"^[^\x00]+$"`],
] as const)('a text refuses NUL by the word that is known beside Pydantic %i', (pydantic, rule) => {
  const key = { name: 'id', kind: 'str', column: undefined } as const;
  expect(keyOf(context(PKG, 'api.py', { ...DEFAULT_STYLE, pydantic, key })).path).toBe(rule);
});
