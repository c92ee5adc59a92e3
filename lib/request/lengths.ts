/** Reads `min_length` and `max_length` into a field. */
import { type Field, printType } from './field.js';
import type { Key, Modifiers } from './modifiers.js';
import { rulesOf, typesWith } from './types/table.js';

export type Mutable<T> = { -readonly [K in keyof T]: T[K] };
export type Keys = Modifiers['keys'];
export type Fail = (word: Key, message: string) => unknown;

/** The tests of the generated package write out a value of the least length. */
const MOST_REQUIRED = 10_000;
const MOST = 10_000_000;

export function readLengths(field: Mutable<Field>, keys: Keys, fail: Fail): void {
  const { type } = field;
  const { lengths } = rulesOf(type);
  for (const [word, property, least, most] of [
    ['min_length', 'minLength', lengths?.min, MOST_REQUIRED],
    ['max_length', 'maxLength', lengths?.max, MOST],
  ] as const) {
    const value = keys.get(word)?.value;
    if (value === undefined) continue;
    const number = /^\d{1,9}$/.test(value) ? Number(value) : -1;
    if (least === undefined) fail(word, `${word} does not fit ${printType(type)}: it is for ${fitting(word)}.`);
    else if (number < least || number > most) fail(word, `${word} is a whole number from ${least} to ${most}.`);
    else field[property] = number;
  }
  const most = lengths?.most?.(type);
  if (most !== undefined && field.maxLength !== undefined && field.maxLength > most) {
    fail('max_length', `max_length ${field.maxLength} is more than the ${most} characters of ${printType(type)}.`);
  }
}

function fitting(word: 'min_length' | 'max_length'): string {
  return typesWith(({ lengths }) => lengths?.[word === 'min_length' ? 'min' : 'max'] !== undefined);
}
