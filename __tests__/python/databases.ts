import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe } from '@jest/globals';

import { pythonForTests, run } from '../../scripts/python.mjs';

/** One database that nobody else uses; `drop` removes it, whoever is still connected. */
export interface Scratch {
  /** As SQLAlchemy takes it. */
  readonly url: string;
  drop(): Promise<void>;
}

export interface Database {
  readonly name: 'SQLite' | 'PostgreSQL';
  create(): Promise<Scratch>;
}

export const python: string = (await pythonForTests()) ?? '';

const POSTGRES = process.env['TEST_POSTGRES_URL'] || 'postgresql://postgres@127.0.0.1:5432/postgres';
const EXECUTE = `\
import sys, psycopg

with psycopg.connect(sys.argv[1], autocommit=True, connect_timeout=10) as connection:
    connection.execute(sys.argv[2])
`;

const SQLITE: Database = {
  name: 'SQLite',
  create: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'backend-package-db-'));
    return {
      url: `sqlite:///${join(folder, 'test.db')}`,
      drop: async () => rmSync(folder, { recursive: true, force: true }),
    };
  },
};

const POSTGRESQL: Database = {
  name: 'PostgreSQL',
  create: async () => {
    const name = `backend_package_${process.pid}_${Math.random().toString(36).slice(2)}`;
    await execute(`CREATE DATABASE ${name}`);
    return {
      url: withParts({ driver: 'postgresql+psycopg', database: name }),
      drop: () => execute(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
    };
  },
};

/** The server's address for another driver or another database; what else it says, such as `?sslmode=`, stays. */
function withParts({
  driver = 'postgresql',
  database,
}: {
  readonly driver?: string;
  readonly database?: string;
}): string {
  const url = new URL(POSTGRES);
  url.protocol = driver;
  if (database !== undefined) url.pathname = `/${database}`;
  return url.href;
}

async function execute(statement: string): Promise<void> {
  const { status, stderr } = await run(python, ['-c', EXECUTE, withParts({}), statement]);
  if (status !== 0) throw new Error(`PostgreSQL did not do this: ${statement}\n${stderr}`);
}

/** Whether there is a PostgreSQL. Without one a failure where it was asked for, and elsewhere a loud line. */
async function hasPostgres(): Promise<boolean> {
  if (python === '') return false;
  try {
    await execute('SELECT 1');
    return true;
  } catch (error) {
    if (process.env['CI'] || process.env['TEST_POSTGRES_URL']) throw error;
    console.error(
      '\n*** TESTS LEFT OUT: no PostgreSQL answers at 127.0.0.1:5432 (user postgres, no password). ' +
        `Start one, or name one with TEST_POSTGRES_URL. ***\n\n${error}`,
    );
    return false;
  }
}

const available: ReadonlyMap<Database, boolean> = new Map([
  [SQLITE, python !== ''],
  [POSTGRESQL, await hasPostgres()],
]);

/** The same tests over SQLite and over PostgreSQL; what is not there shows up as skipped. */
export function describeOverEachDatabase(title: string, body: (database: Database) => void): void {
  for (const [database, there] of available) {
    (there ? describe : describe.skip)(`${title} over ${database.name}`, () => body(database));
  }
}
