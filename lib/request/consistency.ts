/** Whether the modifiers of a field leave any value at all, and which of them a value breaks. */

import { type Field, maxLength, minLength, patternOf } from './field.js';
import { matches, matching } from './pattern/examples.js';
import { rulesOf } from './types/table.js';
import { BOUNDS, type Bound } from './types/typed-field.js';

const BROKEN: Readonly<Record<Bound, string>> = {
  ge: 'less than',
  gt: 'not greater than',
  le: 'greater than',
  lt: 'not less than',
};

/** Why no value at all can satisfy the field. */
export function impossibility(field: Field): string | undefined {
  const { lengths, order } = rulesOf(field.type);
  if (order?.isEmpty(field)) return 'No value satisfies both bounds.';
  if (lengths === undefined) return undefined;
  const [least, most] = [minLength(field) ?? 0, maxLength(field) ?? Number.POSITIVE_INFINITY];
  if (least > most) return `No text is at least ${least} and at most ${most} characters long.`;
  const { pattern } = field;
  if (pattern === undefined || matching(pattern, { least, most }, 1).length > 0) return undefined;
  return `pattern ${pattern} has no example of ${least} to ${most} characters that could be found.`;
}

/** The first of its field's constraints that a canonical value breaks. */
export function brokenRule(field: Field, value: string): string | undefined {
  const { lengths, order } = rulesOf(field.type);
  if (lengths !== undefined) {
    const { unit } = lengths;
    const length = unit === 'bytes' ? atob(value).length : [...value].length;
    const [least, most] = [minLength(field) ?? 0, maxLength(field)];
    if (length < least) return `is ${length} ${unit} long, fewer than ${least}.`;
    if (most !== undefined && length > most) return `is ${length} ${unit} long, more than ${most}.`;
    const pattern = patternOf(field);
    return pattern === undefined || matches(pattern, value) ? undefined : `does not match the pattern ${pattern}`;
  }
  if (order === undefined) return undefined;
  const isKept = (word: Bound, bound: string): boolean => {
    const apart = order.compare(field.type, value, bound);
    if (word === 'ge') return apart >= 0;
    if (word === 'gt') return apart > 0;
    return word === 'le' ? apart <= 0 : apart < 0;
  };
  const broken = BOUNDS.find((word) => field[word] !== undefined && !isKept(word, field[word]));
  return broken && `is ${BROKEN[broken]} ${field[broken]}.`;
}
