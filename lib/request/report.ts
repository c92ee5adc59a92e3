/** What is wrong with the fields of a command, as a person reads it. */
import type { FieldError } from './types/typed-field.js';

/** A field's text, and what is wrong with it. */
export type FieldsFault = { readonly word: string; readonly errors: readonly FieldError[] };

/** Every field that is wrong, with a caret under each place where it is. */
export function fieldsReport(faults: readonly FieldsFault[]): string {
  const count = faults.reduce((sum, { errors }) => sum + errors.length, 0);
  const head = count === 1 ? 'There is an error in the fields:' : `There are ${count} errors in the fields:`;
  return [head, ...faults.map(({ word, errors }) => [`  ${visible(word)}`, ...carets(word, errors)].join('\n'))].join(
    '\n\n',
  );
}

function carets(word: string, errors: readonly FieldError[]): readonly string[] {
  return [...errors]
    .sort((one, other) => one.at - other.at)
    .map(({ at, message }) => `  ${' '.repeat(width(visible(word.slice(0, at))))}^ ${visible(message)}`);
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
