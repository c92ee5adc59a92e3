import { didYouMean } from '../naming/did-you-mean.js';
import { readEnum } from './enums.js';
import type { FieldError, FieldType, ScalarType } from './field.js';
import { MEANT } from './foreign-words.js';
import { pythonString } from './literals.js';

export type TypeReading = { readonly type: FieldType | undefined; readonly errors: readonly FieldError[] };

const KINDS: readonly string[] =
  'str text int bigint smallint float decimal bool date datetime time timedelta uuid email url slug json bytes enum list'.split(
    ' ',
  );
const LATER: ReadonlySet<string> = new Set('secret ref m2m'.split(' '));

export function isTypeWord(word: string): boolean {
  return LATER.has(word) || KINDS.includes(word);
}

/** Reads `decimal.10.2`; `at` is where it starts in the word. */
export function readType(text: string, at: number): TypeReading {
  const [word = '', ...args] = text.split('.');
  const starts = args.map((_, index) => at + word.length + 1 + args.slice(0, index).join('.').length + (index && 1));
  const fail = (message: string, argument?: number): TypeReading => ({
    type: undefined,
    errors: [{ at: (argument === undefined ? undefined : starts[argument]) ?? at, message }],
  });
  const plain = (type: FieldType): TypeReading =>
    args.length === 0 ? { type, errors: [] } : fail(`${word} takes no arguments: write ${word}.`, 0);

  switch (word) {
    case 'text':
    case 'int':
    case 'bigint':
    case 'smallint':
    case 'float':
    case 'bool':
    case 'date':
    case 'time':
    case 'timedelta':
    case 'uuid':
    case 'email':
    case 'url':
    case 'slug':
    case 'json':
    case 'bytes':
      return plain({ kind: word });
    case 'str': {
      if (args.length > 1) return fail('str takes one argument, its length: str.200.', 1);
      const max = args.length === 0 ? 255 : wholeNumber(args[0], 1, 10_000_000);
      return max === undefined
        ? fail('The length of a str is a whole number from 1 to 10000000, like str.200.', 0)
        : { type: { kind: 'str', max }, errors: [] };
    }
    case 'decimal':
      return readDecimalType(args, fail);
    case 'datetime':
      if (args.length > 1 || (args.length === 1 && args[0] !== 'tz' && args[0] !== 'naive')) {
        return fail(
          'datetime takes one argument: tz, which it means without it, or naive.',
          args[0] === 'tz' || args[0] === 'naive' ? 1 : 0,
        );
      }
      return { type: { kind: args[0] === 'naive' ? 'datetime.naive' : 'datetime' }, errors: [] };
    case 'list':
      return readList(args, at, starts);
    case 'enum':
      return readEnum(args, at, starts);
    default:
      return fail(unknown(word));
  }
}

function unknown(word: string): string {
  if (LATER.has(word)) return `The type ${word} is known, but not yet supported.`;
  const shown = pythonString(word);
  const sized = /^([a-z]+)[([]?(\d+)(?:,\s*(\d+))?[)\]]?$/i.exec(word);
  if (sized && (sized[1] === 'str' || sized[1] === 'decimal')) {
    return `${shown} is no type: arguments follow a dot. Did you mean ${[sized[1], sized[2], sized[3]].filter(Boolean).join('.')}?`;
  }
  const lower = word.toLowerCase().replace(/\(.*$/, '');
  const known = isTypeWord(lower) ? lower : MEANT.get(lower);
  const later = known !== undefined && LATER.has(known) ? ' (known, but not yet supported)' : '';
  const fix = known === undefined ? didYouMean(word, KINDS) : ` Did you mean ${known}?${later}`;
  return `${shown} is no type.${fix || ` The types are ${KINDS.join(', ')}.`}`;
}

function readDecimalType(args: readonly string[], fail: (why: string, at?: number) => TypeReading): TypeReading {
  if (args.length === 0) return { type: { kind: 'decimal', precision: 10, scale: 2 }, errors: [] };
  if (args.length !== 2) {
    return fail(
      'decimal takes two arguments, all its digits and those after the point: decimal.10.2.',
      args.length > 2 ? 2 : 0,
    );
  }
  const precision = wholeNumber(args[0], 1, 1000);
  if (precision === undefined) return fail('The digits of a decimal are a whole number from 1 to 1000.', 0);
  const scale = wholeNumber(args[1], 0, precision);
  if (scale === undefined) {
    return fail(
      `The digits after the point are a whole number from 0 to ${precision}, as many as there are digits.`,
      1,
    );
  }
  return { type: { kind: 'decimal', precision, scale }, errors: [] };
}

/** What a list may hold: values that JSON can carry in one way alone. */
function readList(args: readonly string[], at: number, starts: readonly number[]): TypeReading {
  const [word = ''] = args;
  const start = starts[0] ?? at;
  const fail = (message: string): TypeReading => ({ type: undefined, errors: [{ at: start, message }] });
  if (args.length === 0) return fail('list needs the type of its items: list.str.');
  if (word === 'list') return fail('A list of lists is not supported. Use json.');
  if (['json', 'bytes', 'secret', 'enum', 'ref', 'm2m'].includes(word)) {
    const fix = word === 'json' ? ' A json field may hold a list.' : '';
    return fail(`A list cannot hold ${word}: its items are any other type of one value.${fix}`);
  }
  const { type, errors } = readType(args.join('.'), start);
  if (type === undefined || !isScalar(type)) return { type: undefined, errors };
  return { type: { kind: 'list', of: type }, errors };
}

function isScalar(type: FieldType): type is ScalarType {
  return !['json', 'bytes', 'enum', 'enum.class', 'list'].includes(type.kind);
}

function wholeNumber(text: string | undefined, least: number, most: number): number | undefined {
  if (text === undefined || !/^\d{1,9}$/.test(text)) return undefined;
  const number = Number(text);
  return number >= least && number <= most ? number : undefined;
}

/** What another language's word for a text means, so that the words after it are understood. */
export function meantType(text: string): FieldType | undefined {
  const meant = MEANT.get(text.toLowerCase().replace(/[.([].*$/s, ''));
  return meant === 'str' || meant === 'text' ? { kind: 'text' } : undefined;
}

/** The type that a name suggests, to say what to write. */
export function guessedType(name: string): string {
  if (/_at$/.test(name)) return 'datetime';
  if (/_(on|date)$|^date$/.test(name)) return 'date';
  if (/^(is|has)_/.test(name)) return 'bool';
  if (/_count$/.test(name)) return 'int';
  if (/(^|_)(price|amount|total)$/.test(name)) return 'decimal.10.2';
  return /^(body|description|notes)$/.test(name) ? 'text' : 'str';
}
