/** What is wrong with the fields of a command, as a person reads it. */
import type { FieldError } from './types/typed-field.js';

/** A field's text, and what is wrong with it. */
export type FieldsFault = { readonly word: string; readonly errors: readonly FieldError[] };

/** The width of a terminal that is not known. */
export const USUAL_WIDTH = 80;

const INDENT = '  ';
/** A message next to its caret has at least so many columns; else it is written below. */
const LEAST_COLUMNS = 36;
/** So much of a long field is shown before the place of an error. */
const BEFORE = 24;

/** Every field that is wrong, with a caret under each place where it is; no line is wider than `columns` but for its longest word. */
export function fieldsReport(faults: readonly FieldsFault[], columns: number = USUAL_WIDTH): string {
  const count = faults.reduce((sum, { errors }) => sum + errors.length, 0);
  const head = count === 1 ? 'There is an error in the fields:' : `There are ${count} errors in the fields:`;
  const room = Math.max(columns, 40) - INDENT.length;
  return [
    head,
    ...faults.map((fault) =>
      shown(fault, room)
        .map((line) => INDENT + line)
        .join('\n'),
    ),
  ].join('\n\n');
}

function shown({ word, errors }: FieldsFault, room: number): readonly string[] {
  const sorted = [...errors].sort((one, other) => one.at - other.at);
  if (width(visible(word)) <= room)
    return [visible(word), ...sorted.flatMap((error) => caret(word.slice(0, error.at), error, room))];
  // A field that is too long is shown around each place.
  return sorted.flatMap((error) => {
    const { text, before } = around(word, error.at, room);
    return [text, ...caret(before, error, room)];
  });
}

/** The part of a field around a place, and what of it is before the place. */
function around(word: string, at: number, room: number): { readonly text: string; readonly before: string } {
  const letters = [...word.slice(0, at)];
  const start = letters.slice(-BEFORE).join('');
  const before = letters.length > BEFORE ? `…${start}` : start;
  let text = visible(before);
  let rest = '';
  for (const letter of word.slice(at)) {
    if (width(text + visible(letter)) >= room) {
      rest = '…';
      break;
    }
    text += visible(letter);
  }
  return { text: text + rest, before };
}

function caret(before: string, { message }: FieldError, room: number): readonly string[] {
  const column = width(visible(before));
  const indent = ' '.repeat(column);
  const text = visible(message);
  if (column + 2 + width(text) <= room) return [`${indent}^ ${text}`];
  if (room - column - 2 >= LEAST_COLUMNS) {
    const [first = '', ...more] = wrapped(text, room - column - 2);
    return [`${indent}^ ${first}`, ...more.map((line) => `${indent}  ${line}`)];
  }
  return [`${indent}^`, ...wrapped(text, room - 2).map((line) => `  ${line}`)];
}

/** A text in lines of at most so many columns; what has no space in it stays whole, so that it can be copied. */
function wrapped(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && width(`${last} ${word}`) <= columns) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** Control characters, which a terminal would obey, and what it would not show, as escapes. */
function visible(text: string): string {
  return text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return `\\u${code > 0xffff ? `{${code.toString(16)}}` : code.toString(16).padStart(4, '0')}`;
  });
}

/** The columns that a text takes in a terminal. */
function width(text: string): number {
  const wide = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}]/u;
  return [...text].reduce((sum, letter) => sum + (/\p{M}/u.test(letter) ? 0 : wide.test(letter) ? 2 : 1), 0);
}
