/** The lines that a change adds. */
import { diffArrays } from 'diff';
import type { Line } from '../registration/outcome.js';

const split = (text: string): string[] => text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);

/** The lines of `after` that are not in `before`, with their numbers in `after`; a line that was changed is one too. */
export function addedLines(before: string, after: string): readonly Line[] {
  let number = 1;
  return diffArrays(split(before), split(after)).flatMap(({ value, added, removed }) => {
    if (removed) return [];
    const first = number;
    number += value.length;
    return added ? value.map((text, index) => ({ number: first + index, text })) : [];
  });
}
