// A plan as a person reads it.
import { expect, test } from '@jest/globals';
import { planRun } from '../../../lib/plan/plan-run.js';
import { showPlan } from '../../../lib/plan/show.js';
import { packageSpec } from '../asked.js';
import { inMemory } from '../memory.js';
import { draftOf, sampleHost } from '../sample-hosts.js';

async function shown(...fields: readonly string[]): Promise<readonly string[]> {
  const draft = draftOf(packageSpec({ package: 'invoices', fields }));
  const { plan } = await planRun(inMemory(sampleHost('hosts/standard')), [draft], { columns: undefined });
  return plan === undefined ? [] : showPlan(plan, '/p/backend').split('\n');
}

test('the new files of a folder are told in one line', async () => {
  const lines = await shown('number:str.32');
  expect(lines.filter((line) => /^ {2}\+|^ {6}\w+\.py/.test(line))).toEqual([
    '  + app/invoices/ __init__.py api.py crud.py deps.py models.py schemas.py',
    '      services.py',
    '  + app/invoices/tests/ __init__.py conftest.py test_api.py test_crud.py',
    '      test_services.py',
  ]);
});

test('a plan with many fields fits a terminal of 80 columns and 24 lines', async () => {
  const lines = await shown(
    'number:str.32:unique',
    'total:decimal.10.2:ge=0',
    'due:date:optional:filter:sort',
    'status:enum.draft.sent.paid:default=draft:filter',
    'comment:text:optional:search',
    'paid:bool:default=false',
  );
  expect(lines.filter((line) => line.length > 80)).toEqual([]);
  expect(lines.length).toBeLessThan(24);
});
