import { expect } from '@jest/globals';

import { ARTICLES, type Live } from './live.js';

/** Unique values, and many requests at once. */
export function conflictsContract(live: Live): void {
  live.test('answers 409 when a unique value is taken, and goes on', async () => {
    const first = await live.created({ slug: 'taken' });
    const second = await live.created();

    expect((await live.call('POST', ARTICLES, live.body({ title: first.title }))).status).toBe(409);
    expect((await live.call('POST', ARTICLES, live.body({ slug: 'taken' }))).status).toBe(409);
    expect((await live.call('POST', ARTICLES, live.body({ token: first.token }))).status).toBe(409);
    expect((await live.call('PATCH', `${ARTICLES}/${second.id}`, { title: first.title })).status).toBe(409);
    expect((await live.call('PATCH', `${ARTICLES}/${second.id}`, { title: second.title })).status).toBe(200);
    expect((await live.call('GET', `${ARTICLES}/${second.id}`)).json).toEqual(second);
  });

  live.test('takes a missing unique value any number of times', async () => {
    await live.created({ slug: null });
    await live.created({ slug: null });
  });

  live.test('gives one of twenty creates at once the unique value', async () => {
    const title = live.title();

    const answers = await Promise.all(
      Array.from({ length: 20 }, () => live.call('POST', ARTICLES, live.body({ title }))),
    );

    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([201, ...Array(19).fill(409)]);
  });

  live.test('answers updates and deletes of one record at once', async () => {
    for (let round = 0; round < 5; round++) {
      const { id } = await live.created();
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, turn) =>
          turn % 2
            ? live.call('DELETE', `${ARTICLES}/${id}`)
            : live.call('PATCH', `${ARTICLES}/${id}`, { views: turn }),
        ),
      );

      const statuses = answers.map(({ status }) => status);
      expect(statuses.filter((status) => ![200, 204, 404].includes(status))).toEqual([]);
      expect(statuses).toContain(204);
      expect((await live.call('GET', `${ARTICLES}/${id}`)).status).toBe(404);
    }
  });
}
