import { pythonString } from '../naming/names.js';
import { type Field, itemField } from './field.js';
import { sampleTexts, sequence } from './sample-texts.js';
import { fromGrid, type GridType, gridRange } from './step-values.js';

export { type InvalidSample, invalidSamples } from './invalid.js';

/**
 * Up to `count` different valid values, as Python literals that are JSON too (but for `True` and `False`): a decimal
 * is a string with exactly its scale of places, dates, datetimes (with `Z`) and UUIDs are strings. Always the same.
 */
export function samples(field: Field, count: number): readonly string[] {
  const { type } = field;
  switch (type.kind) {
    case 'str':
    case 'text':
    case 'slug':
      return sampleTexts(field, count).map(pythonString);
    case 'int':
    case 'bigint':
    case 'smallint':
      return numbers(type, field, count, 1n, 1n);
    case 'decimal': {
      const one = 10n ** BigInt(type.scale);
      return numbers(type, field, count, 10n * one + one / 2n, one).map(pythonString);
    }
    case 'date':
      return numbers(type, field, count, 19_753n, 1n).map(pythonString);
    case 'float':
      return floats(field, count);
    case 'bool':
      return ['True', 'False'].slice(0, count);
    case 'datetime':
      return numbers({ kind: 'date' }, {}, count, 19_753n, 1n).map((day) => pythonString(`${day}T08:00:00Z`));
    case 'datetime.naive':
      return numbers({ kind: 'date' }, {}, count, 19_753n, 1n).map((day) => pythonString(`${day}T08:00:00`));
    case 'time':
      return sequence(Math.min(count, 1440), (index) => pythonString(clock(8 * 60 + index)));
    case 'timedelta':
      return sequence(count, (index) => pythonString(`P${index + 1}D`));
    case 'email':
      return sequence(count, (index) => pythonString(`user${index + 1}@example.com`));
    case 'url':
      return sequence(count, (index) => pythonString(`https://example.com/${index + 1}`));
    case 'json':
      return sequence(count, (index) => `{"number": ${index + 1}}`);
    case 'bytes':
      return sequence(count, (index) => pythonString(btoa(String.fromCharCode(index + 1))));
    case 'list':
      return lists(samples(itemField(field, type.of), 2)).slice(0, count);
    case 'uuid':
      return sequence(count, (index) =>
        pythonString(`6f1c3a52-8e0b-4f7d-9a34-${(index + 1).toString(16).padStart(12, '0')}`),
      );
    case 'enum.class':
      throw new Error(`the values of ${type.name} are not known yet`);
    case 'enum':
      return type.values.slice(0, count).map(pythonString);
  }
}

/** From a number that is nice to read in steps that are, then with what else there is. */
function numbers(
  type: GridType,
  field: Pick<Field, 'ge' | 'gt' | 'le' | 'lt'>,
  count: number,
  wanted: bigint,
  step: bigint,
): readonly string[] {
  const { low, high } = gridRange(type, field);
  const start = wanted < low ? low : wanted > high ? high : wanted;
  const found = new Set<bigint>();
  for (let next = start; next <= high && found.size < count; next += step) found.add(next);
  for (let next = start; next <= high && found.size < count; next += 1n) found.add(next);
  for (let next = start; next >= low && found.size < count; next -= 1n) found.add(next);
  return [...found].map((number) => fromGrid(type, number));
}

/** `08:00:00`, so many minutes after midnight. */
function clock(minutes: number): string {
  const [hour, minute] = [Math.floor(minutes / 60) % 24, minutes % 60].map((part) => String(part).padStart(2, '0'));
  return `${hour}:${minute}:00`;
}

/** Different lists of the items, the empty one among them. */
function lists(items: readonly string[]): readonly string[] {
  return [...new Set([`[${items.join(', ')}]`, `[${items[0]}]`, '[]'])];
}

function floats(field: Field, count: number): readonly string[] {
  const low = Number(field.ge ?? field.gt ?? -Number.MAX_VALUE);
  const high = Number(field.le ?? field.lt ?? Number.MAX_VALUE);
  const inside = (number: number): boolean =>
    number >= low &&
    number <= high &&
    (field.gt === undefined || number > low) &&
    (field.lt === undefined || number < high);
  const base = Math.max(0, Math.ceil(low));
  const even = sequence(count, (index) => base + index + 1.5);
  const down = sequence(count, (index) => Math.floor(Math.min(high, 0)) - index - 1.5);
  const apart = sequence(count, (index) => low + (high - low) * ((index + 1) / (count + 1)));
  const found = new Set(
    [...even, ...down, ...apart, low / 2 + high / 2, low, high].filter(
      (number) => Number.isFinite(number) && inside(number),
    ),
  );
  return [...found].slice(0, count).map((number) => floatText(number));
}

/** A float that both languages read as one: `2.0`, `1e+21`. */
function floatText(number: number): string {
  const text = String(number === 0 ? 0 : number);
  return /[.e]/.test(text) ? text : `${text}.0`;
}
