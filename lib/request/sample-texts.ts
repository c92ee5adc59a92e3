import { humanWords } from '../naming/inflect.js';
import { matching } from './examples.js';
import { type Field, maxLength, minLength } from './field.js';

/** Up to `count` different valid values of a str or a text. */
export function sampleTexts(field: Field, count: number): readonly string[] {
  const least = Math.max(minLength(field) ?? 0, 1);
  const most = maxLength(field) ?? Number.POSITIVE_INFINITY;
  if (field.pattern !== undefined) return matching(field.pattern, { least: minLength(field) ?? 0, most }, count);
  const space = field.type.kind === 'slug' ? '-' : ' ';
  const words = humanWords(field.name).slice(0, 24).trim().replaceAll(' ', space);
  const long = sequence(count, (index) => `${words}${space}${index + 1}`);
  if (long.every((text) => text.length <= most)) return long.map((text) => text.padEnd(least, 'x'));
  const room = Math.min(count, 26 ** Math.min(most, 5));
  return sequence(room, (index) => letters(index, Math.max(least, letters(room - 1, 1).length)));
}

/** A number of base 26 in letters, with `a` as zero. */
function letters(index: number, size: number): string {
  let text = '';
  for (let rest = index; rest > 0; rest = Math.floor(rest / 26)) text = String.fromCharCode(97 + (rest % 26)) + text;
  return text.padStart(size, 'a');
}

export function sequence<T>(count: number, make: (index: number) => T): readonly T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}
