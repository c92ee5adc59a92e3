/** `smallint`: a whole number of 16 bits. */
import { sqlalchemy } from '../print/symbols.js';
import { integer } from './numbers.js';
import type { TypeRow } from './row.js';

export const smallint: TypeRow = integer(16, sqlalchemy.SmallInteger);
