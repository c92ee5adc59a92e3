/** `text`: a text of any length. */
import { pythonString } from '../../naming/literals.js';
import { plainly } from './arguments.js';
import { readText } from './reading.js';
import { badTexts, edgeTexts, sampleTexts } from './texts.js';
import type { LengthRules, TypeRules } from './type-rules.js';

export type TextType = { readonly kind: 'text' };

const LENGTHS: LengthRules<TextType> = { unit: 'characters', min: 0, max: 1 };

export const text: TypeRules<TextType> = {
  read: plainly({ kind: 'text' }),
  foreign: 'longtext mediumtext textarea clob textfield markdown',
  value: (_, written) => readText(written),
  takesEmpty: true,
  takesPattern: true,
  lengths: LENGTHS,
  samples: (field, count) => sampleTexts(field, LENGTHS, count, ' ').map(pythonString),
  edges: (field) => edgeTexts(field, LENGTHS),
  invalid: (field) => badTexts(field, LENGTHS, sampleTexts(field, LENGTHS, 1, ' ')[0], field.pattern),
};
