/** Words of SQL that are no plain name of a column: SQLAlchemy quotes most of them, and some it does not know. */

const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/).filter(Boolean));

/** Words of SQLite and PostgreSQL that SQLAlchemy's dialects take for plain names. */
const UNQUOTED: ReadonlySet<string> = set(`
  authorization between binary collation concurrently cross current_schema freeze full ilike indexed inner is isnull
  join lateral left like materialized natural nothing notnull outer over overlaps returning right similar tablesample
  verbose`);

export const RESERVED_SQL: ReadonlySet<string> = set(`
  ${[...UNQUOTED].join(' ')} add all alter analyse analyze and any array as asc asymmetric autoincrement both case cast
  check collate column commit constraint create current_catalog current_date current_role current_time
  current_timestamp current_user default deferrable delete desc distinct do drop else end escape except exists explain
  false fetch for foreign from grant group having if in index initially insert intersect into leading limit localtime
  localtimestamp new not null of off offset old on only or order placing primary references select session_user set
  some symmetric table then to trailing transaction trigger true union unique update user using values variadic when
  where window with`);

/** Whether a column of this name has to be quoted by hand. */
export function isUnquotedWord(name: string): boolean {
  return UNQUOTED.has(name);
}
