/** What the types of whole numbers share: they differ in how many bits they have. */

import { withArticle } from '../../naming/phrase.js';
import { plainly } from './arguments.js';
import { bad, ok, type Reading } from './reading.js';
import { beyondBounds, beyondColumn, type Steps, stepEdges, stepOrder, stepSamples } from './steps.js';
import type { TypeRules } from './type-rules.js';

export function integerRules<K extends string>(
  kind: K,
  bits: number,
  foreign: string,
): TypeRules<{ readonly kind: K }> {
  const limit = 2n ** BigInt(bits - 1);
  const steps: Steps = { low: -limit, high: limit - 1n, to: BigInt, from: String, isQuoted: false };
  return {
    read: plainly({ kind }),
    foreign,
    value: (_, text) => readInteger(kind, steps, text),
    isInteger: true,
    isRanged: true,
    order: stepOrder(() => steps),
    samples: (field, count) => stepSamples(steps, field, count, 1n, 1n),
    edges: (field) => stepEdges(steps, field),
    invalid: (field) => [
      { value: '"x"', why: 'wrong type' },
      { value: '1.5', why: 'not whole' },
      ...beyondBounds(steps, field),
      ...beyondColumn(steps, field),
    ],
  };
}

function readInteger(kind: string, { low, high }: Steps, text: string): Reading {
  if (!/^[+-]?\d+$/.test(text)) return bad('is no whole number.');
  const number = BigInt(text.replace('+', ''));
  return number < low || number > high
    ? bad(`does not fit ${withArticle(kind)}: it holds ${low} to ${high}.`)
    : ok(String(number));
}
