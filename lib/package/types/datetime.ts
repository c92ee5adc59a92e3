/** `datetime`: a moment with its offset, stored in UTC. */
import { pythonString } from '../../naming/names.js';
import type { Context } from '../context.js';
import { onMySql } from '../databases.js';
import { type Code, py } from '../print/code.js';
import { datetime as library, mysql, pydantic, sqlalchemy } from '../print/symbols.js';
import { annotated, utc } from '../spelling.js';
import { isoText } from './moments.js';
import { type Given, type SchemaHelper, type TypeRow, unknown } from './row.js';

const AS_UTC: SchemaHelper = {
  name: 'as_utc',
  code: (context) => py`
    def as_utc(value: ${library.datetime}) -> ${library.datetime}:
        # SQLite drops the offset of what it stores.
        return value.replace(tzinfo=value.tzinfo or ${utc(context)}).astimezone(${utc(context)})
  `,
};

/** MySQL rounds to seconds where it is not told more. */
export const toMicroseconds = ({ context }: Given, type: Code): Code =>
  onMySql(context, type, py`${mysql.DATETIME}(fsp=6)`);

const edge = (context: Context, ...parts: readonly number[]): Code =>
  py`${library.datetime}(${parts.join(', ')}, tzinfo=${utc(context)})`;

/**
 * Stored in UTC. A day at the end of the calendar is left to the other zones. Pydantic before 2.10 refuses every value where a
 * bound is earlier than 1600.
 */
export const datetime: TypeRow = {
  onPydantic1: unknown,
  python: () => library.datetime,
  column: () => py`${sqlalchemy.DateTime}(timezone=True)`,
  onMySql: (given) => toMicroseconds(given, py`${sqlalchemy.DateTime}(timezone=True)`),
  refusedOnMySql: ({ serverDefault }) =>
    serverDefault === undefined
      ? undefined
      : 'has a default of the database, and MySQL knows no offset there: use default=',
  input: ({ context }) => ({
    type: pydantic.AwareDatetime,
    rules: [py`ge=${edge(context, 1600, 1, 1)}`, py`le=${edge(context, 9999, 12, 30)}`],
    also: [py`${pydantic.AfterValidator}(as_utc)`],
  }),
  output: ({ context }) => annotated(context, library.datetime, py`${pydantic.AfterValidator}(as_utc)`),
  literal: (_, text) => py`${library.datetime}.fromisoformat(${pythonString(isoText(text).replace(/Z$/i, '+00:00'))})`,
  server: (text) => pythonString(isoText(text).replace('T', ' ').replace('Z', '+00:00')),
  helpers: () => [AS_UTC],
  numbered: () => 'f"2024-01-31T{number // 60:02}:{number % 60:02}:00Z"',
  ending: 'Z',
  respelled: { sent: '"2024-01-31T10:00:00+02:00"', shown: '"2024-01-31T08:00:00Z"' },
};
