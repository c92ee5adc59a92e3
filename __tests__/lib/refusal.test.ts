import { describe, expect, test } from '@jest/globals';
import { BackendPackageError, isRefusal, type Refusal, say } from '../../lib/refusal.js';

const ROUTER: Refusal = {
  id: 'router-ambiguous',
  status: 3,
  reason: 'Two objects could include the router: v1 and v2.',
  at: { path: '/project/app/main.py', line: 7 },
  paste: [
    { path: '/project/app/main.py', lines: ['from app.invoices import api', '', 'v1.include_router(api.router)'] },
  ],
  hint: 'Say which one with --router NAME.',
};
const FIELD: Refusal = { id: 'field-wrong', status: 2, reason: 'There is an error in the fields.' };

describe('refusals in words', () => {
  test('begin with the id and the place, then say what to do and what to add', () => {
    expect(say([ROUTER], '/project')).toBe(
      `[router-ambiguous] app/main.py:7: Two objects could include the router: v1 and v2.
Say which one with --router NAME.
Add by hand:
  app/main.py
    from app.invoices import api

    v1.include_router(api.router)`,
    );
  });

  test('say where was looked for what is missing', () => {
    const missing: Refusal = { id: 'backend-missing', status: 3, reason: 'No backend.', looked: 'app/main.py in /x.' };
    expect(say([missing])).toBe('[backend-missing] No backend.\nLooked for app/main.py in /x.');
    expect(say([{ ...missing, looked: '/p/app/bills' }], '/p')).toBe(
      '[backend-missing] No backend.\nLooked for app/bills',
    );
  });

  test('give a hint that several share once, at the end', () => {
    const hint = '--no-register leaves it to you.';
    const shared = [
      { ...FIELD, hint },
      { id: 'name-taken', status: 2 as const, reason: 'The name is taken.', hint },
    ];
    expect(say(shared)).toBe(
      `[field-wrong] There is an error in the fields.\n\n[name-taken] The name is taken.\n\n${hint}`,
    );
  });

  test('are said once each', () => {
    expect(say([FIELD, FIELD])).toBe('[field-wrong] There is an error in the fields.');
  });

  test('never hand on what a terminal would act on', () => {
    expect(say([{ ...FIELD, reason: 'The host says \u001b[31m.' }])).toBe('[field-wrong] The host says \\x1b[31m.');
  });
});

describe('the error of refusals', () => {
  test('ends with the status of what the user can mend at once', () => {
    expect(new BackendPackageError([ROUTER, FIELD]).code).toBe(2);
    expect(new BackendPackageError(ROUTER)).toMatchObject({ code: 3, refusals: [ROUTER] });
  });

  test('a refusal is told from other values', () => {
    expect([isRefusal(ROUTER), isRefusal({ id: 'x' }), isRefusal(undefined)]).toEqual([true, false, false]);
  });
});
