// Lists that answer a page with a total where the host has none: over HTTP, on SQLite and on PostgreSQL.
import { beforeAll, expect, test } from '@jest/globals';
import { run } from '../../scripts/python.mjs';
import { copyBackend, generate, MYPY, PLUGINS, QUICK_PYTEST } from './backend.js';
import { describeOverEachDatabase, python } from './databases.js';
import { liveServer } from './live.js';

let backend = '';

beforeAll(async () => {
  if (python === '') return;
  backend = copyBackend();
  const page = { page: 'total' } as const;
  await generate(backend, {
    name: 'customers',
    fields: ['name:str.80:search:sort', 'rank:int:default=0:filter'],
    options: { settings: { ...page, softDelete: true } },
    models: [
      { name: 'Visit', fields: ['place:str.40'], options: { settings: { ...page, under: 'customers.Customer' } } },
    ],
  });
}, 300_000);

(python === '' ? test.skip : test)(
  'packages with pages pass their own tests, ruff and mypy',
  async () => {
    const env = { ...process.env, ...PLUGINS };
    for (const args of [
      [...QUICK_PYTEST, 'app/customers'],
      ['ruff', 'check', '--no-cache', '.'],
      ['ruff', 'format', '--check', '--no-cache', '.'],
      [...MYPY, 'app'],
    ]) {
      const { status, stdout, stderr } = await run(python, ['-m', ...args], { cwd: backend, env });
      expect([status, stdout + stderr]).toEqual([0, stdout + stderr]);
    }
  },
  180_000,
);

const CUSTOMERS = '/api/v1/customers';

describeOverEachDatabase('a page', (database) => {
  const live = liveServer(database, () => backend);
  let serial = 0;

  type Page = { readonly items: readonly Readonly<Record<string, unknown>>[]; readonly total: number };
  const page = async (path: string): Promise<Page> => (await live.call('GET', path)).json;
  const counts = async (path: string): Promise<readonly [items: number, total: number]> => {
    const { items, total } = await page(path);
    return [items.length, total];
  };

  live.test(
    'has the number of all records that the list is narrowed to, whatever part of it is asked for',
    async () => {
      const word = `Word${++serial}`;
      const ids: number[] = [];
      for (let rank = 0; rank < 5; rank += 1) {
        const { status, json } = await live.call('POST', CUSTOMERS, {
          name: `${word} ${rank}`,
          rank: 100 + (rank % 2),
        });
        expect(status).toBe(201);
        ids.push(json.id);
      }
      expect(await counts(`${CUSTOMERS}?search=${word}`)).toEqual([5, 5]);
      expect(await counts(`${CUSTOMERS}?search=${word}&limit=2`)).toEqual([2, 5]);
      expect(await counts(`${CUSTOMERS}?search=${word}&skip=4`)).toEqual([1, 5]);
      expect(await counts(`${CUSTOMERS}?search=${word}&skip=9`)).toEqual([0, 5]);
      expect(await counts(`${CUSTOMERS}?search=${word}&rank=101&sort=-name`)).toEqual([2, 2]);
      expect((await live.call('DELETE', `${CUSTOMERS}/${ids[0]}`)).status).toBe(204);
      expect(await counts(`${CUSTOMERS}?search=${word}&limit=1`)).toEqual([1, 4]);
      expect(Object.keys(await page(CUSTOMERS))).toEqual(['items', 'total']);
    },
  );

  live.test('has that of the records below another one', async () => {
    const paths = await Promise.all(
      [1, 2].map(async () => {
        const { json } = await live.call('POST', CUSTOMERS, { name: 'Ada' });
        return `${CUSTOMERS}/${json.id}/visits`;
      }),
    );
    const [first = '', second = ''] = paths;
    for (const place of ['Here', 'There']) expect((await live.call('POST', first, { place })).status).toBe(201);
    expect(await counts(`${first}?limit=1`)).toEqual([1, 2]);
    expect(await counts(second)).toEqual([0, 0]);
    expect((await live.call('GET', `${CUSTOMERS}/2147483647/visits`)).status).toBe(404);
  });
});
