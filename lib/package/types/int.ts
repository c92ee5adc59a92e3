/** `int`: a whole number of 32 bits. */
import { sqlalchemy } from '../print/symbols.js';
import { integer } from './numbers.js';
import type { TypeRow } from './row.js';

export const int: TypeRow = { ...integer(32, sqlalchemy.Integer), isImplied: true, sqlModel: () => [] };
