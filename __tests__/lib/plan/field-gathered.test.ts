// Fields that need something new of a package by layer, which a package of the host would have to gather: how to get past it.
import { expect, test } from '@jest/globals';
import { planRun } from '../../../lib/plan/plan-run.js';
import { packageSpec } from '../asked.js';
import { inMemory } from '../memory.js';
import { draftOf, sampleHost } from '../sample-hosts.js';

test.each([
  ['site:url:optional', 'schemas.canonical_url', /^Take a type that needs no function of its own/],
  ['paid_on:date:optional:filter', 'schemas.InvoiceFilters', /^Leave filter, sort and search out/],
])('%s needs %s', async (field, needed, past) => {
  const host = sampleHost('styles/layered-crud');
  const first = await planRun(
    inMemory(host),
    [draftOf(packageSpec({ package: 'invoices', fields: ['number:str.32'] }))],
    {
      columns: undefined,
    },
  );
  const texts = { ...host, ...Object.fromEntries((first.plan?.changes ?? []).map(({ path, after }) => [path, after])) };
  const { model } = packageSpec({ package: 'invoices', model: 'Invoice', fields: [field] });
  const added = draftOf(packageSpec({ package: 'invoices', fields: [] }), {
    isNew: false,
    models: [],
    added: [{ model: 'Invoice', fields: model.fields }],
  });
  const { refusals } = await planRun(inMemory(texts), [added], { columns: undefined });

  expect(refusals?.map(({ id }) => id)).toEqual(['field-gathered']);
  expect(refusals?.[0]?.reason).toContain(`The field needs ${needed},`);
  expect(refusals?.[0]?.hint).toMatch(past);
});
