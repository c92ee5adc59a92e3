/** `datetime` (`datetime.tz`): a moment with its offset; what is stored is UTC. */
import { readDatetime } from '../date-time.js';
import { failed, type TypeArguments, type TypeReading } from './arguments.js';
import { daySamples } from './date.js';
import type { NaiveDatetimeType } from './datetime-naive.js';
import type { TypeRules } from './type-rules.js';

export type DatetimeType = { readonly kind: 'datetime' };

export const datetime: TypeRules<DatetimeType, DatetimeType | NaiveDatetimeType> = {
  isRanged: true,
  read,
  argument: { of: ['tz', 'naive'] },
  foreign: 'timestamp timestamptz datetimefield date-time instant',
  value: (_, text) => readDatetime(text),
  factory: 'now',
  samples: (_, count) => daySamples(count, {}).map((day) => `${day.slice(0, -1)}T08:00:00Z"`),
  edges: () => ['"1600-01-01T00:00:00Z"', '"9999-12-30T00:00:00Z"'],
  invalid: () => [
    { value: '"x"', why: 'wrong type' },
    { value: '"2024-01-31T08:00:00"', why: 'no offset' },
    { value: '"1599-12-31T23:59:59Z"', why: 'too early' },
    { value: '"9999-12-30T00:00:01Z"', why: 'too late' },
  ],
};

function read(written: TypeArguments): TypeReading<DatetimeType | NaiveDatetimeType> {
  const [zone, other] = written.args;
  const isZone = zone === 'tz' || zone === 'naive';
  if (other !== undefined || (zone !== undefined && !isZone)) {
    return failed(written, 'datetime takes one argument: tz, which it means without it, or naive.', isZone ? 1 : 0);
  }
  return { type: { kind: zone === 'naive' ? 'datetime.naive' : 'datetime' }, errors: [] };
}
