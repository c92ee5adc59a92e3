import { beforeAll, expect, test } from '@jest/globals';

import { answerBadBodies, copyBackend, generate } from './backend.js';
import { conflictsContract } from './contract-conflicts.js';
import { recordsContract } from './contract-records.js';
import { refusalsContract } from './contract-refusals.js';
import { typesContract } from './contract-types.js';
import { KEPT } from './contract-values.js';
import { describeOverEachDatabase, python } from './databases.js';
import { ARTICLES, liveServer } from './live.js';
import { AWKWARD, countOperations, EVERYTHING, writtenAndRead } from './packages.js';

const PACKAGES = [EVERYTHING, ...AWKWARD];
const OF_USERS = 5;

test('every field that is written and read is among the values that have to be kept', () => {
  expect(Object.keys(KEPT).sort()).toEqual([...writtenAndRead(EVERYTHING)].sort());
});

let backend = '';

beforeAll(async () => {
  if (python === '') return;
  backend = copyBackend();
  for (const command of PACKAGES) await generate(backend, command);
  answerBadBodies(backend);
}, 300_000);

describeOverEachDatabase('the HTTP contract', (database) => {
  const live = liveServer(database, () => backend);

  recordsContract(live);
  conflictsContract(live);
  refusalsContract(live);
  typesContract(live);

  live.test('describes its operations so that a client can be generated', async () => {
    const paths: Record<string, Partial<Record<Method, Operation>>> = (await live.call('GET', '/openapi.json')).json
      .paths;
    const operations = Object.values(paths).flatMap((path) => Object.values(path));
    const ids = operations.map(({ operationId }) => operationId);
    const statuses = (path: string, method: Method): string[] => Object.keys(paths[path]?.[method]?.responses ?? {});

    expect(ids.length).toBe(countOperations(PACKAGES) + OF_USERS);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { summary } of operations) expect(summary).toMatch(/\S/);
    for (const { name } of PACKAGES) {
      expect(paths[`/api/v1/${name.replaceAll('_', '-')}`]?.post?.tags).toEqual([name]);
    }
    expect(statuses(ARTICLES, 'post')).toEqual(expect.arrayContaining(['201', '409', '422']));
    expect(statuses(`${ARTICLES}/{article_id}`, 'get')).toEqual(expect.arrayContaining(['200', '404']));
    expect(statuses(`${ARTICLES}/{article_id}`, 'patch')).toEqual(expect.arrayContaining(['200', '404', '409', '422']));
    expect(statuses(`${ARTICLES}/{article_id}`, 'delete')).toEqual(['204', '404', '422']);
  });

  live.test('keeps the records of a further model apart from those of the first one', async () => {
    const remarks = `${ARTICLES}/remarks`;
    const article = await live.created();
    const remark = await live.call('POST', remarks, { text: 'Well said', stars: 5 });
    expect(remark).toMatchObject({ status: 201, json: { text: 'Well said', stars: 5 } });

    expect((await live.call('GET', remarks)).json).toEqual([remark.json]);
    expect((await live.call('GET', `${remarks}/${remark.json.id}`)).json).toEqual(remark.json);
    expect((await live.call('GET', `${ARTICLES}/${article.id}`)).json).toEqual(article);
    expect((await live.call('GET', `${ARTICLES}/press-kits`)).json).toEqual([]);
    expect((await live.call('PATCH', `${remarks}/${remark.json.id}`, { stars: 6 })).status).toBe(422);
    expect((await live.call('DELETE', `${remarks}/${remark.json.id}`)).status).toBe(204);
    expect((await live.call('GET', `${remarks}/${remark.json.id}`)).status).toBe(404);
    expect((await live.call('GET', `${ARTICLES}/${article.id}`)).status).toBe(200);
  });

  live.test('serves a package without a field and packages with awkward names', async () => {
    const ping = await live.call('POST', '/api/v1/pings', {});
    expect(ping).toMatchObject({ status: 201, json: { id: expect.any(Number) } });
    expect((await live.call('PATCH', `/api/v1/pings/${ping.json.id}`, {})).status).toBe(405);
    expect((await live.call('DELETE', `/api/v1/pings/${ping.json.id}`)).status).toBe(204);

    const date = { date: '2024-02-29', datetime: '2024-02-29T12:00:00Z' };
    expect((await live.call('POST', '/api/v1/dates', date)).json).toMatchObject({ date: '2024-02-29', last: null });
    expect((await live.call('POST', '/api/v1/order-items', { code: 'ABC-0001' })).status).toBe(201);
    expect((await live.call('POST', '/api/v1/order-items', { code: 'ABC-0001' })).status).toBe(409);
    expect((await live.call('POST', '/api/v1/order-items', { code: 'ABC-0001\n' })).status).toBe(422);
  });
});

type Method = 'get' | 'post' | 'patch' | 'delete';

type Operation = {
  readonly operationId: string;
  readonly summary: string;
  readonly tags: readonly string[];
  readonly responses: object;
};
