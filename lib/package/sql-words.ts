/** Words of SQL that have to be quoted where the text of a CHECK names a column. */

const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/).filter(Boolean));

/** Words that cannot be a column's name in the text of a CHECK, on SQLite or on PostgreSQL. */
export const RESERVED_SQL: ReadonlySet<string> = set(`
  add all alter analyse analyze and any array as asc asymmetric authorization autoincrement between binary both case
  cast check collate collation column commit concurrently constraint create cross current_catalog current_date
  current_role current_schema current_time current_timestamp current_user default deferrable delete desc distinct do
  drop else end escape except exists false fetch for foreign freeze from full grant group having ilike in index
  initially inner insert intersect into is isnull join lateral leading left like limit localtime localtimestamp natural
  not nothing notnull null offset on only or order outer overlaps placing primary raise references returning right
  select session_user set similar some symmetric table tablesample then to trailing transaction true union unique
  update user using values variadic verbose when where window with`);
