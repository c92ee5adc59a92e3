/** `json`: any JSON value. */
import { readJson } from '../json.js';
import { plainly } from './arguments.js';
import { sequence } from './texts.js';
import type { TypeRules } from './type-rules.js';

export type JsonType = { readonly kind: 'json' };

export const json: TypeRules<JsonType> = {
  read: plainly({ kind: 'json' }),
  foreign: 'jsonb object dict any',
  value: (_, text) => readJson(text),
  isUnindexable: true,
  builtins: ['list'],
  samples: (_, count) => sequence(count, (index) => `{"number": ${index + 1}}`),
  invalid: () => ['"\\u0000"', '{"\\u0000": 1}', '[["\\u0000"]]'].map((value) => ({ value, why: 'NUL' })),
};
