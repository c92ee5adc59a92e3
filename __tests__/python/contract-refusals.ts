import { expect } from '@jest/globals';

import type { Body } from './client.js';
import { faultsOfConstraints } from './constraints.js';
import { NOT_NULL, REFUSED, REFUSED_BY_DATABASE } from './contract-values.js';
import { ARTICLES, type Live } from './live.js';

/** A good body with one value written as raw JSON. */
function rawBody(live: Live, name: string, value: string): string {
  return `${JSON.stringify(live.body({ [name]: undefined })).slice(0, -1)},${JSON.stringify(name)}:${value}}`;
}

/** What is refused, and what neither gets in nor out. */
export function refusalsContract(live: Live): void {
  live.test('refuses null where a value is required', async () => {
    const record = await live.created();

    for (const name of NOT_NULL) {
      expect([name, (await live.call('PATCH', `${ARTICLES}/${record.id}`, { [name]: null })).status]).toEqual([
        name,
        422,
      ]);
      expect([name, (await live.call('POST', ARTICLES, live.body({ [name]: null }))).status]).toEqual([name, 422]);
    }
    expect((await live.call('GET', `${ARTICLES}/${record.id}`)).json).toEqual(record);
  });

  live.test('refuses values that a database cannot hold or a constraint forbids', async () => {
    const record = await live.created();

    const taken: string[] = [];
    for (const [name, value] of REFUSED) {
      const posted = await live.call('POST', ARTICLES, rawBody(live, name, value));
      const patched = await live.call('PATCH', `${ARTICLES}/${record.id}`, `{"${name}":${value}}`);
      if (posted.status !== 422) taken.push(`POST ${name} ${value}: ${posted.status}`);
      if (patched.status !== 422) taken.push(`PATCH ${name} ${value}: ${patched.status}`);
    }
    expect(taken).toEqual([]);
    expect((await live.call('GET', `${ARTICLES}/${record.id}`)).json).toEqual(record);
  });

  live.test('takes any body without falling over', async () => {
    const { id } = await live.created();
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
        ['POST', ARTICLES],
        ['PATCH', `${ARTICLES}/${id}`],
      ] as const) {
        const { status } = await live.call(method, path, sent);
        // An update may be empty, and names that are no fields are left alone.
        const expected = method === 'PATCH' ? [200, 400, 422] : [400, 422];
        if (!expected.includes(status)) throw new Error(`${method} ${String(sent).slice(0, 80)}: ${status}`);
      }
    }
  });

  live.test('leaves out of its reach what a client may not write', async () => {
    const record = await live.created({ id: 1_000_000_000, revision: 99, unknown: true });

    expect(record).toMatchObject({ revision: 1 });
    expect(record.id).not.toBe(1_000_000_000);
    expect(record).not.toHaveProperty('unknown');
    const changed = await live.call('PATCH', `${ARTICLES}/${record.id}`, { id: 1_000_000_000, revision: 99 });
    expect(changed).toMatchObject({ status: 200, json: record });
  });

  live.test('never shows what is only for writing', async () => {
    const passphrase = 'swordfish-and-no-other-word';
    const posted = await live.call('POST', ARTICLES, live.body({ passphrase }));
    const path = `${ARTICLES}/${posted.json.id}`;
    const answers = [
      posted,
      await live.call('GET', path),
      await live.call('GET', `${ARTICLES}?limit=100&skip=0`),
      await live.call('PATCH', path, { passphrase }),
      await live.call('POST', ARTICLES, live.body({ title: posted.json.title, passphrase })),
    ];

    expect(answers.map(({ status }) => status)).toEqual([201, 200, 200, 200, 409]);
    for (const { text } of answers) {
      expect(text).not.toContain(passphrase);
      expect(text).not.toContain('passphrase');
    }
  });

  live.test('the database itself refuses what the schemas refuse', async () => {
    await live.created();
    await live.created();

    expect(await faultsOfConstraints(live.database(), REFUSED_BY_DATABASE)).toBe('');
  });
}
