import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { pythonForTests, run, type Server, startServer } from '../../scripts/python.mjs';
import { copyBackend, generate } from './backend.js';
import { type Answer, type Body, type Call, client } from './client.js';
import { AWKWARD, EVERYTHING, MODIFIERS, TYPES, words } from './packages.js';

const python = (await pythonForTests()) ?? '';
const withPython = python === '' ? describe.skip : describe;

const PACKAGES = [EVERYTHING, ...AWKWARD];
const TESTS = ['S101', 'PLR2004'].map((rule) => `app/*/tests/*:${rule}`);
const URL = '/api/v1/articles';
const ABSENT = `${URL}/2147483647`;

test('one package has every type and every modifier', () => {
  const { types, modifiers } = words([EVERYTHING]);

  expect([...types].sort()).toEqual([...TYPES].sort());
  expect([...modifiers].sort()).toEqual([...MODIFIERS].sort());
});

withPython('packages generated into the sample backend', () => {
  let backend = '';

  beforeAll(async () => {
    backend = copyBackend();
    for (const command of PACKAGES) await generate(backend, command);
  }, 300_000);

  async function passes(...args: string[]): Promise<void> {
    const configured = join(backend, 'configured.db');
    const env = { ...process.env, DATABASE_URL: `sqlite:///${configured}`, PYTHONDONTWRITEBYTECODE: '1' };
    const { status, stdout, stderr } = await run(python, ['-m', ...args], { cwd: backend, env });
    if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status} in ${backend}:\n${stdout}${stderr}`);
    expect(existsSync(configured)).toBe(false);
  }

  test('their tests and the old ones pass without a warning and leave the configured database alone', async () => {
    await passes('pytest', '-q', '-W', 'error', '-p', 'no:cacheprovider');
  });

  test('ruff finds nothing, whatever it looks for', async () => {
    await passes(
      'ruff',
      'check',
      '--isolated',
      '--no-cache',
      '--select',
      'ALL',
      '--ignore',
      'D,CPY,COM812,TC',
      '--per-file-ignores',
      TESTS.join(','),
      ...PACKAGES.map(({ name }) => `app/${name}`),
    );
  });

  test('everything is formatted as ruff formats it', async () => {
    await passes('ruff', 'format', '--check', '--no-cache', ...PACKAGES.map(({ name }) => `app/${name}`));
  });

  test("the backend's own files stay formatted and their imports sorted", async () => {
    const other = copyBackend();
    await generate(other, EVERYTHING);
    await generate(other, { name: 'zones', fields: [] });

    for (const args of [
      ['format', '--check', '--no-cache', '.'],
      ['check', '--no-cache', '--select', 'I,F,E', '.'],
    ]) {
      const { status, stdout } = await run(python, ['-m', 'ruff', ...args], { cwd: other });
      expect([status, stdout]).toEqual([0, stdout]);
    }
  });

  test('mypy finds nothing in its strict mode', async () => {
    await passes('mypy', '--strict', '--cache-dir', '.mypy_cache', 'app');
  }, 300_000);

  describe('the server', () => {
    let server: Server;
    let call: Call;
    let serial = 0;
    const failures: string[] = [];

    const body = (changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({
      title: `Title ${++serial}`,
      body: 'A text',
      ratio: 0.5,
      price: '12.30',
      passphrase: 'open sesame',
      ...changes,
    });
    /** A good body with one value written as raw JSON. */
    const raw = (name: string, value: string): string =>
      `${JSON.stringify(body({ [name]: undefined })).slice(0, -1)},${JSON.stringify(name)}:${value}}`;
    const created = async (changes?: Readonly<Record<string, unknown>>): Promise<Answer['json']> => {
      const answer = await call('POST', URL, body(changes));
      expect([answer.status, answer.text]).toEqual([201, answer.text]);
      return answer.json;
    };

    beforeAll(async () => {
      server = await startServer(python, backend, { DATABASE_URL: 'sqlite:///./live.db' });
      call = client(server.url, failures);
    });

    afterAll(async () => {
      await server?.stop();
    });

    // Runs after each of the tests below: no request of any kind ends in 500.
    const never500 = (name: string, body: () => Promise<void>): void => {
      test(name, async () => {
        failures.length = 0;
        const outcome = await body().then(
          () => undefined,
          (error: unknown) => ({ error }),
        );
        if (failures.length > 0) {
          await sleep(500); // The traceback comes through a pipe.
          throw new Error(`${failures.join('\n')}\n${server.log().slice(-6_000)}`);
        }
        if (outcome) throw outcome.error;
      });
    };

    never500('creates a record and answers what can be read of it', async () => {
      const record = await created({ title: 'The first', starts_at: '2024-01-01T00:00:00+02:00' });

      expect(record).toEqual({
        id: record.id,
        title: 'The first',
        subtitle: null,
        notes: '',
        body: 'A text',
        slug: null,
        views: 0,
        rank: null,
        ratio: 0.5,
        weight: null,
        price: '12.30',
        exact: null,
        featured: false,
        published_on: null,
        day: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
        seen_at: expect.stringMatching(/(Z|\+00:00)$/),
        starts_at: expect.stringMatching(/(Z|[+-]\d\d:\d\d)$/),
        token: expect.stringMatching(/^[0-9a-f-]{36}$/),
        parent: null,
        state: 'draft',
        level: null,
        revision: 1,
        metadata: null,
      });
      expect(Date.parse(record.starts_at)).toBe(Date.parse('2023-12-31T22:00:00Z'));
      expect((await call('GET', `${URL}/${record.id}`)).json).toEqual(record);
    });

    never500('keeps every value as it was sent', async () => {
      const values = {
        subtitle: 'naïve 😀',
        notes: 'x',
        slug: 'a-slug-1',
        views: 2147483647,
        rank: 100,
        ratio: 0.1,
        weight: -1e300,
        price: '99999.99',
        exact: '1234567890123456.1234',
        featured: true,
        published_on: '9999-12-31',
        day: '0001-01-01',
        token: 'f47ac10b-58cc-4372-a567-0e02b2c3d479',
        parent: '00000000-0000-0000-0000-000000000000',
        state: 'in-review',
        level: 'high',
        metadata: 'kept',
      };
      const record = await created(values);

      expect(record).toMatchObject(values);
      expect((await call('GET', `${URL}/${record.id}`)).json).toEqual(record);
      expect((await call('PATCH', `${URL}/${record.id}`, { views: 1 })).json).toEqual({ ...record, views: 1 });
    });

    never500('lists in pages of a bounded size, in one order', async () => {
      for (let count = 0; count < 3; count++) await created();

      const ids = (await call('GET', URL)).json.map((record: { id: number }) => record.id);
      expect(ids).toEqual([...ids].sort((a, b) => a - b));
      expect(new Set(ids).size).toBe(ids.length);
      const page = (await call('GET', `${URL}?skip=1&limit=2`)).json.map((record: { id: number }) => record.id);
      expect(page).toEqual(ids.slice(1, 3));
      expect((await call('GET', `${URL}?skip=2147483647`)).json).toEqual([]);
      for (const bad of ['skip=-1', `skip=${10n ** 30n}`, 'limit=0', 'limit=1000000', 'limit=x', 'skip=', 'skip=%00']) {
        expect([bad, (await call('GET', `${URL}?${bad}`)).status]).toEqual([bad, 422]);
      }
    });

    never500('answers 404 for what is not there and 422 for what cannot be a key', async () => {
      expect((await call('GET', ABSENT)).status).toBe(404);
      expect((await call('PATCH', ABSENT, { views: 1 })).status).toBe(404);
      expect((await call('DELETE', ABSENT)).status).toBe(404);
      for (const id of [2n ** 80n, 2n ** 31n, 'x', '1.5', '%00', '%ED%A0%80', '9'.repeat(5000)]) {
        for (const method of ['GET', 'PATCH', 'DELETE']) {
          const answer = await call(method, `${URL}/${id}`, method === 'PATCH' ? {} : undefined);
          expect([method, id, answer.status]).toEqual([method, id, answer.status === 404 ? 404 : 422]);
        }
      }
    });

    never500('changes only what was sent', async () => {
      const record = await created({ subtitle: 'kept', rank: 5 });
      const path = `${URL}/${record.id}`;

      expect(await call('PATCH', path, {})).toMatchObject({ status: 200, json: record });
      expect(await call('PATCH', path, { rank: null })).toMatchObject({ status: 200, json: { ...record, rank: null } });
      expect(await call('PATCH', path, { metadata: 'm' })).toMatchObject({
        json: { ...record, rank: null, metadata: 'm' },
      });
      expect((await call('GET', path)).json).toEqual({ ...record, rank: null, metadata: 'm' });
    });

    never500('refuses null where a value is required', async () => {
      const record = await created();
      const required = [
        'title',
        'notes',
        'body',
        'views',
        'ratio',
        'price',
        'featured',
        'day',
        'seen_at',
        'token',
        'state',
      ];

      for (const name of [...required, 'passphrase']) {
        expect([name, (await call('PATCH', `${URL}/${record.id}`, { [name]: null })).status]).toEqual([name, 422]);
        expect([name, (await call('POST', URL, body({ [name]: null }))).status]).toEqual([name, 422]);
      }
      expect((await call('GET', `${URL}/${record.id}`)).json).toEqual(record);
    });

    never500('deletes once', async () => {
      const record = await created();

      expect(await call('DELETE', `${URL}/${record.id}`)).toMatchObject({ status: 204, text: '' });
      expect((await call('DELETE', `${URL}/${record.id}`)).status).toBe(404);
      expect((await call('GET', `${URL}/${record.id}`)).status).toBe(404);
    });

    never500('answers 409 when a unique value is taken, and goes on', async () => {
      const first = await created({ slug: 'taken' });
      const second = await created();

      expect((await call('POST', URL, body({ title: first.title }))).status).toBe(409);
      expect((await call('POST', URL, body({ slug: 'taken' }))).status).toBe(409);
      expect((await call('POST', URL, body({ token: first.token }))).status).toBe(409);
      expect((await call('PATCH', `${URL}/${second.id}`, { title: first.title })).status).toBe(409);
      expect((await call('PATCH', `${URL}/${second.id}`, { title: second.title })).status).toBe(200);
      expect((await call('GET', `${URL}/${second.id}`)).json).toEqual(second);
    });

    never500('takes a missing unique value any number of times', async () => {
      await created({ slug: null });
      await created({ slug: null });
    });

    never500('gives one of twenty creates at once the unique value', async () => {
      const title = `Title ${++serial}`;

      const answers = await Promise.all(Array.from({ length: 20 }, () => call('POST', URL, body({ title }))));

      const statuses = answers.map(({ status }) => status).sort();
      expect(statuses).toEqual([201, ...Array(19).fill(409)]);
    });

    never500('answers updates and deletes of one record at once', async () => {
      for (let round = 0; round < 5; round++) {
        const { id } = await created();
        const answers = await Promise.all(
          Array.from({ length: 20 }, (_, turn) =>
            turn % 2 ? call('DELETE', `${URL}/${id}`) : call('PATCH', `${URL}/${id}`, { views: turn }),
          ),
        );

        const statuses = answers.map(({ status }) => status);
        expect(statuses.filter((status) => ![200, 204, 404].includes(status))).toEqual([]);
        expect(statuses.filter((status) => status === 204)).toEqual([204]);
      }
    });

    never500('refuses values that a database cannot hold or a constraint forbids', async () => {
      const record = await created();
      const bad: [string, string][] = [
        ['title', '"nul \\u0000 nul"'],
        ['title', '"lone \\ud800 half"'],
        ['title', '"ab"'],
        ['title', JSON.stringify('x'.repeat(121))],
        ['title', '""'],
        ['body', '"\\u0000"'],
        ['body', '"\\udfff"'],
        ['body', JSON.stringify('x'.repeat(2001))],
        ['slug', '"Not A Slug"'],
        ['slug', '"\\ud800"'],
        ['metadata', '"\\u0000"'],
        ['passphrase', '"\\ud800"'],
        ['views', '2147483648'],
        ['views', '-1'],
        ['views', '1e400'],
        ['views', '1.5'],
        ['views', String(10n ** 30n)],
        ['rank', '0'],
        ['rank', '101'],
        ['ratio', '0'],
        ['ratio', '1'],
        ['ratio', 'NaN'],
        ['weight', 'NaN'],
        ['weight', 'Infinity'],
        ['weight', '-Infinity'],
        ['weight', '1e400'],
        ['weight', '"nan"'],
        ['weight', '"inf"'],
        ['price', '-0.01'],
        ['price', '100000'],
        ['price', '"0.001"'],
        ['price', 'NaN'],
        ['price', '"NaN"'],
        ['price', '"sNaN"'],
        ['price', '"Infinity"'],
        ['price', '1e400'],
        ['price', '"1e999999999"'],
        ['exact', '"12345678901234567.0000"'],
        ['exact', '"-1e17"'],
        ['featured', '"perhaps"'],
        ['published_on', '"1999-12-31"'],
        ['published_on', '"10000-01-01"'],
        ['published_on', '"2024-02-30"'],
        ['day', '"0000-01-01"'],
        ['day', '1e400'],
        ['day', String(10n ** 30n)],
        ['seen_at', '"2024-01-01T00:00:00"'],
        ['seen_at', '"9999-12-31T23:59:59-14:00"'],
        ['seen_at', '"0001-01-01T00:00:00+14:00"'],
        ['seen_at', '"10000-01-01T00:00:00Z"'],
        ['seen_at', String(10n ** 30n)],
        ['seen_at', 'NaN'],
        ['token', '"no uuid"'],
        ['token', '"\\ud800"'],
        ['state', '"gone"'],
        ['state', '"\\ud800"'],
        ['state', '["draft"]'],
        ['level', '1'],
      ];

      const taken: string[] = [];
      for (const [name, value] of bad) {
        const posted = await call('POST', URL, raw(name, value));
        const patched = await call('PATCH', `${URL}/${record.id}`, `{"${name}":${value}}`);
        if (posted.status !== 422) taken.push(`POST ${name} ${value}: ${posted.status}`);
        if (patched.status !== 422) taken.push(`PATCH ${name} ${value}: ${patched.status}`);
      }
      expect(taken).toEqual([]);
      expect((await call('GET', `${URL}/${record.id}`)).json).toEqual(record);
    });

    never500('takes any body without falling over', async () => {
      const { id } = await created();
      const bodies: (Body | undefined)[] = [
        undefined,
        '',
        '{',
        'null',
        '[]',
        '"text"',
        '1',
        '1e400',
        'NaN',
        '{"\\ud800": 1}',
        '{"title": "\\ud800", "\\udfff": NaN}',
        '{"title": {"\\u0000": "\\ud800"}}',
        `{"views": ${'9'.repeat(5000)}}`,
        '['.repeat(100_000),
        `${'{"title":'.repeat(2_000)}1${'}'.repeat(2_000)}`,
        new Uint8Array([0xff, 0xfe, 0x00]),
        new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]),
      ];

      for (const sent of bodies) {
        for (const [method, path] of [
          ['POST', URL],
          ['PATCH', `${URL}/${id}`],
        ] as const) {
          const { status } = await call(method, path, sent);
          // An update may be empty, and names that are no fields are left alone.
          const expected = method === 'PATCH' ? [200, 400, 422] : [400, 422];
          if (!expected.includes(status)) throw new Error(`${method} ${String(sent).slice(0, 80)}: ${status}`);
        }
      }
    });

    never500('leaves out of its reach what a client may not write', async () => {
      const record = await created({ id: 1_000_000_000, revision: 99, unknown: true });

      expect(record).toMatchObject({ revision: 1 });
      expect(record.id).toBeLessThan(1_000_000_000);
      expect(record).not.toHaveProperty('unknown');
      const changed = await call('PATCH', `${URL}/${record.id}`, { id: 1_000_000_000, revision: 99 });
      expect(changed).toMatchObject({ status: 200, json: record });
    });

    never500('never shows what is only for writing', async () => {
      const passphrase = 'swordfish-and-no-other-word';
      const posted = await call('POST', URL, body({ passphrase }));
      const path = `${URL}/${posted.json.id}`;
      const answers = [
        posted,
        await call('GET', path),
        await call('GET', `${URL}?limit=100&skip=0`),
        await call('PATCH', path, { passphrase }),
        await call('POST', URL, body({ title: posted.json.title, passphrase })),
      ];

      expect(answers.map(({ status }) => status)).toEqual([201, 200, 200, 200, 409]);
      for (const { text } of answers) {
        expect(text).not.toContain(passphrase);
        expect(text).not.toContain('passphrase');
      }
    });

    never500('describes its operations so that a client can be generated', async () => {
      const paths: Record<string, Partial<Record<Method, Operation>>> = (await call('GET', '/openapi.json')).json.paths;
      const operations = Object.values(paths).flatMap((path) => Object.values(path));
      const ids = operations.map(({ operationId }) => operationId);
      const statuses = (path: string, method: Method): string[] => Object.keys(paths[path]?.[method]?.responses ?? {});

      expect(ids.length).toBe(5 * (PACKAGES.length + 1));
      expect(new Set(ids).size).toBe(ids.length);
      for (const { summary } of operations) expect(summary).toMatch(/\S/);
      for (const { name } of PACKAGES) {
        expect(paths[`/api/v1/${name.replaceAll('_', '-')}`]?.post?.tags).toEqual([name]);
      }
      expect(statuses(URL, 'post')).toEqual(expect.arrayContaining(['201', '409', '422']));
      expect(statuses(`${URL}/{article_id}`, 'get')).toEqual(expect.arrayContaining(['200', '404']));
      expect(statuses(`${URL}/{article_id}`, 'patch')).toEqual(expect.arrayContaining(['200', '404', '409', '422']));
      expect(statuses(`${URL}/{article_id}`, 'delete')).toEqual(expect.arrayContaining(['204', '404', '409']));
    });

    never500('serves a package without a field and packages with awkward names', async () => {
      const ping = await call('POST', '/api/v1/pings', {});
      expect(ping).toMatchObject({ status: 201, json: { id: expect.any(Number) } });
      expect((await call('PATCH', `/api/v1/pings/${ping.json.id}`, {})).json).toEqual(ping.json);
      expect((await call('DELETE', `/api/v1/pings/${ping.json.id}`)).status).toBe(204);

      const date = { date: '2024-02-29', datetime: '2024-02-29T12:00:00Z' };
      expect((await call('POST', '/api/v1/dates', date)).json).toMatchObject({ date: '2024-02-29', last: null });
      expect((await call('POST', '/api/v1/order-items', { code: 'ABC-0001' })).status).toBe(201);
      expect((await call('POST', '/api/v1/order-items', { code: 'ABC-0001' })).status).toBe(409);
      expect((await call('POST', '/api/v1/order-items', { code: 'ABC-0001\n' })).status).toBe(422);
    });

    test('the database itself refuses what the schemas refuse', async () => {
      await created();
      const script = join(backend, 'constraints.py');
      writeFileSync(script, CONSTRAINTS);

      const { status, stdout, stderr } = await run(python, [script, join(backend, 'live.db')], { cwd: backend });

      expect([status, stdout, stderr]).toEqual([0, '', '']);
    });
  });
});

type Method = 'get' | 'post' | 'patch' | 'delete';

type Operation = {
  readonly operationId: string;
  readonly summary: string;
  readonly tags: readonly string[];
  readonly responses: object;
};

/** Prints each statement that should have been refused, and the constraints that have no name. */
const CONSTRAINTS = `\
import re, sqlite3, sys

db = sqlite3.connect(sys.argv[1])
for change in (
    "title = NULL", "views = -1", "rank = 0", "rank = 101", "ratio = 1", "ratio = 0", "price = -1",
    "price = 100000", "published_on = '1999-12-31'", "state = 'gone'", "level = 'gone'", "notes = NULL",
    "title = 'one title'",
):
    try:
        db.execute(f"UPDATE articles SET {change}")
        print(f"not refused: {change}")
    except sqlite3.IntegrityError:
        pass
    db.rollback()
db.execute('UPDATE articles SET "metadata" = NULL')
for (sql,) in db.execute("SELECT sql FROM sqlite_master WHERE type = 'table' AND tbl_name <> 'users'"):
    for line in sql.splitlines():
        if re.match(r"\\s*(UNIQUE|CHECK)", line):
            print(f"no name: {line}")
        for name in re.findall(r"CONSTRAINT (\\S+)", line):
            if len(name.encode()) > 63:
                print(f"too long: {name}")
`;
