/** What the types of numbers share: bounds, and values that count. */
import type { Field } from '../../request/fields.js';
import { edges } from '../../request/samples.js';
import { BOUNDS, type Bound } from '../../request/types/typed-field.js';
import { type Part, py } from '../print/code.js';
import { sqlalchemy } from '../print/symbols.js';
import { fine, type Given, type TypeRow } from './row.js';

/** The field's own bounds as arguments of `Field`; `least` and `most` are those of its column. */
export function boundRules(given: Given, literal: TypeRow['literal'], least?: string, most?: string): readonly Part[] {
  const { field } = given;
  const own = (bound: Bound): Part => {
    const text = field[bound];
    return text !== undefined && py`${bound}=${literal(given, text)}`;
  };
  const [ge, gt, le, lt] = BOUNDS.map(own);
  return [
    ge,
    gt,
    !ge && !gt && least !== undefined && `ge=${least}`,
    le,
    lt,
    !le && !lt && most !== undefined && `le=${most}`,
  ];
}

/** The expression that counts from zero, or the one that counts from one, where the field takes a hundred and one of it. */
export function fromZero(field: Field, zero: string, one: string): string | undefined {
  const [low, high] = edges(field).map((edge) => Number(JSON.parse(edge)));
  const holds = (from: number): boolean =>
    low === undefined || high === undefined || (low <= from && from + 100 <= high);
  return holds(0) ? zero : holds(1) ? one : undefined;
}

export const plainNumber: TypeRow['literal'] = (_, text) => text;

export function integer(bits: number, column: Part): TypeRow {
  const range = [`-(2**${bits - 1})`, `2**${bits - 1} - 1`] as const;
  return {
    python: () => 'int',
    isPlainJson: true,
    onPydantic1: fine,
    column: () => column,
    input: (given) => ({ type: 'int', rules: boundRules(given, plainNumber, ...range) }),
    literal: plainNumber,
    server: (text) => py`${sqlalchemy.text}("${text}")`,
    sql: (text) => text,
    shown: (text) => text,
    kept: (text) => text,
    numbered: (field) => fromZero(field, 'number', 'number + 1'),
  };
}
