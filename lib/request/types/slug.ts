/** `slug`: small letters and digits joined by single hyphens. */
import { pythonString } from '../../naming/literals.js';
import { plainly } from './arguments.js';
import { bad, ok } from './reading.js';
import { badTexts, edgeTexts, sampleTexts } from './texts.js';
import type { LengthRules, TypeRules } from './type-rules.js';

export type SlugType = { readonly kind: 'slug' };

const PATTERN = '^[a-z0-9]+(?:-[a-z0-9]+)*$';

const LENGTHS: LengthRules<SlugType> = { unit: 'characters', min: 1, max: 1, least: () => 1, most: () => 255 };

export const slug: TypeRules<SlugType> = {
  isSearchable: true,
  read: plainly({ kind: 'slug' }),
  foreign: 'slugfield',
  value: (_, text) =>
    /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(text)
      ? ok(text)
      : bad('is no slug: small letters and digits, joined by single hyphens.'),
  lengths: LENGTHS,
  pattern: PATTERN,
  samples: (field, count) => sampleTexts(field, LENGTHS, count, '-').map(pythonString),
  edges: (field) => edgeTexts(field, LENGTHS),
  invalid: (field) => badTexts(field, LENGTHS, sampleTexts(field, LENGTHS, 1, '-')[0], PATTERN),
};
