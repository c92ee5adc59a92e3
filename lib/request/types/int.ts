/** `int`: a whole number of 32 bits. */
import { integerRules } from './integers.js';
import type { TypeRules } from './type-rules.js';

export type IntType = { readonly kind: 'int' };

export const int: TypeRules<IntType> = integerRules('int', 32, 'integer int4 int32 integerfield signed');
