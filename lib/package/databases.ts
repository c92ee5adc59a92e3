/** Which databases the host may run on, as far as the code of a package depends on it. */
import { mayRunAlchemy1 } from '../style/dimensions/versions.js';
import type { Context } from './context.js';
import { type Code, type Part, py } from './print/code.js';

/** Where none is seen the package is written for SQLite and for PostgreSQL. */
export function mayRunSqlite({ conventions: { databases } }: Context): boolean {
  return databases.length === 0 || databases.includes('sqlite');
}

export function mayRunPostgres({ conventions: { databases } }: Context): boolean {
  return databases.length === 0 || databases.includes('postgresql');
}

/** MySQL or MariaDB, which is seen by its address or its driver. */
export function runsMySql({ conventions: { databases } }: Pick<Context, 'conventions'>): boolean {
  return databases.includes('mysql');
}

/** A type as MySQL has to be told it. SQLAlchemy 1.4 takes one dialect at a time. */
export function onMySql({ conventions: { versions } }: Context, type: Code, variant: Part): Code {
  return mayRunAlchemy1(versions)
    ? py`${type}.with_variant(${variant}, "mysql").with_variant(${variant}, "mariadb")`
    : py`${type}.with_variant(${variant}, "mysql", "mariadb")`;
}
