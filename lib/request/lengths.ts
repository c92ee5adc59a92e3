import { type Field, type FieldType, isText, longest } from './field.js';
import type { Key, Modifiers } from './modifiers.js';
import { printType } from './print.js';

export type Mutable<T> = { -readonly [K in keyof T]: T[K] };
export type Keys = Modifiers['keys'];
export type Fail = (word: Key, message: string) => unknown;

/** The tests of the generated package write out a value of the least length. */
const MOST_REQUIRED = 10_000;
const MOST = 10_000_000;
/** Below these there may be no address of the kind. */
const LEAST: Readonly<Record<string, number>> = { email: 20, url: 30 };

export function readLengths(field: Mutable<Field>, keys: Keys, fail: Fail): void {
  const { type } = field;
  const isAddress = type.kind === 'email' || type.kind === 'url';
  for (const [word, property, least, most, fits] of [
    ['min_length', 'minLength', type.kind === 'slug' ? 1 : 0, MOST_REQUIRED, isText(type)],
    ['max_length', 'maxLength', LEAST[type.kind] ?? 1, MOST, isText(type) || isAddress || type.kind === 'bytes'],
  ] as const) {
    const value = keys.get(word)?.value;
    if (value === undefined) continue;
    const number = /^\d{1,9}$/.test(value) ? Number(value) : -1;
    if (!fits) fail(word, `${word} does not fit ${printType(type)}: it is for ${fitting(word)}.`);
    else if (number < least || number > most) fail(word, `${word} is a whole number from ${least} to ${most}.`);
    else field[property] = number;
  }
  const most = longest(type);
  if (most !== undefined && field.maxLength !== undefined && field.maxLength > most) {
    fail('max_length', `max_length ${field.maxLength} is more than the ${most} characters of ${printType(type)}.`);
  }
}

function fitting(word: 'min_length' | 'max_length'): string {
  return word === 'min_length' ? 'str, text and slug' : 'str, text, slug, email, url and bytes';
}

/** What a length of the field counts. */
export function unitOf(type: FieldType): string {
  return type.kind === 'bytes' ? 'bytes' : 'characters';
}
