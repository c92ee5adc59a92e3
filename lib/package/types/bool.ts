/** `bool` and `uuid`: types that need no rule. */
import { pythonString } from '../../naming/names.js';
import { type Part, py } from '../print/code.js';
import { uuid as library, sqlalchemy } from '../print/symbols.js';
import type { TypeRow } from './row.js';

const spelled = (text: string): string => (text === 'true' ? 'True' : 'False');

export const bool: TypeRow = {
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

export const uuid: TypeRow = {
  python: () => library.UUID,
  column: () => sqlalchemy.Uuid,
  sqlModel: () => [],
  isImplied: true,
  input: () => ({ type: library.UUID }),
  literal: (_, text) => py`${library.UUID}(${pythonString(text)})`,
  // SQLite keeps a UUID as its digits alone, and PostgreSQL reads both spellings.
  server: (text) => pythonString(text.replaceAll('-', '')),
  shown: pythonString,
  numbered: () => 'f"{number:032x}"',
};
