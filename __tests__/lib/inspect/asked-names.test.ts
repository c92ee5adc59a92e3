// A path and a tag that a package was asked to have are in its spec again, wherever the backend writes them.
import { expect, test } from '@jest/globals';
import { inspect } from '../../../lib/inspect/inspection.js';
import { specOf } from '../../../lib/inspect/spec-of.js';
import { planRun } from '../../../lib/plan/plan-run.js';
import { packageSpec } from '../asked.js';
import { changedBy, inMemory } from '../memory.js';
import { draftOf, sampleHost } from '../sample-hosts.js';

const START = '/p/backend';

test.each([
  'auth-in-include',
  'decorator-prefix',
  'discovery',
  'factory',
  'package-exports',
  'relative-imports',
  'two-audiences',
  'two-versions',
])('in the host %s', async (name) => {
  const host = sampleHost(`hosts/${name}`);
  const spec = packageSpec({ package: 'ledgers', fields: ['total:int'], path: 'books', tag: 'Book keeping' });
  const usual = packageSpec({ package: 'order_items', fields: ['total:int'] });
  const drafts = [draftOf(spec, { tag: 'Book keeping' }), draftOf(usual)];
  const { plan, refusals } = await planRun(inMemory(host), drafts, { columns: undefined });
  expect(refusals).toBeUndefined();
  const texts = { ...host, ...changedBy(plan) };
  const found = await inspect(inMemory(texts), START, {});
  if (!('host' in found)) throw new Error(JSON.stringify(found));
  const names = specOf(found).packages.flatMap(({ package: each, path, tag }) =>
    each === 'ledgers' || each === 'order_items' ? [[each, path, tag]] : [],
  );
  expect(names).toEqual([
    ['ledgers', 'books', 'Book keeping'],
    ['order_items', undefined, undefined],
  ]);
});

test('a further model in a file of all models is told, because nothing says whose it is', async () => {
  const host = sampleHost('styles/one-file');
  const spec = packageSpec({ package: 'bills', fields: ['total:int'] });
  const line = packageSpec({ package: 'bills', model: 'Line', fields: ['quantity:int'] });
  const draft = draftOf(spec, {
    models: [
      { spec: spec.model, path: '' },
      { spec: line.model, path: '/lines' },
    ],
  });
  const { plan, refusals } = await planRun(inMemory(host), [draft], { columns: undefined });
  expect(refusals).toBeUndefined();
  const texts = { ...host, ...changedBy(plan) };
  const found = await inspect(inMemory(texts), START, {});
  if (!('host' in found)) throw new Error(JSON.stringify(found));
  expect(specOf(found).unread).toContain('Line: nothing tells which package it is of.');
  expect(specOf(found).unread.join('\n')).not.toContain('Bill');
});
