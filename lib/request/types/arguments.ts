/** A type as it is written, `decimal.10.2`, cut at its dots, and what reading it gives. */
import type { FieldError } from './typed-field.js';

export type TypeReading<T> = { readonly type: T | undefined; readonly errors: readonly FieldError[] };

export type TypeArguments = {
  readonly word: string;
  readonly args: readonly string[];
  /** Where the word starts in the field's text, and each argument. */
  readonly at: number;
  readonly starts: readonly number[];
};

export function typeArguments(text: string, at: number): TypeArguments {
  const [word = '', ...args] = text.split('.');
  const starts = args.map((_, index) => at + word.length + 1 + args.slice(0, index).join('.').length + (index && 1));
  return { word, args, at, starts };
}

/** A reading that failed, at one of the arguments or at the word. */
export function failed({ at, starts }: TypeArguments, message: string, argument?: number): TypeReading<never> {
  return {
    type: undefined,
    errors: [{ at: (argument === undefined ? undefined : starts[argument]) ?? at, message }],
  };
}

/** How a type without arguments is read. */
export function plainly<T>(type: T): (args: TypeArguments) => TypeReading<T> {
  return (args) =>
    args.args.length === 0
      ? { type, errors: [] }
      : failed(args, `${args.word} takes no arguments: write ${args.word}.`, 0);
}

/** A whole number from `least` to `most`, as an argument spells it. */
export function wholeNumber(text: string | undefined, least: number, most: number): number | undefined {
  if (text === undefined || !/^\d{1,9}$/.test(text)) return undefined;
  const number = Number(text);
  return number >= least && number <= most ? number : undefined;
}
