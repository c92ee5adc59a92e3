/** `slug`: small letters and digits joined by single hyphens. */
import { minLength, patternOf } from '../../request/fields.js';
import { patternRule } from '../pydantic.js';
import { type TypeRow, unknown } from './row.js';
import { anyText, lengths, rawString } from './texts.js';

export const slug: TypeRow = {
  ...anyText,
  isPlainJson: true,
  onPydantic1: unknown,
  input: ({ field, context }) => ({
    type: 'str',
    // The pattern asks for one letter by itself.
    rules: [
      ...lengths(field).slice((minLength(field) ?? 0) > 1 ? 0 : 1),
      patternRule(context, rawString(patternOf(field) ?? '')),
    ],
  }),
  helpers: () => [],
};
