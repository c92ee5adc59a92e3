/** `text`: a text of any length. */
import { plainly } from './arguments.js';
import { freeText } from './texts.js';
import type { LengthRules, TypeRules } from './type-rules.js';

export type TextType = { readonly kind: 'text' };

const LENGTHS: LengthRules<TextType> = { unit: 'characters', min: 0, max: 1 };

export const text: TypeRules<TextType> = {
  isSearchable: true,
  read: plainly({ kind: 'text' }),
  foreign: 'longtext mediumtext textarea clob textfield markdown',
  ...freeText(LENGTHS),
};
