/** `smallint`: a whole number of 16 bits. */
import { integerRules } from './integers.js';
import type { TypeRules } from './type-rules.js';

export type SmallIntType = { readonly kind: 'smallint' };

export const smallint: TypeRules<SmallIntType> = integerRules(
  'smallint',
  16,
  'short int2 int16 smallinteger smallintegerfield tinyint',
);
