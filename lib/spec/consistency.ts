import { matching } from './examples.js';
import { BOUNDS, type Bound, type Field, type FieldType, isText, maxLength, minLength } from './field.js';
import { gridRange, isGrid, toGrid } from './grid.js';

/** Why no value at all can satisfy the field. */
export function impossibility(field: Field): string | undefined {
  const { type } = field;
  if (isText(type)) {
    const [least, most] = [minLength(field) ?? 0, maxLength(field) ?? Number.POSITIVE_INFINITY];
    if (least > most) return `No text is at least ${least} and at most ${most} characters long.`;
    if (field.pattern === undefined || matching(field.pattern, { least, most }, 1).length > 0) return undefined;
    return `pattern ${field.pattern} has no example of ${least} to ${most} characters that could be found.`;
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

/** The first of its field's constraints that the default breaks. */
export function brokenRule(field: Field): string | undefined {
  if (field.default?.kind !== 'value') return undefined;
  const { value } = field.default;
  const { type } = field;
  if (isText(type)) {
    const [length, least, most] = [[...value].length, minLength(field) ?? 0, maxLength(field)];
    if (length < least) return `is ${length} characters long, fewer than ${least}.`;
    if (most !== undefined && length > most) return `is ${length} characters long, more than ${most}.`;
    const matches = field.pattern === undefined || new RegExp(field.pattern, 'u').test(value);
    return matches ? undefined : `does not match the pattern ${field.pattern}`;
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
