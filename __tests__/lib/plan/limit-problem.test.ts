// Limits of fields that the host's own answer to a bad body cannot tell.
import { expect, test } from '@jest/globals';
import { limitProblem } from '../../../lib/plan/limit-problem.js';
import { modelSpec } from '../../../lib/request/model.js';
import { DEFAULT_STYLE } from '../../../lib/style/style.js';
import type { Style } from '../../../lib/style/style-values.js';
import { parseFields } from '../asked.js';

const problem = (field: string, style: Partial<Style>): ReturnType<typeof limitProblem> =>
  limitProblem({ ...DEFAULT_STYLE, ...style }, modelSpec('Invoice', parseFields(['number:str.32', field])));

const RAW = { invalid: { status: 422, isOwn: true, isRaw: true } } as const;

test('a limit of a decimal is refused where the host puts errors into JSON as they are', () => {
  const evidence = { invalid: 'app/main.py:12' };
  expect(problem('total:decimal.10.2:ge=0', { ...RAW, evidence })).toMatchObject({
    id: 'invalid-raw',
    status: 3,
    reason: expect.stringContaining('(app/main.py:12) gives exc.errors() to a JSONResponse'),
  });
});

test.each([
  ['total:decimal.10.2', RAW],
  ['count:int:ge=0', RAW],
  ['total:decimal.10.2:ge=0', { ...RAW, pydantic: 1 }],
  ['total:decimal.10.2:ge=0', { invalid: { status: 422, isOwn: true } }],
] as const)('%s is written with %j', (field, style) => {
  expect(problem(field, style)).toBeUndefined();
});
