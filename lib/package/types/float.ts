/** `float`: a finite number. */
import { sqlalchemy } from '../print/symbols.js';
import { boundRules, integer, plainNumber } from './numbers.js';
import type { TypeRow } from './row.js';

export const float: TypeRow = {
  hasNaN: true,
  ...integer(64, sqlalchemy.Float),
  python: () => 'float',
  isImplied: true,
  sqlModel: () => [],
  input: (given) => ({ type: 'float', rules: ['allow_inf_nan=False', ...boundRules(given, plainNumber)] }),
  numbered: () => undefined,
};
