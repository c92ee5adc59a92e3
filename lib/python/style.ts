/** How a text is written: ends of lines, indents, trailing comments. */
const BOM = '\uFEFF';

/** What ends most lines of the text; `\n` for a text of one line. */
export function endOfLine(source: string): '\n' | '\r\n' | '\r' {
  let windows = 0;
  let unix = 0;
  let old = 0;
  for (const [end] of source.matchAll(/\r\n|\r|\n/g)) {
    if (end === '\r\n') windows += 1;
    else if (end === '\n') unix += 1;
    else old += 1;
  }
  if (windows > unix && windows >= old) return '\r\n';
  return old > unix ? '\r' : '\n';
}

/** What ends the line that holds `offset`, or the one above the last line; the text's own end of line for one line. */
export function endOfLineAt(source: string, offset: number): '\n' | '\r\n' | '\r' {
  for (const at of [lineEnd(source, offset), lineStart(source, offset) - 1]) {
    if (source[at] === '\r') return source[at + 1] === '\n' ? '\r\n' : '\r';
    if (source[at] === '\n') return source[at - 1] === '\r' ? '\r\n' : '\n';
  }
  return endOfLine(source);
}

export function hasBom(source: string): boolean {
  return source.startsWith(BOM);
}

/** Offset of the first unit of the line that holds `offset`; on the first line it is behind a BOM. */
export function lineStart(source: string, offset: number): number {
  let at = offset;
  while (at > 0 && source[at - 1] !== '\n' && source[at - 1] !== '\r') at -= 1;
  return at === 0 && hasBom(source) ? Math.min(1, offset) : at;
}

/** Offset of the end of the line that holds `offset`, before what ends it. */
export function lineEnd(source: string, offset: number): number {
  let at = offset;
  while (at < source.length && source[at] !== '\n' && source[at] !== '\r') at += 1;
  return at;
}

/** Offset of the line below, or the length of the text when there is none. */
export function nextLine(source: string, offset: number): number {
  const end = lineEnd(source, offset);
  return source.startsWith('\r\n', end) ? end + 2 : Math.min(end + 1, source.length);
}

/** The blanks before the first character of the line that holds `offset`. */
export function indentAt(source: string, offset: number): string {
  const start = lineStart(source, offset);
  return /^[ \t\f]*/.exec(source.slice(start, lineEnd(source, start)))?.[0] ?? '';
}

/** Whether nothing but blanks, a comment or a closing `;` shares its lines with the range. */
export function isAloneOnItsLines(source: string, start: number, end: number): boolean {
  const before = source.slice(lineStart(source, start), start);
  const behind = source.slice(end, lineEnd(source, end));
  return /^[ \t\f]*$/.test(before) && /^[ \t\f]*;?[ \t\f]*(?:#.*)?$/.test(behind);
}

/** The comment behind `offset` on its line, with the blanks before it; empty when there is none. */
export function trailingComment(source: string, offset: number): string {
  return /^(?:[ \t\f]*;)?([ \t\f]*#.*)$/.exec(source.slice(offset, lineEnd(source, offset)))?.[1] ?? '';
}

/** An insertion of whole lines below the line that holds `offset`; the text has no end of line. */
export function insertLinesBelow(
  source: string,
  offset: number,
  text: string,
): { at: number; remove: 0; insert: string } {
  const eol = endOfLineAt(source, offset);
  const at = nextLine(source, offset);
  const closed = lineEnd(source, offset) < source.length;
  return { at, remove: 0, insert: closed ? text + eol : eol + text };
}

/** Whether only blanks are before `offset` on its line. */
export function isFirstOnItsLine(source: string, offset: number): boolean {
  return /^[ \t\f]*$/.test(source.slice(lineStart(source, offset), offset));
}
