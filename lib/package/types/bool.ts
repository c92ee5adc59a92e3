/** `bool`. */
import { type Part, py } from '../print/code.js';
import { sqlalchemy } from '../print/symbols.js';
import { fine, type TypeRow } from './row.js';

const spelled = (text: string): string => (text === 'true' ? 'True' : 'False');

export const bool: TypeRow = {
  isPlainJson: true,
  onPydantic1: fine,
  python: () => 'bool',
  column: () => sqlalchemy.Boolean,
  sqlModel: () => [],
  isImplied: true,
  input: () => ({ type: 'bool' }),
  literal: (_, text) => spelled(text),
  server: (text): Part => py`${text === 'true' ? sqlalchemy.true : sqlalchemy.false}()`,
  shown: spelled,
  kept: spelled,
};
