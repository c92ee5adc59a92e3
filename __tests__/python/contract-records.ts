import { expect } from '@jest/globals';

import { ANSWER, KEPT, MORE } from './contract-values.js';
import { ARTICLES, type Live } from './live.js';

/** What a kind of key looks like in JSON, and one that no record has. */
export type Keys = { readonly shape: unknown; readonly absent: string };

export const NUMBERS: Keys = { shape: expect.any(Number), absent: '2147483647' };
export const UUIDS: Keys = { shape: expect.stringMatching(/^[0-9a-f-]{36}$/), absent: crypto.randomUUID() };

type Numbered = { readonly id: number | string };

/** Create, read, list, change and delete. */
export function recordsContract(live: Live, keys: Keys = NUMBERS): void {
  const { shape, absent } = keys;
  const missing = `${ARTICLES}/${absent}`;

  live.test('creates a record and answers what can be read of it', async () => {
    const title = live.title();
    const record = await live.created({ title, ...MORE });

    expect(record).toEqual({ id: shape, title, ...ANSWER });
    expect((await live.call('GET', `${ARTICLES}/${record.id}`)).json).toEqual(record);
  });

  live.test('keeps every value as it was sent', async () => {
    const record = await live.created(KEPT);

    expect(record).toMatchObject(KEPT);
    expect((await live.call('GET', `${ARTICLES}/${record.id}`)).json).toEqual(record);
    expect((await live.call('PATCH', `${ARTICLES}/${record.id}`, { views: 1 })).json).toEqual({ ...record, views: 1 });
  });

  live.test('lists in pages of a bounded size, in one order', async () => {
    for (let count = 0; count < 3; count++) await live.created();

    const ids = (await live.call('GET', ARTICLES)).json.map((record: Numbered) => record.id);
    if (keys === NUMBERS) expect(ids).toEqual([...ids].sort((a, b) => a - b));
    else expect((await live.call('GET', ARTICLES)).json.map((record: Numbered) => record.id)).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
    const page = (await live.call('GET', `${ARTICLES}?skip=1&limit=2`)).json.map((record: Numbered) => record.id);
    expect(page).toEqual(ids.slice(1, 3));
    expect((await live.call('GET', `${ARTICLES}?skip=2147483647`)).json).toEqual([]);
    for (const bad of ['skip=-1', `skip=${10n ** 30n}`, 'limit=0', 'limit=1000000', 'limit=x', 'skip=', 'skip=%00']) {
      expect([bad, (await live.call('GET', `${ARTICLES}?${bad}`)).status]).toEqual([bad, 422]);
    }
  });

  live.test('answers 404 for what is not there and 422 for what cannot be a key', async () => {
    expect((await live.call('GET', missing)).status).toBe(404);
    expect((await live.call('PATCH', missing, { views: 1 })).status).toBe(404);
    expect((await live.call('DELETE', missing)).status).toBe(404);
    for (const id of [2n ** 80n, 2n ** 31n, 'x', '1.5', '%00', '%ED%A0%80', '9'.repeat(5000)]) {
      for (const method of ['GET', 'PATCH', 'DELETE']) {
        const answer = await live.call(method, `${ARTICLES}/${id}`, method === 'PATCH' ? {} : undefined);
        expect([method, id, answer.status]).toEqual([method, id, answer.status === 404 ? 404 : 422]);
      }
    }
  });

  live.test('changes only what was sent', async () => {
    const record = await live.created({ subtitle: 'kept', rank: 5 });
    const path = `${ARTICLES}/${record.id}`;

    expect(await live.call('PATCH', path, {})).toMatchObject({ status: 200, json: record });
    expect(await live.call('PATCH', path, { rank: null })).toMatchObject({
      status: 200,
      json: { ...record, rank: null },
    });
    expect(await live.call('PATCH', path, { metadata: 'm' })).toMatchObject({
      json: { ...record, rank: null, metadata: 'm' },
    });
    expect((await live.call('GET', path)).json).toEqual({ ...record, rank: null, metadata: 'm' });
  });

  live.test('deletes once', async () => {
    const record = await live.created();

    expect(await live.call('DELETE', `${ARTICLES}/${record.id}`)).toMatchObject({ status: 204, text: '' });
    expect((await live.call('DELETE', `${ARTICLES}/${record.id}`)).status).toBe(404);
    expect((await live.call('GET', `${ARTICLES}/${record.id}`)).status).toBe(404);
  });
}
