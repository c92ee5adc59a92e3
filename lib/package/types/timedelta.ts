/** `timedelta`: a duration, ISO 8601 in JSON. */
import { durationParts } from '../../request/date-time.js';
import { py } from '../print/code.js';
import { datetime as library, sqlalchemy } from '../print/symbols.js';
import { type TypeRow, unknown } from './row.js';

// No database can store every duration that Python has.
const LONGEST = py`${library.timedelta}(days=700_000)`;

export const timedelta: TypeRow = {
  onPydantic1: unknown,
  python: () => library.timedelta,
  column: () => sqlalchemy.Interval,
  refusedOnMySql: () => 'is a timedelta, of which MySQL keeps whole seconds: make it an int that counts what you need',
  sqlModel: () => [],
  isImplied: true,
  input: () => ({ type: library.timedelta, rules: [py`ge=-${LONGEST}`, py`le=${LONGEST}`] }),
  literal: (_, text) => {
    const parts = Object.entries(durationParts(text)).filter(([, number]) => number !== 0);
    return py`${library.timedelta}(${parts.map(([unit, number]) => `${unit}=${number}`).join(', ')})`;
  },
  numbered: () => 'f"P{number}D"',
};
