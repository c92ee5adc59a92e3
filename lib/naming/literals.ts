/** Python literals and names that are safe in code and in a database. */

import { BUILTINS, KEYWORDS } from './reserved-words.js';

/** The longest name that PostgreSQL keeps whole, in bytes. */
export const MAX_NAME_BYTES: number = 63;

/**
 * A name for the database, of at most 63 bytes (PostgreSQL cuts longer ones, so two may become one): a longer one is
 * cut, and completed with a hash of the whole that never changes.
 */
export function boundedName(name: string): string {
  const bytes = new TextEncoder().encode(name);
  if (bytes.length <= MAX_NAME_BYTES) return name;
  const suffix = `_${fnv1a(bytes)}`;
  let cut = '';
  for (const letter of name) {
    if (new TextEncoder().encode(cut + letter).length + suffix.length > MAX_NAME_BYTES) break;
    cut += letter;
  }
  return cut.replace(/_+$/, '') + suffix;
}

/**
 * A Python literal of the same value. JSON's escapes are Python's; what an editor does not show or a terminal obeys
 * (controls, bidirectional marks, line separators) is escaped on top, and a lone surrogate is.
 */
export function pythonString(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\u00a0\u00ad\u061c\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ufff9-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** A name for a local variable or a parameter: underscores are added until it hides no builtin and nothing reserved. */
export function safeLocal(name: string, reserved: ReadonlySet<string>): string {
  let safe = name;
  while (KEYWORDS.has(safe) || BUILTINS.has(safe) || reserved.has(safe)) safe += '_';
  return safe;
}

/** FNV-1a of 32 bits, in hex. */
function fnv1a(bytes: Uint8Array): string {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}

const WIDEST_PIECE = 52;

/**
 * A string as a Python expression that the formatter can break: a long one is a parenthesised row of literals, cut after
 * a space where there is one.
 */
export function pythonText(text: string): string {
  if (width(text) <= WIDEST_PIECE) return pythonString(text);
  const pieces: string[] = [];
  let piece = '';
  for (const char of text) {
    if (width(piece + char) > WIDEST_PIECE) {
      const cut = piece.lastIndexOf(' ') + 1 || piece.length;
      pieces.push(piece.slice(0, cut));
      piece = piece.slice(cut);
    }
    piece += char;
  }
  return `(${[...pieces, piece].map(pythonString).join(' ')})`;
}

/** The same as an argument of a call, whose parentheses hold the pieces. */
export const argumentText = (text: string): string => pythonText(text).replace(/^\((.*)\)$/s, '$1');

/** The columns that a string's literal takes at most: letters of East Asia and pictures take two. */
function width(text: string): number {
  const literal = pythonString(text);
  return literal.length + (literal.match(/[\u1100-\ud7ff\uf900-\uffe6]/g)?.length ?? 0);
}
