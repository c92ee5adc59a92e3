import { expect } from '@jest/globals';

import { ANSWERED_AS, KEPT_RAW, SERVER_DEFAULTS } from './contract-values.js';
import { ARTICLES, type Live } from './live.js';

const DEFAULTS = '/api/v1/server-defaults';

/** What values become on their way, and what the database gives where none was sent. */
export function typesContract(live: Live): void {
  live.test('keeps numbers and nesting that JavaScript cannot write', async () => {
    const { id } = await live.created();
    const path = `${ARTICLES}/${id}`;

    for (const [field, json] of KEPT_RAW) {
      const patched = await live.call('PATCH', path, `{"${field}":${json}}`);
      expect([field, patched.status, patched.text]).toEqual([field, 200, patched.text]);
      expect(patched.text).toContain(`"${field}":${json},`);
      expect((await live.call('GET', path)).text).toBe(patched.text);
    }
  });

  live.test('answers each value in one spelling', async () => {
    const { id } = await live.created();
    const path = `${ARTICLES}/${id}`;

    for (const [field, sent, answered] of ANSWERED_AS) {
      const patched = await live.call('PATCH', path, { [field]: sent });
      expect([field, sent, patched.status]).toEqual([field, sent, 200]);
      expect([field, patched.json[field]]).toEqual([field, answered]);
      expect((await live.call('GET', path)).json[field]).toEqual(answered);
    }
  });

  live.test('lets the database give the defaults that are its own', async () => {
    const start = Date.now();
    const created = await live.call('POST', DEFAULTS, {});

    expect([created.status, created.text]).toEqual([201, created.text]);
    expect(created.json).toEqual({ ...SERVER_DEFAULTS, id: created.json.id });
    expect(created.text).toContain('"a_bigint":-9223372036854775808');
    expect(Math.abs(Date.parse(created.json.a_moment) - start)).toBeLessThan(60_000);
    expect((await live.call('GET', `${DEFAULTS}/${created.json.id}`)).json).toEqual(created.json);
  });

  live.test('takes a value in the place of a default of the database, and null only where it may be', async () => {
    const sent = { a_str: 'x', an_int: -1, a_bool: true, a_list: ['a'], a_day: '2000-01-01', an_exact: null };
    const { json } = await live.call('POST', DEFAULTS, sent);

    expect(json).toMatchObject({ ...sent, a_day: expect.not.stringMatching(/^2000/) });
    const filled = { base64: 'AQ==', data: null };
    expect((await live.call('POST', '/api/v1/jsons', filled)).json).toMatchObject(filled);
    expect((await live.call('POST', '/api/v1/jsons', { base64: 'AQ==' })).json).toMatchObject({
      data: {},
      adapter: [],
    });
    for (const field of ['a_str', 'an_int', 'aSmallint', 'a_json', 'a_moment', 'a_secret']) {
      expect([field, (await live.call('POST', DEFAULTS, { [field]: null })).status]).toEqual([field, 422]);
    }
    expect((await live.call('PATCH', `${DEFAULTS}/${json.id}`, { a_region: null })).json).toEqual({
      ...json,
      a_region: null,
    });
  });
}
