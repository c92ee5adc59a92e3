// A host that runs on MySQL: what is written for it keeps what a client sent, and refuses what does not fit.
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';

import { run } from '../../scripts/python.mjs';
import { answerBadBodies, copyBackend, generate, MYPY, PLUGINS, QUICK_PYTEST } from './backend.js';
import { conflictsContract } from './contract-conflicts.js';
import { ANSWERED_AS, KEPT, KEPT_RAW, REFUSED } from './contract-values.js';
import { describeOverMariaDb, python } from './databases.js';
import { ARTICLES, liveServer } from './live.js';
import { type Command, EVERYTHING } from './packages.js';

/** What MySQL has not, as the refusal says it. */
const LACKING = ['takes', 'stamped_at'];
const isThere = (field: string): boolean => !LACKING.includes(field);

const NOTES = '/api/v1/notes';
const PACKAGES: readonly Command[] = [
  { ...EVERYTHING, fields: EVERYTHING.fields.filter((each) => isThere(each.replace(/:.*/, ''))) },
  {
    name: 'notes',
    fields: [
      'rank:int:ge=1:optional:sort:filter',
      'groups:decimal.65.30:ge=0:default=0',
      'body:text:optional:search',
      'day:date:server_default=today:readonly',
      'file:bytes:max_length=100000:optional',
    ],
  },
];

let backend = '';

beforeAll(async () => {
  if (python === '') return;
  backend = copyBackend();
  appendFileSync(join(backend, 'pyproject.toml'), '\n[tool.backend-package]\ndatabases = ["mysql"]\n');
  for (const command of PACKAGES) await generate(backend, command);
  answerBadBodies(backend);
}, 300_000);

(python === '' ? test.skip : test)(
  'the packages pass their own tests and the type checker',
  async () => {
    const env = { ...process.env, ...PLUGINS };
    const folders = PACKAGES.map(({ name }) => join('app', name));
    const tests = await run(python, ['-m', ...QUICK_PYTEST, ...folders], { cwd: backend, env });
    const types = await run(python, ['-m', ...MYPY, ...folders], { cwd: backend });

    expect([tests.status, tests.stdout]).toEqual([0, tests.stdout]);
    expect([types.status, types.stdout]).toEqual([0, types.stdout]);
  },
  300_000,
);

await describeOverMariaDb('the HTTP contract', (database) => {
  const live = liveServer(database, () => backend);

  live.test('keeps every value as it was sent', async () => {
    const kept = Object.fromEntries(Object.entries(KEPT).filter(([field]) => isThere(field)));
    const record = await live.created(kept);

    expect(record).toMatchObject(kept);
    expect((await live.call('GET', `${ARTICLES}/${record.id}`)).json).toEqual(record);
  });

  live.test('answers each value in one spelling, and numbers as they are', async () => {
    const { id } = await live.created();
    const path = `${ARTICLES}/${id}`;

    for (const [field, sent, answered] of ANSWERED_AS.filter(([field]) => isThere(field))) {
      expect([field, (await live.call('PATCH', path, { [field]: sent })).status]).toEqual([field, 200]);
      expect([field, (await live.call('GET', path)).json[field]]).toEqual([field, answered]);
    }
    for (const [field, json] of KEPT_RAW) {
      await live.call('PATCH', path, `{"${field}":${json}}`);
      expect((await live.call('GET', path)).text).toContain(`"${field}":${json},`);
    }
  });

  live.test('refuses what it cannot hold or a constraint forbids', async () => {
    const record = await live.created();
    const path = `${ARTICLES}/${record.id}`;
    // It stores NUL.
    const rows = REFUSED.filter(([field, json]) => isThere(field) && !json.includes('u0000'));

    const taken: string[] = [];
    for (const [field, json] of rows) {
      const { status } = await live.call('PATCH', path, `{"${field}":${json}}`);
      if (status !== 422) taken.push(`${field} ${json}: ${status}`);
    }
    expect(taken).toEqual([]);
    expect((await live.call('GET', path)).json).toEqual(record);
  });

  conflictsContract(live);

  live.test('bounds what its texts and blobs hold, has defaults of its own, and orders nulls last', async () => {
    const full = {
      rank: 2,
      body: '😀'.repeat(16_383),
      file: btoa('x'.repeat(100_000)),
      groups: `1.${'0'.repeat(29)}1`,
    };
    const { json, status } = await live.call('POST', NOTES, full);
    expect(status).toBe(201);
    expect(json).toMatchObject({ ...full, day: expect.any(String) });
    expect((await live.call('POST', NOTES, { body: '😀'.repeat(16_384) })).status).toBe(422);
    for (const rank of [null, 1]) expect((await live.call('POST', NOTES, { rank })).status).toBe(201);

    const ranks = async (query: string): Promise<readonly unknown[]> =>
      (await live.call('GET', `${NOTES}?${query}`)).json.map(({ rank }: { readonly rank: unknown }) => rank);
    expect(await ranks('sort=rank')).toEqual([1, 2, null]);
    expect(await ranks('sort=-rank')).toEqual([2, 1, null]);
    expect(await ranks('search=%F0%9F%98%80')).toEqual([2]);
  });
});
