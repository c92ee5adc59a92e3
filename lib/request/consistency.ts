import { matching } from './examples.js';
import {
  BOUNDS,
  type Bound,
  type Field,
  type FieldType,
  isText,
  longest,
  maxLength,
  minLength,
  patternOf,
} from './field.js';
import { unitOf } from './lengths.js';
import { gridRange, isGrid, toGrid } from './step-values.js';

/** Why no value at all can satisfy the field. */
export function impossibility(field: Field): string | undefined {
  const { type } = field;
  if (isText(type)) {
    const [least, most] = [minLength(field) ?? 0, maxLength(field) ?? Number.POSITIVE_INFINITY];
    if (least > most) return `No text is at least ${least} and at most ${most} characters long.`;
    const pattern = type.kind === 'slug' ? undefined : field.pattern;
    if (pattern === undefined || matching(pattern, { least, most }, 1).length > 0) return undefined;
    return `pattern ${pattern} has no example of ${least} to ${most} characters that could be found.`;
  }
  const range = isGrid(type) ? gridRange(type, field) : undefined;
  if (range && range.low > range.high) return 'No value satisfies both bounds.';
  if (type.kind !== 'float') return undefined;
  const [low, high] = [
    Number(field.ge ?? field.gt ?? -Number.MAX_VALUE),
    Number(field.le ?? field.lt ?? Number.MAX_VALUE),
  ];
  const middle = low / 2 + high / 2;
  const outside = low > high || (field.gt !== undefined && middle <= low) || (field.lt !== undefined && middle >= high);
  return outside ? 'No value satisfies both bounds.' : undefined;
}

/** The first of its field's constraints that a canonical value breaks. */
export function brokenRule(field: Field, value: string): string | undefined {
  const { type } = field;
  if (isText(type) || type.kind === 'bytes' || longest(type) !== undefined) {
    const length = type.kind === 'bytes' ? atob(value).length : [...value].length;
    const [least, most] = [minLength(field) ?? 0, maxLength(field)];
    if (length < least) return `is ${length} ${unitOf(type)} long, fewer than ${least}.`;
    if (most !== undefined && length > most) return `is ${length} ${unitOf(type)} long, more than ${most}.`;
    const pattern = patternOf(field);
    const matches = pattern === undefined || new RegExp(pattern, 'u').test(value);
    return matches ? undefined : `does not match the pattern ${pattern}`;
  }
  const bound = BOUNDS.find((word) => field[word] !== undefined && !holds(type, word, value, field[word]));
  const words = { ge: 'less than', gt: 'not greater than', le: 'greater than', lt: 'not less than' };
  return bound && `is ${words[bound]} ${field[bound]}.`;
}

function holds(type: FieldType, word: Bound, value: string, bound: string): boolean {
  const [left, right] = isGrid(type) ? [toGrid(type, value), toGrid(type, bound)] : [Number(value), Number(bound)];
  if (word === 'ge') return left >= right;
  if (word === 'gt') return left > right;
  return word === 'le' ? left <= right : left < right;
}
