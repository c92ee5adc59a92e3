/** The database systems that the host runs on, by the URLs in its code and settings and by the drivers that it asks for. */
import { join } from 'node:path';
import { textOf } from '../../project/files.js';
import type { Module } from '../../project/module.js';
import { findRequirement } from '../../project/requirements.js';
import { walk } from '../../python/syntax.js';
import type { Dimension, Learned } from '../dimension.js';
import type { HostReading } from '../host-reading.js';

export type Database = 'sqlite' | 'postgresql' | 'mysql';

const KNOWN: readonly Database[] = ['sqlite', 'postgresql', 'mysql'];

const isKnown = (value: unknown): value is Database => KNOWN.some((each) => each === value);

const SYSTEM = 'sqlite|postgres(?:ql)?|mysql|mariadb|mssql|oracle';

/** An address, the start of one that is put together of parts (`URL.create("mysql+pymysql", …)`), a type of settings. */
const URL = new RegExp(
  `\\b(${SYSTEM})(?:\\+\\w+)?://|["'](${SYSTEM})\\+\\w+["']|\\b(Postgres|MySQL|MariaDB)Dsn\\b`,
  'gi',
);

const DRIVERS: readonly (readonly [name: string, database: Database])[] = [
  ...['psycopg', 'psycopg2', 'psycopg2-binary', 'asyncpg', 'pg8000'].map((name) => [name, 'postgresql'] as const),
  ...['pymysql', 'mysqlclient', 'aiomysql', 'asyncmy', 'mysql-connector-python'].map(
    (name) => [name, 'mysql'] as const,
  ),
];

export const databases: Dimension<readonly Database[]> = {
  id: 'databases',
  default: [],
  learn(host) {
    const named = [...inCode(host), ...inSettings(host)];
    // A driver that no address uses is left over.
    const found = named.some(({ value }) => value !== 'sqlite') ? named : [...named, ...inRequirements(host)];
    const other = found.find(({ value }) => !isKnown(value));
    if (other !== undefined) {
      return {
        id: `databases-${other.value}`,
        status: 3,
        reason: `The backend runs on ${other.value} (${other.at}); packages are written for SQLite, PostgreSQL and MySQL.`,
        hint: 'If it runs on one of these, pin it in pyproject.toml: databases = ["postgresql"] below [tool.backend-package].',
      };
    }
    const value = KNOWN.filter((each) => found.some((other) => other.value === each));
    const at = found[0]?.at;
    return at === undefined ? undefined : { value, at };
  },
  pin: {
    expects: 'a list of "sqlite", "postgresql" and "mysql"',
    read(given) {
      return Array.isArray(given) && given.every(isKnown) ? given : undefined;
    },
  },
};

type Found = Learned<string> & { readonly at: string };

function namedIn(text: string): readonly string[] {
  return [...text.matchAll(URL)].map(([, scheme, start, dsn]) => {
    const name = (scheme ?? start ?? dsn ?? '').toLowerCase();
    return name === 'postgres' ? 'postgresql' : name === 'mariadb' ? 'mysql' : name;
  });
}

function inCode({ host, modules, at }: HostReading): readonly Found[] {
  const paths = new Set(
    ['://', 'Dsn', 'drivername', 'URL.create'].flatMap((word) => modules.mentioning(host.project, word)),
  );
  return [...paths].flatMap((path) => {
    const module = modules.at(path);
    if (module === undefined || namedIn(module.source).length === 0) return [];
    // A comment or a text of documentation that shows another URL decides nothing.
    const lines = withoutDocs(module).map((line) => line.replace(/(?:^|\s)#.*$/, ''));
    return lines.flatMap((line, index) => namedIn(line).map((value) => ({ value, at: at(module, index + 1) })));
  });
}

/** The lines of a module, empty where they are strings that nothing is done with. */
function withoutDocs({ source, tree }: Module): readonly string[] {
  const lines = source.split('\n');
  for (const { type, line, text, parent } of source.includes('"""') ? walk(tree.root) : []) {
    if (type !== 'string' || parent?.type !== 'expression_statement') continue;
    lines.fill('', line - 1, line - 1 + text.split('\n').length);
  }
  return lines;
}

function inSettings({ files, host, shown }: HostReading): readonly Found[] {
  const names = files.list(host.project).filter((name) => /^\.env(?!\.test)|^(?:docker-)?compose.*\.ya?ml$/.test(name));
  return names.flatMap((name) => {
    const path = join(host.project, name);
    const lines = (textOf(files, path) ?? '').split('\n').map((line) => line.replace(/(?:^|\s)#.*$/, ''));
    return lines.flatMap((line, index) => namedIn(line).map((value) => ({ value, at: `${shown(path)}:${index + 1}` })));
  });
}

function inRequirements({ files, host, shown }: HostReading): readonly Found[] {
  return DRIVERS.flatMap(([name, value]) => {
    const found = findRequirement(files, host.project, { name, broughtBy: {} });
    return found.isListed ? [{ value, at: shown(found.files[0] ?? host.project) }] : [];
  });
}
