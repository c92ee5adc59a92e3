import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { type Server, startServer } from '../../scripts/python.mjs';
import { type Answer, type Body, type Call, client } from './client.js';
import { BODY } from './contract-values.js';
import { type Database, python, type Scratch } from './databases.js';

export const ARTICLES = '/api/v1/articles';

type Changes = Readonly<Record<string, unknown>>;

/** The backend's server over its own database, for the tests of one `describe`. */
export interface Live {
  readonly call: Call;
  /** Where the server listens and which database it has, once it runs. */
  server(): string;
  database(): string;
  /** A title that no other record has. */
  title(): string;
  body(changes?: Changes): Changes;
  created(changes?: Changes): Promise<Answer['json']>;
  /** A test which also fails when any of its requests ended in 500 or more. */
  test(name: string, body: () => Promise<void>, timeout?: number): void;
}

export function liveServer(database: Database<string>, backend: () => string): Live {
  const failures: string[] = [];
  let scratch: Scratch | undefined;
  let server: Server | undefined;
  let call: Call | undefined;
  let serial = 0;

  beforeAll(async () => {
    scratch = await database.create();
    server = await startServer(python, backend(), { DATABASE_URL: scratch.url });
    call = client(server.url, failures);
  });

  afterAll(async () => {
    try {
      await server?.stop();
    } finally {
      await scratch?.drop();
    }
  });

  const live: Live = {
    call: (method: string, path: string, body?: Body) => {
      if (call === undefined) throw new Error('the server does not run');
      return call(method, path, body);
    },
    server: () => server?.url ?? '',
    database: () => scratch?.url ?? '',
    title: () => `Title ${++serial}`,
    body: (changes = {}) => ({ title: live.title(), ...BODY, ...changes }),
    created: async (changes) => {
      const answer = await live.call('POST', ARTICLES, live.body(changes));
      expect([answer.status, answer.text]).toEqual([201, answer.text]);
      return answer.json;
    },
    test: (name, body, timeout) => {
      const checked = async (): Promise<void> => {
        failures.length = 0;
        const outcome = await body().then(
          () => undefined,
          (error: unknown) => ({ error }),
        );
        if (failures.length > 0) {
          await sleep(500); // The traceback comes through a pipe.
          throw new Error(`${failures.join('\n')}\n${server?.log().slice(-6_000)}`);
        }
        if (outcome) throw outcome.error;
      };
      test(name, checked, timeout);
    },
  };
  return live;
}
