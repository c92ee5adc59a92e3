/** `datetime.naive`: a date and time without an offset. Its word is read where `datetime` is. */
import { readNaive } from '../date-time.js';
import { daySamples } from './date.js';
import type { TypeRules } from './type-rules.js';

export type NaiveDatetimeType = { readonly kind: 'datetime.naive' };

export const naiveDatetime: TypeRules<NaiveDatetimeType> = {
  isRanged: true,
  foreign: 'localdatetime naivedatetime',
  value: (_, text) => readNaive(text),
  noFactory: 'is a moment, and datetime.naive has no zone to say it in. Use datetime.',
  samples: (_, count) => daySamples(count, {}).map((day) => `${day.slice(0, -1)}T08:00:00"`),
  invalid: () => [
    { value: '"x"', why: 'wrong type' },
    { value: '"2024-01-31T08:00:00Z"', why: 'an offset' },
  ],
};
