/** `date`: a day of the years 1 to 9999. */
import { readDate } from '../date-time.js';
import { plainly } from './arguments.js';
import { beyondBounds, type Steps, stepEdges, stepOrder, stepSamples } from './steps.js';
import type { TypeRules } from './type-rules.js';
import type { Bounds } from './typed-field.js';

export type DateType = { readonly kind: 'date' };

const DAY = 86_400_000;
const toDays = (value: string): bigint => BigInt(Date.parse(`${value}T00:00:00Z`) / DAY);

const STEPS: Steps = {
  low: toDays('0001-01-01'),
  high: toDays('9999-12-31'),
  to: toDays,
  from: (number) => new Date(Number(number) * DAY).toISOString().slice(0, 10),
  isQuoted: true,
};

export const date: TypeRules<DateType> = {
  isRanged: true,
  read: plainly({ kind: 'date' }),
  foreign: 'datefield localdate',
  value: (_, text) => readDate(text),
  factory: 'today',
  order: stepOrder(() => STEPS),
  samples: (field, count) => daySamples(count, field),
  edges: (field) => stepEdges(STEPS, field),
  // A day before the first year or after the last one cannot be written down.
  invalid: (field) => [
    { value: '"x"', why: 'wrong type' },
    ...beyondBounds(STEPS, field).filter(({ value }) => /^"\d{4}-/.test(value) && !value.startsWith('"0000')),
  ],
};

/** Python literals of days, from 2024-01-31 onwards where the bounds allow it. */
export function daySamples(count: number, bounds: Bounds): readonly string[] {
  return stepSamples(STEPS, bounds, count, 19_753n, 1n);
}
