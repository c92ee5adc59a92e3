// A package that is asked for again with other fields: what --force puts into its files.
import { expect, test } from '@jest/globals';
import { planRun } from '../../../lib/plan/plan-run.js';
import { packageSpec } from '../asked.js';
import { changedBy, inMemory } from '../memory.js';
import { draftOf, sampleHost, type Texts } from '../sample-hosts.js';

const STANDARD = sampleHost('hosts/standard/backend');

async function planned(texts: Texts, fields: readonly string[]): Promise<Texts> {
  const draft = draftOf(packageSpec({ package: 'invoices', fields }), { start: '/p' });
  const { plan } = await planRun(inMemory(texts), [draft], { columns: undefined });
  return { ...texts, ...changedBy(plan) };
}

test('the type of a further field stands above the class that needs it', async () => {
  const first = await planned(STANDARD, ['a:int']);
  const schemas = (await planned(first, ['a:int', 'b:str']))['/p/app/invoices/schemas.py'] ?? '';
  expect(schemas.indexOf('\nB = Annotated[')).toBeGreaterThan(schemas.indexOf('\nA = Annotated['));
  expect(schemas.indexOf('\nclass InvoiceBase(')).toBeGreaterThan(schemas.indexOf('\nB = Annotated['));
});
