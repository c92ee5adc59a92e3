/** Types whose values are evenly spaced, so that each is a whole number of steps: integers, decimals, dates. */
import { pythonString } from '../../naming/literals.js';
import type { OrderRules } from './type-rules.js';
import type { Bounds, InvalidSample } from './typed-field.js';

export type Steps = {
  /** What the column can hold. */
  readonly low: bigint;
  readonly high: bigint;
  /** The number of a canonical value: an int itself, the hundredths of a `decimal.10.2`, the day of a date. */
  to(value: string): bigint;
  from(number: bigint): string;
  /** Its values are strings in JSON. */
  readonly isQuoted: boolean;
};

export function stepOrder<T>(stepsOf: (type: T) => Steps, bound?: (value: string) => string): OrderRules<T> {
  return {
    compare: (type, one, other) => {
      const steps = stepsOf(type);
      const apart = steps.to(one) - steps.to(other);
      return apart < 0n ? -1 : apart > 0n ? 1 : 0;
    },
    isEmpty: (field) => {
      const { low, high } = within(stepsOf(field.type), field);
      return low > high;
    },
    ...(bound && { bound }),
  };
}

/** From a number that is nice to read in steps that are, then with what else there is. */
export function stepSamples(
  steps: Steps,
  bounds: Bounds,
  count: number,
  wanted: bigint,
  step: bigint,
): readonly string[] {
  const { low, high } = within(steps, bounds);
  const start = wanted < low ? low : wanted > high ? high : wanted;
  const found = new Set<bigint>();
  for (let next = start; next <= high && found.size < count; next += step) found.add(next);
  for (let next = start; next <= high && found.size < count; next += 1n) found.add(next);
  for (let next = start; next >= low && found.size < count; next -= 1n) found.add(next);
  return [...found].map((number) => spelled(steps, number));
}

/** The first and the last value within the bounds. */
export function stepEdges(steps: Steps, bounds: Bounds): readonly string[] {
  const { low, high } = within(steps, bounds);
  return [spelled(steps, low), spelled(steps, high)];
}

/** The nearest value on the other side of each bound. */
export function beyondBounds(steps: Steps, { ge, gt, le, lt }: Bounds): readonly InvalidSample[] {
  const beyond = (bound: string | undefined, step: bigint, why: string): readonly InvalidSample[] =>
    bound === undefined ? [] : [{ value: spelled(steps, steps.to(bound) + step), why }];
  return [...beyond(ge, -1n, 'ge'), ...beyond(gt, 0n, 'gt'), ...beyond(le, 1n, 'le'), ...beyond(lt, 0n, 'lt')];
}

/** The nearest values that the column does not hold, on the sides that have no bound. */
export function beyondColumn(steps: Steps, { ge, gt, le, lt }: Bounds): readonly InvalidSample[] {
  const found: InvalidSample[] = [];
  if (le === undefined && lt === undefined)
    found.push({ value: spelled(steps, steps.high + 1n), why: 'too large for its column' });
  if (ge === undefined && gt === undefined)
    found.push({ value: spelled(steps, steps.low - 1n), why: 'too small for its column' });
  return found;
}

function spelled(steps: Steps, number: bigint): string {
  const text = steps.from(number);
  return steps.isQuoted ? pythonString(text) : text;
}

/** What the column can hold within the bounds; `low` above `high` where nothing is left. */
function within(steps: Steps, { ge, gt, le, lt }: Bounds): { readonly low: bigint; readonly high: bigint } {
  let { low, high } = steps;
  const raise = (to: bigint): void => {
    if (to > low) low = to;
  };
  const lower = (to: bigint): void => {
    if (to < high) high = to;
  };
  if (ge !== undefined) raise(steps.to(ge));
  if (gt !== undefined) raise(steps.to(gt) + 1n);
  if (le !== undefined) lower(steps.to(le));
  if (lt !== undefined) lower(steps.to(lt) - 1n);
  return { low, high };
}
