import { pythonString } from '../naming/names.js';
import { MOST_DAYS } from './date-time.js';
import { mismatching } from './examples.js';
import { type Field, itemField, maxLength, minLength, patternOf } from './field.js';
import { sampleTexts } from './sample-texts.js';
import { fromGrid, type GridType, isGrid, isInteger, toGrid, typeRange } from './step-values.js';

/** `value` is a Python expression of a value that JSON can carry; `why` names the rule that it breaks. */
export type InvalidSample = { readonly value: string; readonly why: string };

/** A test does not send more characters than this. */
const LONGEST = 100_000;

/** One value for each rule of the field that its schema must refuse. */
export function invalidSamples(field: Field): readonly InvalidSample[] {
  const missing = field.optional ? [] : [{ value: 'None', why: 'null' }];
  return [...missing, ...wrongType(field), ...outOfBounds(field)];
}

function wrongType(field: Field): readonly InvalidSample[] {
  const { type } = field;
  const wrong = (value: string): InvalidSample => ({ value, why: 'wrong type' });
  switch (type.kind) {
    case 'str':
    case 'text':
    case 'slug':
      return [wrong('1'), ...badTexts(field)];
    case 'int':
    case 'bigint':
    case 'smallint':
      return [wrong('"x"'), { value: '1.5', why: 'not whole' }];
    case 'float':
      return [wrong('"x"')];
    case 'bool':
      return [wrong('"x"'), { value: '2', why: 'neither 0 nor 1' }];
    case 'decimal': {
      const places = pythonString(`0.${'0'.repeat(type.scale)}1`);
      return [wrong('"x"'), { value: places, why: 'too many decimal places' }];
    }
    case 'date':
      return [wrong('"x"')];
    case 'datetime':
      return [wrong('"x"'), { value: '"2024-01-31T08:00:00"', why: 'no offset' }];
    case 'datetime.naive':
      return [wrong('"x"'), { value: '"2024-01-31T08:00:00Z"', why: 'an offset' }];
    case 'time':
      return [wrong('"x"'), { value: '"08:00:00Z"', why: 'an offset' }];
    case 'timedelta':
      return [wrong('"x"'), ...['', '-'].map((sign) => ({ value: `"${sign}P${MOST_DAYS + 1}D"`, why: 'too long' }))];
    case 'email':
      return [wrong('1'), { value: '"x"', why: 'no address' }];
    case 'url':
      return [wrong('1'), { value: '"ftp://example.com/"', why: 'neither http nor https' }, ...longUrl(field)];
    case 'json':
      return ['"\\u0000"', '{"\\u0000": 1}', '[["\\u0000"]]'].map((value) => ({ value, why: 'NUL' }));
    case 'bytes':
      return [wrong('1'), { value: '"x"', why: 'no base64' }, ...longBytes(field)];
    case 'list': {
      const items = invalidSamples(itemField(field, type.of));
      return [wrong('"x"'), ...items.map(({ value, why }) => ({ value: `[${value}]`, why: `an item: ${why}` }))];
    }
    case 'uuid':
      return [wrong('"x"')];
    case 'enum.class':
      return [];
    case 'enum': {
      let other = 'other';
      while (type.values.includes(other)) other += 'x';
      return [wrong('1'), { value: pythonString(other), why: 'not one of the values' }];
    }
  }
}

function badTexts(field: Field): readonly InvalidSample[] {
  const found: InvalidSample[] = [];
  const [least, most] = [minLength(field) ?? 0, maxLength(field)];
  if (least > 0) found.push({ value: repeated('x', least - 1), why: 'too short' });
  if (most !== undefined && most <= LONGEST) found.push({ value: repeated('x', most + 1), why: 'too long' });
  const pattern = patternOf(field);
  const other = pattern && mismatching(pattern, { least, most: most ?? Number.POSITIVE_INFINITY });
  if (other) found.push({ value: pythonString(other), why: 'does not match the pattern' });
  const [valid = ''] = sampleTexts(field, 1);
  const start = [...valid].slice(0, -1).join('');
  return [...found, { value: pythonString(`${start}\0`), why: 'NUL' }];
}

function longUrl(field: Field): readonly InvalidSample[] {
  const start = 'https://example.com/';
  const most = maxLength(field) ?? 0;
  return [{ value: `${pythonString(start)} + ${repeated('x', most + 1 - start.length)}`, why: 'too long' }];
}

function longBytes(field: Field): readonly InvalidSample[] {
  const most = maxLength(field);
  if (most === undefined || most > LONGEST) return [];
  return [{ value: repeated('AAAA', Math.floor(most / 3) + 1), why: 'too long' }];
}

/** Long ones as `"x" * 256`. */
function repeated(letter: string, count: number): string {
  return count * letter.length > 40 ? `${pythonString(letter)} * ${count}` : pythonString(letter.repeat(count));
}

/** The nearest value on the other side of each bound, and of what the column holds. */
function outOfBounds(field: Field): readonly InvalidSample[] {
  const { type } = field;
  if (type.kind === 'float') return floatBounds(field);
  if (!isGrid(type)) return [];
  const { low, high } = typeRange(type);
  const bounded = [
    ...at(type, field.ge, -1n, 'ge'),
    ...at(type, field.gt, 0n, 'gt'),
    ...at(type, field.le, 1n, 'le'),
    ...at(type, field.lt, 0n, 'lt'),
  ];
  if (type.kind === 'date') return bounded;
  if (field.le === undefined && field.lt === undefined)
    bounded.push(sample(type, high + 1n, 'too large for its column'));
  if (field.ge === undefined && field.gt === undefined)
    bounded.push(sample(type, low - 1n, 'too small for its column'));
  return bounded;
}

function at(type: GridType, bound: string | undefined, step: bigint, why: string): readonly InvalidSample[] {
  if (bound === undefined) return [];
  const number = toGrid(type, bound) + step;
  const { low, high } = typeRange(type);
  if (type.kind === 'date' && (number < low || number > high)) return [];
  return [sample(type, number, why)];
}

function sample(type: GridType, number: bigint, why: string): InvalidSample {
  const text = fromGrid(type, number);
  return { value: isInteger(type) ? text : pythonString(text), why };
}

function floatBounds(field: Field): readonly InvalidSample[] {
  const found: InvalidSample[] = [];
  const beyond = (bound: string, sign: number): string =>
    String(Number(bound) + sign * Math.max(1, Math.abs(Number(bound))));
  if (field.ge !== undefined) found.push({ value: beyond(field.ge, -1), why: 'ge' });
  if (field.gt !== undefined) found.push({ value: field.gt, why: 'gt' });
  if (field.le !== undefined) found.push({ value: beyond(field.le, 1), why: 'le' });
  if (field.lt !== undefined) found.push({ value: field.lt, why: 'lt' });
  return found.filter(({ value }) => Number.isFinite(Number(value)));
}
