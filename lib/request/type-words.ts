/** Reads a type by its word, and says what was meant by a word that is none. */
import { didYouMean } from '../naming/did-you-mean.js';
import { pythonString } from '../naming/literals.js';
import { type TypeReading, typeArguments } from './types/arguments.js';
import { type FieldType, foreignWords, rulesOf, rulesOfWord, typeWords } from './types/table.js';

/** Other languages' words for types, to correct them. */
const MEANT: ReadonlyMap<string, string> = new Map([
  ...foreignWords(),
  ...['number', 'num'].map((word) => [word, 'int, float or decimal'] as const),
]);

/** What a name suggests: the first that fits. */
const GUESSES: readonly (readonly [RegExp, string])[] = [
  [/_at$/, 'datetime'],
  [/_(on|date)$|^date$/, 'date'],
  [/^(is|has)_/, 'bool'],
  [/(^|_)email$/, 'email'],
  [/(^|_)url$/, 'url'],
  [/_count$/, 'int'],
  [/(^|_)(price|amount|total)$/, 'decimal.10.2'],
  [/^(body|description|notes)$/, 'text'],
];

/** Reads `decimal.10.2`; `at` is where it starts in the field's text. */
export function readType(text: string, at: number): TypeReading<FieldType> {
  const written = typeArguments(text, at);
  const read = rulesOfWord(written.word)?.read;
  return read === undefined
    ? { type: undefined, errors: [{ at, message: unknown(written.word) }] }
    : read(written, readType);
}

/** What another language's word for a text means, so that the words after it are understood. */
export function meantType(text: string): FieldType | undefined {
  const word = MEANT.get(text.toLowerCase().replace(/[.([].*$/s, ''));
  const type = word === undefined ? undefined : readType(word, 0).type;
  return type !== undefined && rulesOf(type).takesPattern ? type : undefined;
}

/** The type that a name suggests. */
export function guessedType(name: string): string {
  return GUESSES.find(([pattern]) => pattern.test(name))?.[1] ?? 'str';
}

function unknown(word: string): string {
  const shown = pythonString(word);
  const sized = /^([a-z]+)[([]?(\d+)(?:,\s*(\d+))?[)\]]?$/i.exec(word);
  const guess = sized && [sized[1], sized[2], sized[3]].filter(Boolean).join('.');
  if (guess && readType(guess, 0).type !== undefined) {
    return `${shown} is no type: arguments follow a dot. Did you mean ${guess}?`;
  }
  const words = typeWords();
  const lower = word.toLowerCase().replace(/\(.*$/s, '');
  const known = words.includes(lower) ? lower : MEANT.get(lower);
  const fix = known === undefined ? didYouMean(word, words) : ` Did you mean ${known}?`;
  return `${shown} is no type.${fix || ` The types are ${words.join(', ')}.`}`;
}
