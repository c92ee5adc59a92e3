/** `bool`. */
import { plainly } from './arguments.js';
import { bad, ok } from './reading.js';
import type { TypeRules } from './type-rules.js';

export type BoolType = { readonly kind: 'bool' };

const TRUE: ReadonlySet<string> = new Set(['true', '1', 'yes', 'y', 'on', 't']);
const FALSE: ReadonlySet<string> = new Set(['false', '0', 'no', 'n', 'off', 'f']);

export const bool: TypeRules<BoolType> = {
  read: plainly({ kind: 'bool' }),
  words: () => ['true', 'false'],
  foreign: 'boolean bit booleanfield checkbox',
  value: (_, text) => {
    if (text === 'true' || text === 'false') return ok(text);
    const lower = text.toLowerCase();
    const fix = TRUE.has(lower) ? ' Did you mean true?' : FALSE.has(lower) ? ' Did you mean false?' : '';
    return bad(`is neither true nor false.${fix}`);
  },
  samples: (_, count) => ['True', 'False'].slice(0, count),
  edges: () => ['False', 'True'],
  invalid: () => [
    { value: '"x"', why: 'wrong type' },
    { value: '2', why: 'neither 0 nor 1' },
  ],
};
