/** `date`: a day of the years 1 to 9999. */
import { pythonString } from '../../naming/names.js';
import { py } from '../print/code.js';
import { datetime as library, sqlalchemy } from '../print/symbols.js';
import { boundRules } from './numbers.js';
import type { TypeRow } from './row.js';

const day: TypeRow['literal'] = (_, text) => {
  const [year, month, date] = text.split('-').map(Number);
  return py`${library.date}(${year}, ${month}, ${date})`;
};

export const date: TypeRow = {
  onPydantic1: ({ ge, gt, le, lt }) => ((ge ?? gt ?? le ?? lt) === undefined ? undefined : 'is a date with a bound'),
  python: () => library.date,
  column: () => sqlalchemy.Date,
  sqlModel: () => [],
  isImplied: true,
  input: (given) => ({ type: library.date, rules: boundRules(given, day) }),
  literal: day,
  server: (text) => pythonString(text),
  sql: (text) => `'${text}'`,
  shown: pythonString,
  kept: (text) => py`${library.date}.fromisoformat(${pythonString(text)})`,
  numbered: ({ ge, gt, le, lt }) => ((ge ?? gt ?? le ?? lt) ? undefined : 'f"{2000 + number}-01-01"'),
};
