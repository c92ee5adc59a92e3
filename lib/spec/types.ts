import { enumMember } from './cases.js';
import type { FieldError, FieldType } from './field.js';
import { pythonString } from './literals.js';
import { didYouMean } from './near.js';

export type TypeReading = { readonly type: FieldType | undefined; readonly errors: readonly FieldError[] };

const KINDS = ['str', 'text', 'int', 'float', 'decimal', 'bool', 'date', 'datetime', 'uuid', 'enum'] as const;
const LATER: ReadonlySet<string> = new Set(
  'bigint smallint time timedelta email url slug json bytes secret list ref m2m'.split(' '),
);

/** Other languages' words, to correct them. */
const MEANT: ReadonlyMap<string, string> = new Map(
  Object.entries({
    str: 'string varchar char character nvarchar charfield stringfield',
    text: 'longtext mediumtext textarea clob textfield markdown',
    int: 'integer int4 int32 integerfield signed',
    'int, float or decimal': 'number num',
    float: 'double real float8 float64 floatfield',
    decimal: 'numeric money currency bigdecimal decimalfield',
    bool: 'boolean bit booleanfield checkbox',
    date: 'datefield localdate',
    datetime: 'timestamp timestamptz datetimefield date-time instant',
    uuid: 'guid uuid4 uuidfield',
    enum: 'choice choices enumeration literal',
    bigint: 'long int8 int64',
    json: 'jsonb object dict any',
    list: 'array set tuple',
    bytes: 'blob binary bytea',
    ref: 'fk foreignkey foreign_key references belongs_to',
    secret: 'password',
    timedelta: 'interval duration',
  }).flatMap(([meant, words]) => words.split(' ').map((word) => [word, meant] as const)),
);

export function isTypeWord(word: string): boolean {
  return LATER.has(word) || KINDS.some((kind) => kind === word);
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
    case 'float':
    case 'bool':
    case 'date':
    case 'uuid':
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
      if (args[0] === 'naive') return fail('datetime.naive is known, but not yet supported. Use datetime.', 0);
      if (args.length > 1 || (args.length === 1 && args[0] !== 'tz')) {
        return fail(
          'datetime takes one argument, tz, which it means without it: write datetime.',
          args[0] === 'tz' ? 1 : 0,
        );
      }
      return { type: { kind: 'datetime' }, errors: [] };
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

function readEnum(values: readonly string[], at: number, starts: readonly number[]): TypeReading {
  const [first = ''] = values;
  if (values.length === 0)
    return { type: undefined, errors: [{ at, message: 'enum needs its values: enum.draft.live.' }] };
  if (values.length === 1 && /^[A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*$/.test(first)) {
    const message = `enum.${first}, an enum class of the backend, is known, but not yet supported. Write its values: enum.draft.live.`;
    return { type: undefined, errors: [{ at: starts[0] ?? at, message }] };
  }
  const errors: FieldError[] = [];
  const members = new Map<string, string>();
  values.forEach((value, index) => {
    const problem = valueProblem(value, members);
    if (problem !== undefined) errors.push({ at: starts[index] ?? at, message: problem });
    else members.set(enumMember(value), value);
  });
  return { type: errors.length === 0 ? { kind: 'enum', values } : undefined, errors };
}

function valueProblem(value: string, members: ReadonlyMap<string, string>): string | undefined {
  if (value === '') return 'There is no value between the dots.';
  if (!/^[A-Za-z0-9_+/-]+$/.test(value)) {
    return `${pythonString(value)} cannot be an enum's value: use letters, digits, _, +, - and /.`;
  }
  if (value.length > 63) return `An enum's value has at most 63 characters, this one has ${value.length}.`;
  const other = members.get(enumMember(value));
  if (other === undefined) return undefined;
  if (other === value) return `The value ${value} is there twice.`;
  return `${value} and ${other} would both be ${enumMember(value)} in Python. Rename one.`;
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
