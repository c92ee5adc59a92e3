// What packages of one run take from each other, and circles of references among them: told before anything is written.
import { expect, test } from '@jest/globals';
import { planRun } from '../../../lib/plan/plan-run.js';
import type { Draft } from '../../../lib/plan/request.js';
import type { Refusal } from '../../../lib/refusal.js';
import { readSpec } from '../../../lib/request/spec.js';
import { packageSpec } from '../asked.js';
import { changedBy, inMemory } from '../memory.js';
import { draftOf, sampleHost } from '../sample-hosts.js';

const STANDARD = sampleHost('hosts/standard');

/** The packages of a spec file as they are handed in. */
function drafts(text: string): readonly Draft[] {
  const rows = [{ name: 'table', isSwitch: false, description: '' }];
  const asked = readSpec(text, 'spec.yaml', rows);
  if ('refusals' in asked) throw new Error(JSON.stringify(asked.refusals));
  return asked.flatMap(({ first, further, places }) => {
    if (first === undefined) return [];
    const models = [
      { spec: first.model, path: '' },
      ...further.map(({ model: spec }) => ({ spec, path: `/${spec.collection}` })),
    ];
    return draftOf(first, { models, places });
  });
}

async function refused(text: string, host = STANDARD): Promise<readonly Refusal[]> {
  return (await planRun(inMemory(host), drafts(text), { columns: undefined })).refusals ?? [];
}

async function told(text: string): Promise<readonly string[]> {
  return (await refused(text)).map(({ id, at }) => `${at?.line}:${at?.column} ${id}`);
}

test.each([
  ['a table', '- package: a1\n  table: same\n- package: b1\n  table: same', ['4:3 table-taken']],
  ['a table that another is called after', '- package: a1\n  table: bills\n- package: bills', ['4:3 table-taken']],
  [
    'a class and its table',
    '- package: a1\n  model: Line\n- package: b1\n  model: Line',
    ['4:3 table-taken', '4:3 class-taken'],
  ],
  [
    'a class with a table of its own',
    '- package: a1\n  model: Line\n- package: b1\n  model: Line\n  table: other',
    ['4:3 class-taken'],
  ],
  ['a path', '- package: a1\n  path: same\n- package: b1\n  path: same', ['4:3 path-taken']],
  [
    'a path that another is called after',
    '- package: order_items\n- package: b1\n  path: order-items',
    ['3:3 path-taken'],
  ],
  [
    'a class that joins two models',
    '- package: posts\n  fields: [tags:m2m.tags.Tag]\n- package: tags\n- package: post_tags',
    ['5:3 table-taken', '5:3 class-taken'],
  ],
])('%s is had by one package of a run', async (_, packages, expected) => {
  expect(await told(`packages:\n${packages}\n`)).toEqual(expected);
});

test('packages that refer to each other in a circle are told as that, and the others besides', async () => {
  const text = `packages:
  - package: aas
    fields: [b:ref.bbs.Bb]
  - package: bbs
    fields: [c:ref.ccs.Cc:optional]
  - package: ccs
    fields: [a:ref.aas.Aa]
  - package: dds
    fields: [a:ref.aas.Aa, x:ref.nothing]
  - package: ees
    fields: [y:ref.nothing]
`;
  const [circle, other, ...more] = await refused(text);
  expect(circle).toMatchObject({ id: 'ref-circle', status: 2, at: { path: 'spec.yaml', line: 2, column: 5 } });
  expect(circle?.reason).toContain('aas has b:ref.bbs.Bb, bbs has c:ref.ccs.Cc:optional, ccs has a:ref.aas.Aa.');
  expect(other).toMatchObject({ id: 'ref-unknown', at: { line: 11, column: 14 } });
  expect(more).toEqual([]);
});

test('a model that is referred to from two sides is no circle', async () => {
  const text = `packages:
  - package: aas
    fields: [b:ref.bbs.Bb, c:ref.ccs.Cc]
  - package: bbs
    fields: [c:ref.ccs.Cc]
  - package: ccs
    fields: [above:ref.Cc:optional]
`;
  expect(await refused(text)).toEqual([]);
});

test('a reference to a model that refers back is refused: both relationships would be ambiguous', async () => {
  const text = 'packages:\n  - package: aas\n  - package: bbs\n    fields: [a:ref.aas.Aa:optional]\n';
  const { plan } = await planRun(inMemory(STANDARD), drafts(text), { columns: undefined });
  const host = { ...STANDARD, ...changedBy(plan) };
  const spec = packageSpec({ package: 'aas', model: 'Aa', fields: ['b:ref.bbs.Bb:optional'] });
  const later = draftOf(spec, { isNew: false, models: [], added: [{ model: 'Aa', fields: spec.model.fields }] });
  const { refusals } = await planRun(inMemory(host), [later], { columns: undefined });
  expect(refusals?.map(({ id, reason }) => [id, reason.split(':')[0]])).toEqual([
    ['ref-mutual', 'Bb.a_id refers to Aa already'],
  ]);
});

test('a model of the run whose package is refused is not told to be missing, and what else is wrong is', async () => {
  const packages = [
    '- package: c1\n  fields: [other:ref.nobody.Nobody]',
    '- package: b1\n  fields: [one:ref.c1.C1, two:ref.nothing.Nothing]',
    '- package: a1\n  fields: [one:ref.b1.B1]',
  ];
  expect(await told(`packages:\n${packages.join('\n')}`)).toEqual(['3:12 ref-unknown', '5:27 ref-unknown']);
});
