/** `bytes`: base64 in JSON. */
import { pythonString } from '../../naming/literals.js';
import { plainly } from './arguments.js';
import { bad, ok, type Reading } from './reading.js';
import { repeated, sequence } from './texts.js';
import type { TypeRules } from './type-rules.js';
import type { InvalidSample } from './typed-field.js';

export type BytesType = { readonly kind: 'bytes' };

/** A test does not send more bytes than this. */
const LONGEST = 100_000;

export const bytes: TypeRules<BytesType> = {
  isOpaque: () => true,
  read: plainly({ kind: 'bytes' }),
  foreign: 'blob binary bytea',
  value: (_, text) => readBase64(text),
  serverDefaultProblem: () =>
    'cannot be a default of the database: SQLite and PostgreSQL spell bytes differently. Use default=.',
  lengths: { unit: 'bytes', max: 1 },
  builtins: ['bytes'],
  samples: (_, count) => sequence(count, (index) => pythonString(btoa(String.fromCharCode(index + 1)))),
  edges: ({ maxLength }) => ['""', ...(maxLength === undefined || maxLength > LONGEST ? [] : [longest(maxLength)])],
  invalid: ({ maxLength }) => [
    { value: '1', why: 'wrong type' },
    { value: '"x"', why: 'no base64' },
    ...tooLong(maxLength ?? Number.POSITIVE_INFINITY),
  ],
};

/** Padded base64 of RFC 4648. */
function readBase64(text: string): Reading {
  const isPadded = /^[A-Za-z0-9+/]*={0,2}$/.test(text) && text.length % 4 === 0;
  return isPadded ? ok(btoa(atob(text))) : bad('is no base64 with its padding, like AQID or AQ==.');
}

/** So many zero bytes. */
function longest(most: number): string {
  const rest = ['', 'AA==', 'AAA='][most % 3] ?? '';
  const whole = most < 3 ? '' : repeated('AAAA', Math.floor(most / 3));
  return [whole, rest === '' ? '' : pythonString(rest)].filter((part) => part !== '').join(' + ');
}

function tooLong(most: number): readonly InvalidSample[] {
  if (most > LONGEST) return [];
  return [{ value: repeated('AAAA', Math.floor(most / 3) + 1), why: 'too long' }];
}
