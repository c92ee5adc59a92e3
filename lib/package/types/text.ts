/** `text`: a text of any length. */
import { py } from '../print/code.js';
import { sqlalchemy } from '../print/symbols.js';
import type { TypeRow } from './row.js';
import { str } from './str.js';
import { boundedOnMySql, notByMySql } from './texts.js';

/** TEXT of MySQL holds 65,535 bytes; a character takes up to four. */
const MOST = 16_383;

export const text: TypeRow = {
  ...str,
  column: () => py`${sqlalchemy.Text}`,
  onMySql: ({ field }) => (field.maxLength ?? 0) > MOST && py`${sqlalchemy.Text}(${String(field.maxLength)})`,
  refusedOnMySql: notByMySql,
  sqlModel: () => undefined,
  input: (given) => str.input({ ...given, field: boundedOnMySql(given, MOST) }),
};
