/** Why MySQL cannot keep a model: a field that it has not, rows or indexes that would be too long for it. */
import { columnName } from '../package/context.js';
import { runsMySql } from '../package/databases.js';
import { rowOf } from '../package/types/table.js';
import type { Refusal } from '../refusal.js';
import { type Field, maxLength } from '../request/fields.js';
import type { ModelSpec } from '../request/model.js';
import type { Style } from '../style/style-values.js';

/** A row has 65,535 bytes and a key 3,072, without what is kept elsewhere; a character takes up to four. */
const MOST = { row: 16_000, key: 768 };

export function mysqlProblem(conventions: Style, { name, fields, settings }: ModelSpec): Refusal | undefined {
  if (!runsMySql({ conventions })) return undefined;
  for (const field of fields) {
    // What an enum class of the backend is, is not known here; it is kept as a string.
    const what = field.type.kind === 'enum.class' ? undefined : rowOf(field.type).refusedOnMySql?.(field);
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
  const long = groups.find((group) => group.some(({ type }) => isApart(type.kind)) || length(group) > MOST.key);
  if (long === undefined) return undefined;
  const reason = `MySQL cannot index ${long.map(columnName).join(' and ')} together: an index holds ${MOST.key} characters, and none of a text.`;
  return { id: 'databases-index', status: 3, reason, hint: 'Make them shorter, or leave the group out.' };
}

/** What MySQL keeps beside the row. */
const isApart = (kind: string): boolean => ['text', 'json', 'list', 'bytes'].includes(kind);

const inRow = (field: Field): number => (isApart(field.type.kind) ? 0 : (maxLength(field) ?? 0));
