// What a list is asked for, on both databases: values, ranges, several values, parts of texts, and orders.
import { beforeAll, expect, test } from '@jest/globals';
import { run } from '../../scripts/python.mjs';
import { copyBackend, generate, PLUGINS, QUICK_PYTEST } from './backend.js';
import { describeOverEachDatabase, python } from './databases.js';
import { liveServer } from './live.js';

const BILLS = '/api/v1/bills';
const FIELDS = [
  'number:str.32:unique:filter:sort:search',
  'note:text:optional:search:sort',
  'count:int:filter:sort',
  'big:bigint:default=0:filter',
  'rate:float:default=0:filter:sort',
  'total:decimal.10.2:filter:sort',
  'paid:bool:default=false:filter',
  'due:date:optional:filter:sort',
  'sent_at:datetime:optional:filter:sort',
  'day:datetime.naive:optional:filter',
  'hour:time:optional:filter',
  'span:timedelta:optional:filter:sort',
  'code:uuid:optional:filter',
  'mail:email:optional:filter:search',
  'page:url:optional:filter',
  'tag:slug:optional:filter:alias=tagName',
  'status:enum.draft.sent.paid:default=draft:filter:sort',
];

let backend = '';

beforeAll(async () => {
  if (python === '') return;
  backend = copyBackend();
  await generate(backend, { name: 'bills', fields: FIELDS });
}, 300_000);

(python === '' ? test.skip : test)('the package passes its own tests', async () => {
  const args = ['-m', ...QUICK_PYTEST, 'app/bills'];
  const { status, stdout } = await run(python, args, { cwd: backend, env: { ...process.env, ...PLUGINS } });
  expect([status, stdout]).toEqual([0, stdout]);
});

describeOverEachDatabase('a list that can be asked for more than a page', (database) => {
  const live = liveServer(database, () => backend);
  const create = async (number: string, changes: object = {}): Promise<void> => {
    const answer = await live.call('POST', BILLS, { number, count: 0, total: '0', ...changes });
    expect([answer.status, answer.text]).toEqual([201, answer.text]);
  };
  const asked = async (query: string): Promise<readonly string[]> => {
    const { status, json, text } = await live.call('GET', `${BILLS}?${query}`);
    expect([query, status, text]).toEqual([query, 200, text]);
    return json.map(({ number }: { readonly number: string }) => number);
  };

  live.test('gives the records with a value, in a range, with one of several values, and together', async () => {
    await create('A', {
      count: 5,
      total: '10.50',
      due: '2026-01-31',
      sent_at: '2026-01-31T10:00:00+02:00',
      note: 'Ten % off',
    });
    await create('B', {
      count: 7,
      total: '10.51',
      due: '2026-02-01',
      status: 'sent',
      paid: true,
      rate: 0.1,
      tagName: 'x-1',
    });
    await create('C', { count: 9, total: '99.99', status: 'paid', big: 2 ** 40, hour: '10:30:00', span: 'PT90M' });
    await create('a_c', {
      count: 9,
      mail: 'Who@example.com',
      page: 'https://example.com/x',
      day: '2026-01-31T10:00:00',
    });
    const rows: readonly (readonly [string, readonly string[]])[] = [
      ['', ['A', 'B', 'C', 'a_c']],
      ['number=A', ['A']],
      ['count=9', ['C', 'a_c']],
      ['count_from=6&count_to=8', ['B']],
      ['count_from=7&total_to=10.51', ['B', 'a_c']],
      [`big=${2 ** 40}`, ['C']],
      ['rate=0.1', ['B']],
      ['total=10.5', ['A']],
      ['total_from=10.51', ['B', 'C']],
      ['paid=true', ['B']],
      ['due=2026-01-31', ['A']],
      ['due_from=2026-02-01', ['B']],
      ['sent_at=2026-01-31T08:00:00Z', ['A']],
      ['sent_at_to=2026-01-31T07:59:59Z', []],
      ['day=2026-01-31T10:00:00', ['a_c']],
      ['hour_from=10:30:00&hour_to=10:30:00', ['C']],
      ['span=PT1H30M', ['C']],
      ['mail=Who%40example.com', ['a_c']],
      ['page=https%3A%2F%2Fexample.com%2Fx', ['a_c']],
      ['tagName=x-1', ['B']],
      ['status=sent', ['B']],
      ['status=sent&status=paid', ['B', 'C']],
      ['search=TEN', ['A']],
      ['search=%25', ['A']],
      ['search=_', ['a_c']],
      ['search=EXAMPLE', ['a_c']],
      ['search=b', ['B']],
      ['search=x&status=paid', []],
      ['count=9&skip=1&limit=1', ['a_c']],
    ];
    for (const [query, expected] of rows) expect([query, await asked(query)]).toEqual([query, expected]);
  });

  live.test('gives them in an order, nothing at the end, the key last', async () => {
    expect(await asked('sort=total')).toEqual(['a_c', 'A', 'B', 'C']);
    expect(await asked('sort=-total')).toEqual(['C', 'B', 'A', 'a_c']);
    expect(await asked('sort=-count')).toEqual(['C', 'a_c', 'B', 'A']);
    expect(await asked('sort=due')).toEqual(['A', 'B', 'C', 'a_c']);
    expect(await asked('sort=-due')).toEqual(['B', 'A', 'C', 'a_c']);
    expect(await asked('sort=-total&limit=1&skip=1')).toEqual(['B']);
  });

  live.test('refuses what it cannot be asked for', async () => {
    const bad = [
      'sort=mail',
      'sort=--total',
      'sort=',
      'search=',
      'search=%00',
      `search=${'x'.repeat(101)}`,
      'number=%00',
      'count=x',
      `count=${2 ** 31}`,
      `count_from=${2 ** 31}`,
      'big=9223372036854775808',
      'rate=nan',
      'total=1.001',
      'total_to=1e400',
      'due=x',
      'sent_at=2026-01-31T10:00:00',
      'day=2026-01-31T10:00:00Z',
      'span=P999999999D',
      'code=x',
      'status=unknown',
      'status=sent&status=unknown',
      'tagName=X',
      'mail=x',
    ];
    for (const query of bad)
      expect([query, (await live.call('GET', `${BILLS}?${query}`)).status]).toEqual([query, 422]);
    expect(await asked('unknown=1&tag=x-1')).toHaveLength(4);
  });

  live.test('shows each record that was there on one of its pages while others are made', async () => {
    const there = Array.from({ length: 20 }, (_, index) => `walk ${index}`);
    for (const number of there) await create(number, { count: 1000 });
    let made = 0;
    for (const query of ['count=1000', 'count=1000&sort=count', 'search=walk&sort=number']) {
      const seen: string[] = [];
      for (let skip = 0, length = 7; length === 7; skip += 7) {
        made += 1;
        const later = create(`z walk ${made}`, { count: 1000 });
        const [page] = await Promise.all([asked(`${query}&skip=${skip}&limit=7`), later]);
        length = page.length;
        seen.push(...page);
      }
      const old = seen.filter((number) => there.includes(number));
      expect([query, [...old].sort()]).toEqual([query, [...there].sort()]);
    }
  });

  live.test('describes it all', async () => {
    const { json } = await live.call('GET', '/openapi.json');
    const names = json.paths[BILLS].get.parameters.map(({ name }: { readonly name: string }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['number', 'total_from', 'total_to', 'tagName', 'search', 'sort', 'skip', 'limit']),
    );
  });
});
