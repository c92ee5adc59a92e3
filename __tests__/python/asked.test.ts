// A key, timestamps, a table, a path and groups of fields that a command asks for, on both databases.
import { beforeAll, expect, test } from '@jest/globals';
import { run } from '../../scripts/python.mjs';
import { copyBackend, generate, PLUGINS, QUICK_PYTEST } from './backend.js';
import { describeOverEachDatabase, python } from './databases.js';
import { liveServer } from './live.js';

const BILLS = '/api/v1/bills';

let backend = '';

beforeAll(async () => {
  if (python === '') return;
  backend = copyBackend();
  await generate(backend, {
    name: 'invoices',
    fields: ['number:str.32', 'year:int', 'note:text:optional'],
    options: {
      path: 'bills',
      settings: {
        key: 'uuid',
        timestamps: true,
        unique: 'number+year',
        index: 'year+number',
        table: 'bills',
      },
    },
  });
}, 300_000);

(python === '' ? test.skip : test)('the package passes its own tests', async () => {
  const args = ['-m', ...QUICK_PYTEST, 'app/invoices'];
  const { status, stdout } = await run(python, args, { cwd: backend, env: { ...process.env, ...PLUGINS } });
  expect([status, stdout]).toEqual([0, stdout]);
});

describeOverEachDatabase('a package with a key and groups of its own', (database) => {
  const live = liveServer(database, () => backend);
  const create = (number: string, year: number): ReturnType<typeof live.call> =>
    live.call('POST', BILLS, { number, year });

  live.test('refuses a record only when all fields of a group are taken', async () => {
    const first = await create('A', 2026);
    expect(first.status).toBe(201);
    const answers = await Promise.all([create('A', 2026), create('A', 2025), create('B', 2026)]);
    expect(answers.map(({ status }) => status)).toEqual([409, 201, 201]);
    expect(answers[0]?.json.detail).toBe('Combination of number and year is already taken');
    const other = answers[1]?.json;
    expect((await live.call('PATCH', `${BILLS}/${other.id}`, { year: 2026 })).status).toBe(409);
  });

  live.test('moves updated_at with a change, and created_at never', async () => {
    const { json: first } = await create('C', 1);
    expect(first.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/);
    expect(first.created_at).toMatch(/Z$/);
    const { json: changed } = await live.call('PATCH', `${BILLS}/${first.id}`, { note: 'x' });
    expect(changed.created_at).toBe(first.created_at);
    expect(Date.parse(changed.updated_at)).toBeGreaterThan(Date.parse(first.updated_at));
    expect((await live.call('GET', `${BILLS}/${first.id}`)).json).toEqual(changed);
  });

  live.test('takes no key and no timestamp from a client', async () => {
    const chosen = '00000000-0000-4000-8000-000000000001';
    const body = {
      number: 'D',
      year: 1,
      id: chosen,
      created_at: '2000-01-01T00:00:00Z',
      updated_at: '2000-01-01T00:00:00Z',
    };
    const { status, json } = await live.call('POST', BILLS, body);
    expect([status, json.id === chosen, json.created_at === body.created_at]).toEqual([201, false, false]);
  });

  live.test('gives one of twenty creates at once the group of values', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => create('E', 1)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(19).fill(409)]);
  });
});
