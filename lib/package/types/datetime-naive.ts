/** `datetime.naive`: a date and time without an offset. */
import { pythonString } from '../../naming/names.js';
import { py } from '../print/code.js';
import { datetime as library, pydantic, sqlalchemy } from '../print/symbols.js';
import { datetime, toMicroseconds } from './datetime.js';
import { isoText, local } from './moments.js';
import { type TypeRow, unknown } from './row.js';

export const naiveDatetime: TypeRow = {
  onPydantic1: unknown,
  python: () => library.datetime,
  column: () => sqlalchemy.DateTime,
  onMySql: (given) => toMicroseconds(given, py`${sqlalchemy.DateTime}()`),
  input: () => ({ type: pydantic.NaiveDatetime, also: [local('date-time')] }),
  output: 'input',
  literal: datetime.literal,
  server: (text) => pythonString(isoText(text).replace('T', ' ')),
  numbered: () => 'f"2024-01-31T{number // 60:02}:{number % 60:02}:00"',
};
