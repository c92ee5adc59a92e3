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

export interface Database<Name extends string = 'SQLite' | 'PostgreSQL'> {
  readonly name: Name;
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

const MYSQL = process.env['TEST_MYSQL_URL'] || 'mysql://root@127.0.0.1:3306';
const EXECUTE_MYSQL = `\
import sys
from urllib.parse import unquote, urlsplit

import pymysql

to = urlsplit(sys.argv[1])
given = {"user": unquote(to.username or ""), "password": unquote(to.password or "")}
with pymysql.connect(host=to.hostname, port=to.port or 3306, connect_timeout=10, **given) as connection:
    connection.cursor().execute(sys.argv[2])
`;

const MARIADB: Database<'MariaDB'> = {
  name: 'MariaDB',
  create: async () => {
    const name = `backend_package_${process.pid}_${Math.random().toString(36).slice(2)}`;
    await executeMySql(`CREATE DATABASE ${name}`);
    const url = new URL(MYSQL);
    url.protocol = 'mysql+pymysql';
    url.pathname = `/${name}`;
    return { url: url.href, drop: () => executeMySql(`DROP DATABASE IF EXISTS ${name}`) };
  },
};

async function executeMySql(statement: string): Promise<void> {
  const { status, stderr } = await run(python, ['-c', EXECUTE_MYSQL, MYSQL, statement]);
  if (status !== 0) throw new Error(`MariaDB did not do this: ${statement}\n${stderr}`);
}

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

/** Whether such a server answers. Without one a failure where it was asked for, and elsewhere a loud line. */
async function answers(doing: (statement: string) => Promise<void>, name: string, variable: string): Promise<boolean> {
  if (python === '') return false;
  try {
    await doing('SELECT 1');
    return true;
  } catch (error) {
    if (process.env['CI'] || process.env[variable]) throw error;
    console.error(
      `\n*** TESTS LEFT OUT: no ${name}, without a password. Start one, or name one with ${variable}. ***\n\n${error}`,
    );
    return false;
  }
}

const available: ReadonlyMap<Database, boolean> = new Map([
  [SQLITE, python !== ''],
  [POSTGRESQL, await answers(execute, 'PostgreSQL answers at 127.0.0.1:5432 (user postgres)', 'TEST_POSTGRES_URL')],
]);

/** The same tests over SQLite and over PostgreSQL; what is not there shows up as skipped. */
export function describeOverEachDatabase(title: string, body: (database: Database) => void): void {
  for (const [database, there] of available) {
    (there ? describe : describe.skip)(`${title} over ${database.name}`, () => body(database));
  }
}

/** Tests over MariaDB, for what is written for it. */
export async function describeOverMariaDb(title: string, body: (database: Database<'MariaDB'>) => void): Promise<void> {
  const there = await answers(executeMySql, 'MariaDB answers at 127.0.0.1:3306 (user root)', 'TEST_MYSQL_URL');
  (there ? describe : describe.skip)(`${title} over MariaDB`, () => body(MARIADB));
}
