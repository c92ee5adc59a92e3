/** A field's text, cut at its colons. */

/** One part of a field's text between colons: `word` or `word=value`, and where it starts. */
export type Segment = { readonly word: string; readonly value: string | undefined; readonly at: number };

/** Cuts a field at its colons; inside a value `::` is a colon. */
export function segments(text: string): readonly Segment[] {
  const found: Segment[] = [];
  let at = 0;
  while (at <= text.length) {
    const word = /[^:=]*/y;
    word.lastIndex = at;
    const name = word.exec(text)?.[0] ?? '';
    let end = at + name.length;
    let value: string | undefined;
    if (text[end] === '=') {
      const rest = /(?:[^:]|::)*/suy;
      rest.lastIndex = end + 1;
      const written = rest.exec(text)?.[0] ?? '';
      value = written.replaceAll('::', ':');
      end += 1 + written.length;
    }
    found.push({ word: name, value, at });
    at = end + 1;
  }
  return found;
}
