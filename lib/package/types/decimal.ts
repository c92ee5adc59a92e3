/** `decimal`: exact on SQLite too, whose NUMERIC keeps 15 digits. */
import { pythonString } from '../../naming/names.js';
import type { FieldType } from '../../request/fields.js';
import { mayRunSqlite } from '../databases.js';
import { type Part, py } from '../print/code.js';
import { decimal as library, pydantic, sqlalchemy } from '../print/symbols.js';
import { isBeforePydantic, rulesForm } from '../pydantic.js';
import { annotated } from '../spelling.js';
import { boundRules, fromZero } from './numbers.js';
import type { Given, TypeRow } from './row.js';
import { limitChecks, limitHelpers } from './told-limits.js';

type Decimal = Extract<FieldType, { kind: 'decimal' }>;

const EXACT_DIGITS = 15;
const MOST_OF_MYSQL = { precision: 65, scale: 30 };

/** With more places after the point Python writes small numbers with an exponent: 0E-8. */
const MOST_PLAIN = 6;

/** Whether the column keeps a string on SQLite. */
const isText = ({ context, type }: Given<Decimal>): boolean => type.precision > EXACT_DIGITS && mayRunSqlite(context);

const DIGITS_ONLY = py`${pydantic.PlainSerializer}(lambda value: f"{value:f}", when_used="json")`;

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
  refusedOnMySql: ({ type }) =>
    type.kind === 'decimal' && (type.precision > MOST_OF_MYSQL.precision || type.scale > MOST_OF_MYSQL.scale)
      ? `has more digits than MySQL keeps, which are ${MOST_OF_MYSQL.precision}, ${MOST_OF_MYSQL.scale} of them after the point`
      : undefined,
  isRuledAlone: true,
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
    const told = limitChecks(given as Given, literal);
    const bounds = told.length > 0 ? [] : boundRules(given as Given, isPlain ? plainly : literal);
    return {
      type: library.Decimal,
      rules: isPlain ? [...bounds, ...digits] : [...digits, ...bounds],
      also: [...told, isText(given) && py`${pydantic.PlainSerializer}(lambda value: f"{value:.${scale}f}")`],
    };
  },
  output: ({ context, type }) =>
    type.scale > MOST_PLAIN && context.conventions.pydantic === 2
      ? annotated(context, library.Decimal, DIGITS_ONLY)
      : undefined,
  // What SQLite keeps as a string is given as one; PostgreSQL reads both.
  inColumn: (given, text) => (isText(given) ? pythonString(text) : undefined),
  helpers: (given) => limitHelpers(given as Given),
  literal,
  server: (text, given) => (isText(given) ? pythonString(text) : py`${sqlalchemy.text}(${pythonString(text)})`),
  compared: (column, given) => {
    const { precision, scale } = given.type;
    return isText(given) ? `CAST(${column} AS NUMERIC(${precision}, ${scale}))` : column;
  },
  sql: (text) => text,
  isLostInTests: (context, value) => !mayRunSqlite(context) && value.replace(/\D/g, '').length > EXACT_DIGITS,
  shown: pythonString,
  kept: (text, given) =>
    isText(given as Given<Decimal>) ? pythonString(text) : py`${library.Decimal}(${pythonString(text)})`,
  numbered: (field) => fromZero(field, 'str(number)', 'str(number + 1)'),
};
