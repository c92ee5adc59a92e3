/** `uuid`. */
import { pythonString } from '../../naming/names.js';
import { py } from '../print/code.js';
import { uuid as library, sqlalchemy } from '../print/symbols.js';
import { fine, type TypeRow } from './row.js';

export const uuid: TypeRow = {
  onPydantic1: fine,
  onSqlAlchemy1: 'is of the type uuid',
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
