/** The lines that a change adds, and where they go. */
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

/** Where each added line goes; nothing for one at the top level, and for one that follows another of them. */
export function placesOf(before: string, after: string): readonly (string | undefined)[] {
  let above = '';
  let removed: string | undefined;
  return diffArrays(split(before), split(after)).flatMap((part) => {
    const { value } = part;
    if (part.removed) {
      removed = value.at(0)?.trim();
      return [];
    }
    const isNested = /^\s/.test(value[0] ?? '');
    const place = removed !== undefined ? `instead of: ${removed}` : isNested ? `below: ${above}` : undefined;
    removed = undefined;
    above = value.at(-1)?.trim() ?? '';
    return part.added ? value.map((_, index) => (index === 0 ? place : undefined)) : [];
  });
}
