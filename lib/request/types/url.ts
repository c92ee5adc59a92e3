/** `url`: an address of http or https. */
import { pythonString } from '../../naming/literals.js';
import { plainly } from './arguments.js';
import { bad, ok, type Reading } from './reading.js';
import { repeated, sequence } from './texts.js';
import type { TypeRules } from './type-rules.js';

export type UrlType = { readonly kind: 'url' };

const LONGEST = 2083;
const START = 'https://example.com/';

export const url: TypeRules<UrlType> = {
  isSearchable: true,
  read: plainly({ kind: 'url' }),
  foreign: 'uri httpurl anyhttpurl anyurl urlfield link',
  value: (_, text) => readUrl(text),
  lengths: { unit: 'characters', max: 30, most: () => LONGEST },
  samples: (_, count) => sequence(count, (index) => pythonString(`${START}${index + 1}`)),
  edges: ({ maxLength = LONGEST }) => [
    pythonString(START),
    `${pythonString(START)} + ${repeated('x', maxLength - START.length)}`,
  ],
  invalid: ({ maxLength = LONGEST }) => [
    { value: '1', why: 'wrong type' },
    { value: '"ftp://example.com/"', why: 'neither http nor https' },
    { value: `${pythonString(START)} + ${repeated('x', maxLength + 1 - START.length)}`, why: 'too long' },
  ],
};

/** Spelled as Pydantic answers it. */
function readUrl(text: string): Reading {
  const like = 'is no address of http or https, like https:://example.com/ (a colon inside a value is written ::).';
  if (!/^https?:\/\/[!-~]+$/i.test(text) || /["<>\\^`{|}]/.test(text) || !URL.canParse(text)) return bad(like);
  return ok(new URL(text).href);
}
