/** Values of a field for tests: valid ones, and ones that its schema must refuse. */
import type { Field } from './field.js';
import { rulesOf } from './types/table.js';
import type { InvalidSample } from './types/typed-field.js';

export type { InvalidSample } from './types/typed-field.js';

/** Up to `count` different valid values, as Python literals that are JSON too (but for `True` and `False`). */
export function samples(field: Field, count: number): readonly string[] {
  return rulesOf(field.type).samples(field, count);
}

/** The least and the greatest values that the schema accepts, of an enum all; none where no value is at an edge. */
export function edges(field: Field): readonly string[] {
  return rulesOf(field.type).edges?.(field) ?? [];
}

/** One value for each rule of the field that its schema must refuse. */
export function invalidSamples(field: Field): readonly InvalidSample[] {
  const missing = field.optional ? [] : [{ value: 'None', why: 'null' }];
  return [...missing, ...rulesOf(field.type).invalid(field)];
}
