import type { FieldType } from './field.js';
import { fromGrid, toGrid, typeRange } from './grid.js';
import { didYouMean } from './near.js';
import { printType } from './print.js';

/** A value in its canonical spelling, or why it is none of its type. */
export type Reading = { readonly kind: 'ok'; readonly value: string } | { readonly kind: 'bad'; readonly why: string };

const ok = (value: string): Reading => ({ kind: 'ok', value });
const bad = (why: string): Reading => ({ kind: 'bad', why });

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
      return readInt(text);
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

function readText(text: string): Reading {
  if (text.includes('\0')) return bad('holds a NUL character, which PostgreSQL cannot store.');
  return /\p{Surrogate}/u.test(text) ? bad('holds half of a character (a lone surrogate).') : ok(text);
}

function readInt(text: string): Reading {
  if (!/^[+-]?\d+$/.test(text)) return bad('is no whole number.');
  const number = BigInt(text.replace('+', ''));
  const { low, high } = typeRange({ kind: 'int' });
  return number < low || number > high ? bad(`does not fit an int: it holds ${low} to ${high}.`) : ok(String(number));
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

function readDate(text: string): Reading {
  const day = dayOf(text);
  return day === undefined ? bad('is no date, like 2024-01-31.') : ok(day);
}

/** ISO 8601 with an offset, moved to UTC; years 1 to 9999, as Python's `datetime` has them. */
function readDatetime(text: string): Reading {
  const like = 'like 2024-01-31T08::00::00Z (a colon inside a value is written ::).';
  const match = /^(.{10})T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,6}))?)?(Z|[+-]\d\d:\d\d)?$/.exec(text);
  const day = match && dayOf(match[1] ?? '');
  const [hour, minute, second] = [Number(match?.[2]), Number(match?.[3]), Number(match?.[4] ?? 0)];
  if (!match || day === undefined || day === null || hour > 23 || minute > 59 || second > 59) {
    return bad(`is no date and time, ${like}`);
  }
  const zone = match[6];
  if (zone === undefined) return bad(`has no offset: write Z or +01::00 after the time, ${like}`);
  const offset = zone === 'Z' ? 0 : Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4));
  if (offset >= 24 * 60 || Number(zone.slice(4)) > 59) return bad('has an offset of a day or more.');
  const local = Date.parse(`${day}T${match[2]}:${match[3]}:${match[4] ?? '00'}Z`);
  const moved = new Date(local - (zone.startsWith('-') ? -offset : offset) * 60_000);
  if (moved.getUTCFullYear() < 1 || moved.getUTCFullYear() > 9999) return bad('is outside the years 1 to 9999 in UTC.');
  const fraction = (match[5] ?? '').replace(/0+$/, '');
  return ok(`${moved.toISOString().slice(0, 19)}${fraction && `.${fraction}`}Z`);
}

function dayOf(text: string): string | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || text.startsWith('0000')) return undefined;
  const time = Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text ? undefined : text;
}
