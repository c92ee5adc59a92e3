/** `str.200`: a text of at most so many characters. */
import { failed, type TypeArguments, type TypeReading, wholeNumber } from './arguments.js';
import { freeText } from './texts.js';
import type { LengthRules, TypeRules } from './type-rules.js';

export type StrType = { readonly kind: 'str'; readonly max: number };

const LONGEST = 10_000_000;

const LENGTHS: LengthRules<StrType> = {
  unit: 'characters',
  min: 0,
  max: 1,
  // An empty default says that empty texts are meant.
  least: ({ default: given, serverDefault }) =>
    [given, serverDefault].some((each) => each?.kind === 'value' && each.value === '') ? 0 : 1,
  most: ({ max }) => max,
};

export const str: TypeRules<StrType> = {
  isSearchable: true,
  read,
  foreign: 'string varchar char character nvarchar charfield stringfield',
  print: ({ max }) => `str.${max}`,
  ...freeText(LENGTHS),
};

function read(written: TypeArguments): TypeReading<StrType> {
  const { args } = written;
  if (args.length > 1) return failed(written, 'str takes one argument, its length: str.200.', 1);
  const max = args.length === 0 ? 255 : wholeNumber(args[0], 1, LONGEST);
  return max === undefined
    ? failed(written, `The length of a str is a whole number from 1 to ${LONGEST}, like str.200.`, 0)
    : { type: { kind: 'str', max }, errors: [] };
}
