/** What the types of free text share: samples of a length and a pattern, and texts that break them. */
import { humanWords } from '../../naming/inflect.js';
import { pythonString } from '../../naming/literals.js';
import { matching, mismatching } from '../pattern/examples.js';
import { readText } from './reading.js';
import type { LengthRules, TypeRules } from './type-rules.js';
import type { InvalidSample, TypedField } from './typed-field.js';

/** A test does not send more characters than this. */
const LONGEST = 100_000;

/** The rules of a type that takes any text, empty ones and patterns too. */
export function freeText<T extends { readonly kind: string }>(lengths: LengthRules<T>): FreeText<T> {
  return {
    value: (_, text) => readText(text),
    takesEmpty: true,
    takesPattern: true,
    lengths,
    samples: (field, count) => sampleTexts(field, lengths, count, ' ').map(pythonString),
    edges: (field) => edgeTexts(field, lengths),
    invalid: (field) => badTexts(field, lengths, sampleTexts(field, lengths, 1, ' ')[0], field.pattern),
  };
}

type FreeText<T extends { readonly kind: string }> = Omit<TypeRules<T>, 'read' | 'foreign' | 'print'>;

type Lengths = { readonly least: number; readonly most: number };

/** The lengths that the schema accepts. */
export function lengthsOf<T>(field: TypedField<T>, rules: LengthRules<T>): Lengths {
  return {
    least: field.minLength ?? rules.least?.(field) ?? 0,
    most: field.maxLength ?? rules.most?.(field.type) ?? Number.POSITIVE_INFINITY,
  };
}

/** Up to `count` different valid texts, their words joined by `space`. */
export function sampleTexts<T>(
  field: TypedField<T>,
  lengths: LengthRules<T>,
  count: number,
  space: string,
): readonly string[] {
  const { least, most } = lengthsOf(field, lengths);
  if (field.pattern !== undefined) return matching(field.pattern, { least, most }, count);
  const words = humanWords(field.name).slice(0, 24).trim().replaceAll(' ', space);
  const long = sequence(count, (index) => `${words}${space}${index + 1}`);
  if (long.every((text) => text.length <= most)) return long.map((text) => text.padEnd(least, 'x'));
  const room = Math.min(count, 26 ** Math.min(most, 5));
  return sequence(room, (index) => letters(index, Math.max(least, 1, letters(room - 1, 1).length)));
}

/** The shortest and the longest text; none where a pattern decides what the texts look like. */
export function edgeTexts<T>(field: TypedField<T>, lengths: LengthRules<T>): readonly string[] {
  const { least, most } = lengthsOf(field, lengths);
  if (field.pattern !== undefined) {
    const shortest = matching(field.pattern, { least, most: least }, 1);
    const longest = most <= LONGEST ? matching(field.pattern, { least: most, most }, 1) : [];
    return [...shortest, ...longest].map(pythonString);
  }
  return [repeated('x', least), ...(most <= LONGEST ? [repeated('x', most)] : [])];
}

/** One text for each rule that it breaks; `valid` is one that breaks none, `pattern` the one to be missed. */
export function badTexts<T>(
  field: TypedField<T>,
  lengths: LengthRules<T>,
  valid: string | undefined,
  pattern: string | undefined,
): readonly InvalidSample[] {
  const found: InvalidSample[] = [{ value: '1', why: 'wrong type' }];
  const { least, most } = lengthsOf(field, lengths);
  // What a pattern refuses says nothing of the length.
  const ofLength = (length: number): string => {
    const [text] = field.pattern === undefined ? [] : matching(field.pattern, { least: length, most: length }, 1);
    return text === undefined ? repeated('x', length) : pythonString(text);
  };
  if (least > 0) found.push({ value: ofLength(least - 1), why: 'too short' });
  if (most <= LONGEST) found.push({ value: ofLength(most + 1), why: 'too long' });
  const other = pattern && mismatching(pattern, { least, most });
  if (other) found.push({ value: pythonString(other), why: 'does not match the pattern' });
  const start = [...(valid ?? '')].slice(0, -1).join('');
  return [...found, { value: pythonString(`${start}\0`), why: 'NUL' }];
}

/** A text repeated, as a Python expression: a long one as `"x" * 256`. */
export function repeated(letter: string, count: number): string {
  return count * letter.length > 40 ? `${pythonString(letter)} * ${count}` : pythonString(letter.repeat(count));
}

export function sequence<T>(count: number, make: (index: number) => T): readonly T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

/** A number of base 26 in letters, with `a` as zero. */
function letters(index: number, size: number): string {
  let text = '';
  for (let rest = index; rest > 0; rest = Math.floor(rest / 26)) text = String.fromCharCode(97 + (rest % 26)) + text;
  return text.padStart(size, 'a');
}
