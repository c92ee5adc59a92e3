/** `str.200`: a text of at most so many characters. */
import { failed, type TypeArguments, type TypeReading, wholeNumber } from './arguments.js';
import { freeText } from './texts.js';
import type { LengthRules, TypeRules } from './type-rules.js';

type SizedText<Kind extends string> = { readonly kind: Kind; readonly max: number };

export type StrType = SizedText<'str'>;

export const str: TypeRules<StrType> = {
  ...sizedText('str'),
  isSearchable: true,
  foreign: 'string varchar char character nvarchar charfield stringfield',
};

const LONGEST = 10_000_000;

/** What a type says whose word has the greatest length behind it. */
export function sizedText<Kind extends string>(kind: Kind): Omit<TypeRules<SizedText<Kind>>, 'foreign'> {
  const lengths: LengthRules<SizedText<Kind>> = {
    unit: 'characters',
    min: 0,
    max: 1,
    // An empty default says that empty texts are meant.
    least: ({ default: given, serverDefault }) =>
      [given, serverDefault].some((each) => each?.kind === 'value' && each.value === '') ? 0 : 1,
    most: ({ max }) => max,
  };
  return { read: (written) => readSized(kind, written), print: ({ max }) => `${kind}.${max}`, ...freeText(lengths) };
}

function readSized<Kind extends string>(kind: Kind, written: TypeArguments): TypeReading<SizedText<Kind>> {
  const { args } = written;
  if (args.length > 1) return failed(written, `${kind} takes one argument, its length: ${kind}.200.`, 1);
  const max = args.length === 0 ? 255 : wholeNumber(args[0], 1, LONGEST);
  return max === undefined
    ? failed(written, `The length of a ${kind} is a whole number from 1 to ${LONGEST}, like ${kind}.200.`, 0)
    : { type: { kind, max }, errors: [] };
}
