/** Names of constraints and the text of checks: the database's own words for what the schemas check too. */
import { boundedName, pythonString } from '../naming/names.js';
import type { ModelSpec } from '../request/model.js';
import { BOUNDS } from '../request/types/typed-field.js';
import { type Context, columnName } from './context.js';
import { type Part, py } from './print/code.js';
import { sqlalchemy } from './print/symbols.js';
import { RESERVED_SQL } from './sql-words.js';
import type { Typed } from './types/table.js';

/** The name of a constraint, or the part of it that the host's naming convention completes. */
export function constraintName(
  { conventions }: Context,
  model: ModelSpec,
  kind: 'ck' | 'uq',
  ...parts: readonly string[]
): string {
  const pattern = conventions.constraintNames[kind];
  if (pattern?.includes('%(constraint_name)s')) return parts.join('_');
  return boundedName([kind, model.table, ...parts].join('_'));
}

/** Whether a column says itself that it is unique: the host's convention names the constraint, or nobody does. */
export function isUniqueInColumn({ conventions }: Context): boolean {
  const pattern = conventions.constraintNames.uq;
  // Such a convention asks for a name.
  if (pattern?.includes('%(constraint_name)s')) return false;
  return pattern !== undefined || conventions.unique !== 'constraint';
}

/** What `__table_args__` says of a field. */
export function constraintsOf({ field, row, given }: Typed): readonly Part[] {
  const { context, model } = given;
  const column = columnName(field);
  const unique =
    field.unique &&
    !isUniqueInColumn(context) &&
    py`${sqlalchemy.UniqueConstraint}(${pythonString(column)}, name=${pythonString(constraintName(context, model, 'uq', column))})`;
  const operators = { ge: '>=', gt: '>', le: '<=', lt: '<' } as const;
  const quoted = RESERVED_SQL.has(column) || !/^[a-z_][a-z0-9_]*$/.test(column) ? `"${column}"` : column;
  const checks = BOUNDS.map((bound) => {
    const value = field[bound];
    if (value === undefined || row.sql === undefined) return undefined;
    const condition = `${row.compared?.(quoted, given) ?? quoted} ${operators[bound]} ${row.sql(value)}`;
    const text = condition.includes('"') ? `'${condition.replaceAll("'", "\\'")}'` : pythonString(condition);
    return py`${sqlalchemy.CheckConstraint}(${text}, name=${pythonString(constraintName(context, model, 'ck', column, bound))})`;
  });
  return [unique, ...checks].filter(Boolean);
}
