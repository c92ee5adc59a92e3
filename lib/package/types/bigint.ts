/** `bigint`: a whole number of 64 bits. */
import { sqlalchemy } from '../print/symbols.js';
import { integer } from './numbers.js';
import type { TypeRow } from './row.js';

export const bigint: TypeRow = integer(64, sqlalchemy.BigInteger);
