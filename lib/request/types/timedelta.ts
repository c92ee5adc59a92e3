/** `timedelta`: a duration, ISO 8601 in JSON. */
import { pythonString } from '../../naming/literals.js';
import { MOST_DAYS, readDuration } from '../date-time.js';
import { plainly } from './arguments.js';
import { sequence } from './texts.js';
import type { TypeRules } from './type-rules.js';

export type TimedeltaType = { readonly kind: 'timedelta' };

/** The longest one as Pydantic answers it: a year has 365 days. */
const LONGEST = `P${Math.floor(MOST_DAYS / 365)}Y${MOST_DAYS % 365}D`;

export const timedelta: TypeRules<TimedeltaType> = {
  read: plainly({ kind: 'timedelta' }),
  foreign: 'interval duration',
  value: (_, text) => readDuration(text),
  serverDefaultProblem: () =>
    'cannot be a default of the database: SQLite and PostgreSQL spell timedelta differently. Use default=.',
  samples: (_, count) => sequence(count, (index) => pythonString(`P${index + 1}D`)),
  edges: () => ['-', ''].map((sign) => pythonString(`${sign}${LONGEST}`)),
  invalid: () => [
    { value: '"x"', why: 'wrong type' },
    ...['', '-'].map((sign) => ({ value: `"${sign}P${MOST_DAYS + 1}D"`, why: 'too long' })),
  ],
};
