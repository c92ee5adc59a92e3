/** At offset `at` (UTF-16 units) `remove` units go and `insert` comes. */
export type TextEdit = { readonly at: number; readonly remove: number; readonly insert: string };

/**
 * Applies edits whose offsets all refer to the text as it is now. Edits at the same offset are made in the given
 * order. Throws when an edit leaves the text or two overlap: an edit is never dropped silently.
 */
export function applyEdits(source: string, edits: readonly TextEdit[]): string {
  const sorted = sortEdits(edits);
  let result = '';
  let from = 0;
  for (const { at, remove, insert } of sorted) {
    if (at < 0 || remove < 0 || at + remove > source.length) {
      throw new RangeError(`An edit at ${at} leaves the text, which has ${source.length} units.`);
    }
    if (at < from) throw new RangeError(`Two edits overlap at ${at}.`);
    result += source.slice(from, at) + insert;
    from = at + remove;
  }
  return result + source.slice(from);
}

/** The numbers (from 1) of the lines of the new text in which these edits put something. */
export function editedLines(source: string, edits: readonly TextEdit[]): readonly number[] {
  const numbers = new Set<number>();
  let shift = 0;
  const result = applyEdits(source, edits);
  for (const { at, remove, insert } of sortEdits(edits)) {
    const start = at + shift;
    const end = start + insert.length;
    shift += insert.length - remove;
    const text = result.slice(start, end);
    const leading = /^(?:\r\n|\r|\n)*/.exec(text)?.[0].length ?? 0;
    const trailing = /(?:\r\n|\r|\n)*$/.exec(text)?.[0].length ?? 0;
    if (leading === text.length) continue;
    const first = lineNumber(result, start + leading);
    const last = lineNumber(result, end - trailing);
    for (let line = first; line <= last; line += 1) numbers.add(line);
  }
  return [...numbers].sort((left, right) => left - right);
}

function sortEdits(edits: readonly TextEdit[]): readonly TextEdit[] {
  return [...edits].sort((left, right) => left.at - right.at);
}

function lineNumber(text: string, offset: number): number {
  return text.slice(0, offset).split(/\r\n|\r|\n/).length;
}
