/** `date`, `datetime`, `datetime.naive`, `time` and `timedelta`: what means the same on every database. */
import { pythonString } from '../../naming/names.js';
import { durationParts } from '../../request/date-time.js';
import type { Context } from '../context.js';
import { type Code, type Part, py } from '../print/code.js';
import { datetime as library, pydantic, sqlalchemy } from '../print/symbols.js';
import { annotated, utc } from '../spelling.js';
import { boundRules } from './number.js';
import type { SchemaHelper, TypeRow } from './row.js';

const day: TypeRow['literal'] = (_, text) => {
  const [year, month, date] = text.split('-').map(Number);
  return py`${library.date}(${year}, ${month}, ${date})`;
};

export const date: TypeRow = {
  python: () => library.date,
  column: () => sqlalchemy.Date,
  sqlModel: () => [],
  isImplied: true,
  input: (given) => ({ type: library.date, rules: boundRules(given, day) }),
  literal: day,
  server: (text) => pythonString(text),
  sql: (text) => `'${text}'`,
  shown: pythonString,
  kept: (text) => py`${library.date}.fromisoformat(${pythonString(text)})`,
  numbered: ({ ge, gt, le, lt }) => ((ge ?? gt ?? le ?? lt) ? undefined : 'f"{2000 + number}-01-01"'),
};

const AS_UTC: SchemaHelper = {
  name: 'as_utc',
  code: (context) => py`
    def as_utc(value: ${library.datetime}) -> ${library.datetime}:
        # SQLite drops the offset of what it stores.
        return value.replace(tzinfo=value.tzinfo or ${utc(context)}).astimezone(${utc(context)})
  `,
};

const edge = (context: Context, ...parts: readonly number[]): Code =>
  py`${library.datetime}(${parts.join(', ')}, tzinfo=${utc(context)})`;

/**
 * Stored in UTC. A day at the end of the calendar is left to the other zones. Pydantic before 2.10 refuses every value where a
 * bound is earlier than 1600.
 */
export const datetime: TypeRow = {
  python: () => library.datetime,
  column: () => py`${sqlalchemy.DateTime}(timezone=True)`,
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
  respelled: { sent: '"2024-01-31T10:00:00+02:00"', shown: '"2024-01-31T08:00:00Z"' },
};

/** In JSON Schema a date-time or a time without "local" has an offset. */
const local = (format: string): Code => py`${pydantic.WithJsonSchema}({"type": "string", "format": "${format}-local"})`;

export const naiveDatetime: TypeRow = {
  python: () => library.datetime,
  column: () => sqlalchemy.DateTime,
  input: () => ({ type: pydantic.NaiveDatetime, also: [local('date-time')] }),
  output: 'input',
  literal: datetime.literal,
  server: (text) => pythonString(isoText(text).replace('T', ' ')),
  numbered: () => 'f"2024-01-31T{number // 60:02}:{number % 60:02}:00"',
};

const REFUSE_OFFSET: SchemaHelper = {
  name: 'refuse_offset',
  code: () => py`
    def refuse_offset(value: ${library.time}) -> ${library.time}:
        if value.tzinfo is not None:
            msg = "may not have an offset"
            raise ValueError(msg)
        return value
  `,
};

export const time: TypeRow = {
  python: () => library.time,
  column: () => sqlalchemy.Time,
  sqlModel: () => [],
  isImplied: true,
  input: () => ({ type: library.time, also: [py`${pydantic.AfterValidator}(refuse_offset)`, local('time')] }),
  output: 'input',
  literal: (_, text) => py`${library.time}.fromisoformat(${pythonString(isoText(text))})`,
  server: (text) => pythonString(isoText(text)),
  helpers: () => [REFUSE_OFFSET],
  numbered: () => 'f"{number // 60:02}:{number % 60:02}:00"',
};

// No database can store every duration that Python has.
const LONGEST = py`${library.timedelta}(days=700_000)`;

export const timedelta: TypeRow = {
  python: () => library.timedelta,
  column: () => sqlalchemy.Interval,
  sqlModel: () => [],
  isImplied: true,
  input: () => ({ type: library.timedelta, rules: [py`ge=-${LONGEST}`, py`le=${LONGEST}`] }),
  literal: (_, text) => {
    const parts = Object.entries(durationParts(text)).filter(([, number]) => number !== 0);
    return py`${library.timedelta}(${parts.map(([unit, number]) => `${unit}=${number}`).join(', ')})`;
  },
  numbered: () => 'f"P{number}D"',
};

/** What a default that is made anew for each record is: `now` and `today` are UTC's. */
export function madeAnew(context: Context, name: 'now' | 'today'): Part {
  return py`lambda: ${library.datetime}.now(${utc(context)})${name === 'today' && '.date()'}`;
}

/** Before Python 3.11 `fromisoformat` reads three or six digits of a fraction and no other number. */
function isoText(text: string): string {
  return text.replace(/\.\d+/, (fraction) => fraction.padEnd(7, '0'));
}
