// What is read of a package whose schemas are in one file with those of others.
import { expect, test } from '@jest/globals';
import { inspect } from '../../../lib/inspect/inspection.js';
import { specOf } from '../../../lib/inspect/spec-of.js';
import { planRun } from '../../../lib/plan/plan-run.js';
import { packageSpec } from '../asked.js';
import { changedBy, inMemory } from '../memory.js';
import { draftOf, sampleHost } from '../sample-hosts.js';

test('a field is what its own schemas say, and not what others say of one of the same name', async () => {
  const host = sampleHost('styles/onion');
  const draft = draftOf(packageSpec({ package: 'customers', fields: ['email:str.80:unique', 'name:str.7'] }));
  const { plan } = await planRun(inMemory(host), [draft], { columns: undefined });
  const made = { ...host, ...changedBy(plan) };

  const found = await inspect(inMemory(made), '/p/backend', {});
  if (!('host' in found)) throw new Error(JSON.stringify(found));
  const { packages } = specOf(found);

  expect(packages).toEqual([{ package: 'customers', fields: ['email:str.80:unique', 'name:str.7'] }]);
});
