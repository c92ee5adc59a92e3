/** `decimal`: exact on SQLite too, whose NUMERIC keeps 15 digits. */
import { pythonString } from '../../naming/names.js';
import type { FieldType } from '../../request/fields.js';
import type { Context } from '../context.js';
import { type Part, py } from '../print/code.js';
import { decimal as library, pydantic, sqlalchemy } from '../print/symbols.js';
import { isBeforePydantic, rulesForm } from '../pydantic.js';
import { boundRules, fromZero } from './numbers.js';
import type { Given, TypeRow } from './row.js';

type Decimal = Extract<FieldType, { kind: 'decimal' }>;

const EXACT_DIGITS = 15;

/** Whether a host may run on SQLite. */
export function mayRunSqlite({ conventions: { databases } }: Context): boolean {
  return databases.length === 0 || databases.includes('sqlite');
}

/** Whether the column keeps a string on SQLite. */
const isText = ({ context, type }: Given<Decimal>): boolean => type.precision > EXACT_DIGITS && mayRunSqlite(context);

function literal(_: object, text: string): Part {
  return py`${library.Decimal}(${/^-?\d+$/.test(text) ? text : pythonString(text)})`;
}

/** A bound that is whole is no Decimal where people write the rules. */
const plainly: TypeRow['literal'] = (given, text) => (/^-?\d+$/.test(text) ? text : literal(given, text));

export const decimal: TypeRow<Decimal> = {
  onPydantic1: ({ type }) =>
    type.kind === 'decimal' && type.precision > EXACT_DIGITS ? 'has more digits than an answer keeps' : undefined,
  shownByPydantic1: (value) => (value.startsWith('"') ? String(Number(JSON.parse(value))) : value),
  python: () => library.Decimal,
  isRuledAlone: true,
  isLimitNoJson: true,
  sqlModel: (given) =>
    isText(given) || (given.field.optional && isBeforePydantic(given.context, 8))
      ? undefined
      : [
          ['max_digits', given.type.precision],
          ['decimal_places', given.type.scale],
        ],
  column: (given) => {
    const { precision, scale } = given.type;
    const numeric = py`${sqlalchemy.Numeric}(${precision}, ${scale})`;
    return isText(given) ? py`${numeric}.with_variant(${sqlalchemy.String}(${precision + 2}), "sqlite")` : numeric;
  },
  input: (given) => {
    const { precision, scale } = given.type;
    const digits = [`max_digits=${precision}`, `decimal_places=${scale}`];
    const isPlain = rulesForm(given.context) !== 'alias';
    const bounds = boundRules(given as Given, isPlain ? plainly : literal);
    return {
      type: library.Decimal,
      rules: isPlain ? [...bounds, ...digits] : [...digits, ...bounds],
      also: [isText(given) && py`${pydantic.PlainSerializer}(lambda value: f"{value:.${scale}f}")`],
    };
  },
  literal,
  server: (text, given) => (isText(given) ? pythonString(text) : py`${sqlalchemy.text}(${pythonString(text)})`),
  compared: (column, given) => {
    const { precision, scale } = given.type;
    return isText(given) ? `CAST(${column} AS NUMERIC(${precision}, ${scale}))` : column;
  },
  sql: (text) => text,
  shown: pythonString,
  kept: (text) => py`${library.Decimal}(${pythonString(text)})`,
  numbered: (field) => fromZero(field, 'str(number)', 'str(number + 1)'),
};
