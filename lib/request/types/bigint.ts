/** `bigint`: a whole number of 64 bits. */
import { integerRules } from './integers.js';
import type { TypeRules } from './type-rules.js';

export type BigIntType = { readonly kind: 'bigint' };

export const bigint: TypeRules<BigIntType> = integerRules('bigint', 64, 'long int8 int64 biginteger bigintegerfield');
