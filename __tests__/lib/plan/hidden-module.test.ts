import { expect, test } from '@jest/globals';

import { hiddenModuleProblem } from '../../../lib/plan/hidden-module.js';
import { inMemory } from '../memory.js';

const FILES = inMemory({
  '/b/requirements.txt': 'fastapi\nsqlalchemy\nPyJWT[crypto]>=2\nmy-billing==1.0\n',
  '/b/main.py': 'import users\n',
});

test.each([
  ['calendar', "would hide Python's own module calendar."],
  ['json', "Python's own module json."],
  ['token', "Python's own module token."],
  ['fastapi', 'would hide the installed package fastapi.'],
  ['my_billing', 'would hide my-billing, which the backend requires.'],
  ['jwt', 'would hide pyjwt, which the backend requires.'],
])('%s is refused where packages are imported at the top level: %s', (name, message) => {
  expect(hiddenModuleProblem(FILES, { root: '/b', importRoot: '' }, name)).toMatchObject({
    id: 'package-hides-module',
    status: 2,
    reason: expect.stringContaining(message),
  });
});

test.each([
  ['invoices', ''],
  ['calendar', 'app'],
  ['fastapi', 'src.app'],
])('%s is accepted below %j', (name, importRoot) => {
  expect(hiddenModuleProblem(FILES, { root: '/b', importRoot }, name)).toBeUndefined();
});
