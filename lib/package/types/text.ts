/** `text`: a text of any length. */
import { py } from '../print/code.js';
import { sqlalchemy } from '../print/symbols.js';
import type { TypeRow } from './row.js';
import { str } from './str.js';

export const text: TypeRow = { ...str, column: () => py`${sqlalchemy.Text}`, sqlModel: () => undefined };
