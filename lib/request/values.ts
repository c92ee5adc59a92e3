import { didYouMean } from '../naming/did-you-mean.js';
import { readBase64, readEmail, readSlug, readUrl } from './addresses.js';
import { readDate, readDatetime, readDuration, readNaive, readTime } from './date-time.js';
import type { FieldType } from './field.js';
import { readJson } from './json.js';
import { printType } from './print.js';
import { bad, ok, type Reading, readText } from './reading.js';
import { fromGrid, type IntegerType, toGrid, typeRange } from './step-values.js';

export type { Reading } from './reading.js';

const TRUTHS: ReadonlyMap<string, string> = new Map([
  ...['1', 'yes', 'y', 'on', 't'].map((word) => [word, 'true'] as const),
  ...['0', 'no', 'n', 'off', 'f'].map((word) => [word, 'false'] as const),
]);

/** Reads a value of a type as it is written in a field; `default`'s factories are none. */
export function readValue(type: FieldType, text: string): Reading {
  switch (type.kind) {
    case 'str':
    case 'text':
      return readText(text);
    case 'int':
    case 'bigint':
    case 'smallint':
      return readInt(type, text);
    case 'float':
      return readFloat(text);
    case 'decimal':
      return readDecimal(type, text);
    case 'bool': {
      if (text === 'true' || text === 'false') return ok(text);
      const lower = text.toLowerCase();
      const near = TRUTHS.get(lower) ?? (lower === 'true' || lower === 'false' ? lower : undefined);
      return bad(`is neither true nor false.${near === undefined ? '' : ` Did you mean ${near}?`}`);
    }
    case 'date':
      return readDate(text);
    case 'datetime':
      return readDatetime(text);
    case 'datetime.naive':
      return readNaive(text);
    case 'time':
      return readTime(text);
    case 'timedelta':
      return readDuration(text);
    case 'email':
      return readEmail(text);
    case 'url':
      return readUrl(text);
    case 'slug':
      return readSlug(text);
    case 'json':
      return readJson(text);
    case 'bytes':
      return readBase64(text);
    case 'list':
      return bad('is no default of a list: it has one, empty. Did you mean empty?');
    case 'enum.class':
      return text === '' ? bad(`is not one of the values of ${type.name}.`) : readText(text);
    case 'uuid': {
      const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
      return uuid ? ok(text.toLowerCase()) : bad('is no UUID, like 6f1c3a52-8e0b-4f7d-9a34-2b5d8c7e1f60.');
    }
    case 'enum':
      if (type.values.includes(text)) return ok(text);
      return bad(`is not one of ${type.values.join(', ')}.${didYouMean(text, type.values)}`);
  }
}

/** A bound or another decimal number without the zeros at its end. */
export function trimZeros(decimal: string): string {
  return decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal;
}

function readInt(type: IntegerType, text: string): Reading {
  if (!/^[+-]?\d+$/.test(text)) return bad('is no whole number.');
  const number = BigInt(text.replace('+', ''));
  const { low, high } = typeRange(type);
  const article = type.kind === 'int' ? 'an' : 'a';
  return number < low || number > high
    ? bad(`does not fit ${article} ${type.kind}: it holds ${low} to ${high}.`)
    : ok(String(number));
}

function readFloat(text: string): Reading {
  if (!/^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i.test(text)) return bad('is no finite number.');
  const number = Number(text);
  return Number.isFinite(number) ? ok(String(number === 0 ? 0 : number)) : bad('is too large for a float.');
}

function readDecimal(type: Extract<FieldType, { kind: 'decimal' }>, text: string): Reading {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?$/.exec(text);
  const whole = (match?.[2] ?? '').replace(/^0+(?=.)/, '');
  const places = (match?.[3] ?? '').replace(/0+$/, '');
  if (!match || whole + (match[3] ?? '') === '') return bad('is no decimal number, like 12.5.');
  if (places.length > type.scale) {
    const most = type.scale === 1 ? '1 decimal place' : `${type.scale} decimal places`;
    return bad(`has ${places.length} decimal places: ${printType(type)} holds ${most}.`);
  }
  const size = toGrid(type, `${whole || '0'}.${places}`);
  const { high } = typeRange(type);
  if (size > high) return bad(`does not fit ${printType(type)}: its largest value is ${fromGrid(type, high)}.`);
  return ok(fromGrid(type, match[1] === '-' ? -size : size));
}
