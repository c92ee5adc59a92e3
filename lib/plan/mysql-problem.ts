/** Why MySQL cannot keep a model: a field that it has not, rows or indexes that would be too long for it. */
import { columnName } from '../package/context.js';
import { runsMySql } from '../package/databases.js';
import { rowOf } from '../package/types/table.js';
import type { Refusal } from '../refusal.js';
import { type Field, maxLength, namedEnumClass } from '../request/fields.js';
import type { ModelSpec } from '../request/model.js';
import type { Style } from '../style/style-values.js';

/** A row has 65,535 bytes and a key 3,072, without what is kept elsewhere; a character takes up to four. */
const MOST = { row: 16_000, key: 768 };

export function mysqlProblem(conventions: Style, { name, fields, settings }: ModelSpec): Refusal | undefined {
  if (!runsMySql({ conventions })) return undefined;
  for (const field of fields) {
    const what = problemOf(field);
    if (what === undefined) continue;
    const hint =
      'If the backend does not run on MySQL, pin it in pyproject.toml: databases = ["postgresql"] below [tool.backend-package].';
    return { id: 'databases-field', status: 3, reason: `The field ${field.name} ${what}.`, hint };
  }
  const length = (all: readonly Field[]): number => all.reduce((sum, field) => sum + inRow(field), 0);
  if (length(fields) > MOST.row) {
    const reason = `The texts of ${name} have up to ${length(fields)} characters together; a row of MySQL holds about ${MOST.row}.`;
    return { id: 'databases-row', status: 3, reason, hint: 'Make the longest of them text.' };
  }
  const groups = [...settings.uniques, ...settings.indexes].map((group) =>
    group.flatMap((each) => fields.filter((field) => field.name === each)),
  );
  const long = groups.find((group) => group.some(isApart) || length(group) > MOST.key);
  if (long === undefined) return undefined;
  const reason = `MySQL cannot index ${long.map(columnName).join(' and ')} together: an index holds ${MOST.key} characters, and none of a text.`;
  return { id: 'databases-index', status: 3, reason, hint: 'Make them shorter, or leave the group out.' };
}

/** Whether MySQL keeps a field beside the row: what it cannot index. */
const isApart = (field: Field): boolean => problemOf({ ...field, unique: true }) !== undefined;

const inRow = (field: Field): number => (isApart(field) ? 0 : (maxLength(field) ?? 0));

/** A class of the backend that was not looked for yet is kept as its values, which are texts. */
const problemOf = (field: Field): string | undefined =>
  namedEnumClass(field.type) === undefined ? rowOf(field.type).refusedOnMySql?.(field) : undefined;
