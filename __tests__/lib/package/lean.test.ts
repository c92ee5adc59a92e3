// How much a package is: what a reviewer has to read of it.
import { expect, test } from '@jest/globals';
import { planRun } from '../../../lib/plan/plan-run.js';
import { packageSpec } from '../asked.js';
import { inMemory } from '../memory.js';
import { draftOf, sampleHost } from '../sample-hosts.js';

const STANDARD = sampleHost('hosts/standard/backend');

const README = [
  'number:str.32:unique',
  'total:decimal.10.2:ge=0',
  'due:date:optional',
  'status:enum.draft.sent.paid:default=draft',
];

test.each([
  [README],
  [[...README, 'quantity:int:ge=1', 'paid:bool:default=false']],
  [
    [
      'title:str.40:min_length=2',
      'rank:int:ge=0:le=100',
      'price:decimal.10.2:gt=0:lt=1000',
      'day:date',
      'kind:enum.a.b',
      'note:text:optional',
    ],
  ],
  [
    [
      'code:str.20:index',
      'rate:float:ge=0',
      'total:decimal.8.3:optional',
      'due:date:optional',
      'kind:enum.a.b',
      'token:uuid',
    ],
  ],
])('%j are at most 275 lines of code and 300 of tests', async (fields) => {
  const draft = draftOf(packageSpec({ package: 'invoices', fields }), { start: '/p' });
  const { plan, refusals } = await planRun(inMemory(STANDARD), [draft], { columns: undefined });
  expect(refusals).toBeUndefined();
  const lines = (isTest: boolean): number =>
    (plan?.changes ?? [])
      .filter(({ path, why }) => why === 'package' && path.includes('/tests/') === isTest)
      .reduce((sum, { after }) => sum + after.split('\n').length - 1, 0);
  expect(lines(false)).toBeGreaterThan(200);
  expect(lines(false)).toBeLessThanOrEqual(275);
  expect(lines(true)).toBeGreaterThan(200);
  expect(lines(true)).toBeLessThanOrEqual(300);
});
