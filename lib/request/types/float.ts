/** `float`: a finite number. */
import { plainly } from './arguments.js';
import { bad, ok, type Reading } from './reading.js';
import { sequence } from './texts.js';
import type { TypeRules } from './type-rules.js';
import type { Bounds, InvalidSample } from './typed-field.js';

export type FloatType = { readonly kind: 'float' };

export const float: TypeRules<FloatType> = {
  isRanged: true,
  read: plainly({ kind: 'float' }),
  foreign: 'double real float8 float64 floatfield',
  value: (_, text) => readFloat(text),
  order: {
    compare: (_, one, other) => Number(one) - Number(other),
    isEmpty: (field) => {
      const { low, high } = limits(field);
      return low > high || !isInside(field, low / 2 + high / 2);
    },
  },
  samples: (field, count) => samples(field, count),
  edges: ({ ge, le }) => [ge, le].flatMap((bound) => (bound === undefined ? [] : floatText(Number(bound)))),
  invalid: (field) => [{ value: '"x"', why: 'wrong type' }, ...beyond(field)],
};

function readFloat(text: string): Reading {
  if (!/^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i.test(text)) return bad('is no finite number.');
  const number = Number(text);
  return Number.isFinite(number) ? ok(String(number === 0 ? 0 : number)) : bad('is too large for a float.');
}

function limits({ ge, gt, le, lt }: Bounds): { readonly low: number; readonly high: number } {
  return { low: Number(ge ?? gt ?? -Number.MAX_VALUE), high: Number(le ?? lt ?? Number.MAX_VALUE) };
}

function isInside(bounds: Bounds, number: number): boolean {
  const { low, high } = limits(bounds);
  const isLow = number < low || (bounds.gt !== undefined && number === low);
  return !isLow && number <= high && !(bounds.lt !== undefined && number === high);
}

function samples(bounds: Bounds, count: number): readonly string[] {
  const { low, high } = limits(bounds);
  const base = Math.max(0, Math.ceil(low));
  const even = sequence(count, (index) => base + index + 1.5);
  const down = sequence(count, (index) => Math.floor(Math.min(high, 0)) - index - 1.5);
  // A power of two, so that the values are short.
  const parts = 2 ** Math.ceil(Math.log2(count + 1));
  const apart = sequence(count, (index) => low + (high - low) * ((index + 1) / parts));
  const found = new Set(
    [...even, ...down, ...apart, low / 2 + high / 2, low, high].filter(
      (number) => Number.isFinite(number) && isInside(bounds, number),
    ),
  );
  return [...found].slice(0, count).map((number) => floatText(number));
}

/** A float that both languages read as one: `2.0`, `1e+21`. */
function floatText(number: number): string {
  const text = String(number === 0 ? 0 : number);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

function beyond({ ge, gt, le, lt }: Bounds): readonly InvalidSample[] {
  const far = (bound: string, sign: number): string =>
    String(Number(bound) + sign * Math.max(1, Math.abs(Number(bound))));
  const found: InvalidSample[] = [];
  if (ge !== undefined) found.push({ value: far(ge, -1), why: 'ge' });
  if (gt !== undefined) found.push({ value: gt, why: 'gt' });
  if (le !== undefined) found.push({ value: far(le, 1), why: 'le' });
  if (lt !== undefined) found.push({ value: lt, why: 'lt' });
  return found.filter(({ value }) => Number.isFinite(Number(value)));
}
