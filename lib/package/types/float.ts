/** `float`: a finite number. */
import { py } from '../print/code.js';
import { pydantic, sqlalchemy } from '../print/symbols.js';
import { isWithModels } from '../pydantic.js';
import { boundRules, integer, plainNumber } from './numbers.js';
import type { TypeRow } from './row.js';

export const float: TypeRow = {
  hasNaN: true,
  ...integer(64, sqlalchemy.Float),
  // Its FLOAT keeps seven digits.
  onMySql: () => py`${sqlalchemy.Float}(53)`,
  python: () => 'float',
  isImplied: true,
  sqlModel: () => [],
  input: (given) => {
    const bounds = boundRules(given, plainNumber);
    // The `Field` of SQLModel knows no other word for it.
    if (isWithModels(given.context)) return { type: pydantic.FiniteFloat, rules: bounds };
    return { type: 'float', rules: ['allow_inf_nan=False', ...bounds] };
  },
  numbered: () => undefined,
};
