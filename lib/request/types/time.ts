/** `time`: a time of day without an offset. */
import { pythonString } from '../../naming/literals.js';
import { readTime } from '../date-time.js';
import { plainly } from './arguments.js';
import { sequence } from './texts.js';
import type { TypeRules } from './type-rules.js';

export type TimeType = { readonly kind: 'time' };

export const time: TypeRules<TimeType> = {
  isRanged: true,
  read: plainly({ kind: 'time' }),
  foreign: 'timefield localtime',
  value: (_, text) => readTime(text),
  samples: (_, count) => sequence(Math.min(count, 1440), (index) => pythonString(clock(8 * 60 + index))),
  invalid: () => [
    { value: '"x"', why: 'wrong type' },
    { value: '"08:00:00Z"', why: 'an offset' },
  ],
};

/** `08:00:00`, so many minutes after midnight. */
function clock(minutes: number): string {
  const [hour, minute] = [Math.floor(minutes / 60) % 24, minutes % 60].map((part) => String(part).padStart(2, '0'));
  return `${hour}:${minute}:00`;
}
