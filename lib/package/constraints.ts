/** The constraints of a table: the database's own words for what the schemas check too. */
import { pythonString } from '../naming/names.js';
import type { ModelSpec } from '../request/model.js';
import type { FieldGroup } from '../request/settings.js';
import { BOUNDS } from '../request/types/typed-field.js';
import { constraintName, isUniqueInColumn } from './constraint-names.js';
import { type Context, columnName } from './context.js';
import { runsMySql } from './databases.js';
import { join, type Part, py } from './print/code.js';
import { sqlalchemy } from './print/symbols.js';
import { RESERVED_MYSQL, RESERVED_SQL } from './sql-words.js';
import type { Typed } from './types/table.js';

/** What `__table_args__` says of fields together. */
export function groupConstraints(context: Context, model: ModelSpec): readonly Part[] {
  const columnsOf = (group: FieldGroup): readonly string[] =>
    group.map((name) => columnName(model.fields.find((field) => field.name === name) ?? { name }));
  const uniques = model.settings.uniques.map((group) => {
    const columns = columnsOf(group);
    const named = py`name=${pythonString(constraintName(context, model, 'uq', ...columns))}`;
    return py`${sqlalchemy.UniqueConstraint}(${join(', ', [...columns.map(pythonString), named])})`;
  });
  const indexes = model.settings.indexes.map((group) => {
    const columns = columnsOf(group);
    const name = pythonString(constraintName(context, model, 'ix', ...columns));
    return py`${sqlalchemy.Index}(${join(', ', [name, ...columns.map(pythonString)])})`;
  });
  return [...uniques, ...indexes];
}

/** A column in the text of a CHECK. MySQL takes what stands in quotes for a string; SQLite reads both. */
function inCheck(context: Context, column: string): string {
  const isReserved = RESERVED_SQL.has(column) || (runsMySql(context) && RESERVED_MYSQL.has(column));
  if (!isReserved && /^[a-z_][a-z0-9_]*$/.test(column)) return column;
  return runsMySql(context) ? `\`${column}\`` : `"${column}"`;
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
  const quoted = inCheck(context, column);
  const checks = BOUNDS.map((bound) => {
    const value = field[bound];
    if (value === undefined || row.sql === undefined) return undefined;
    const condition = `${row.compared?.(quoted, given) ?? quoted} ${operators[bound]} ${row.sql(value)}`;
    const text = condition.includes('"') ? `'${condition.replaceAll("'", "\\'")}'` : pythonString(condition);
    return py`${sqlalchemy.CheckConstraint}(${text}, name=${pythonString(constraintName(context, model, 'ck', column, bound))})`;
  });
  return [unique, ...checks].filter(Boolean);
}
