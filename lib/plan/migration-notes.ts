/** What the migration of new fields does, and what Alembic does not know of it by itself. */
import { relative } from 'node:path';
import { alembicEnvironments, projectFolders } from '../framework/migrations.js';
import { columnName } from '../package/context.js';
import { writtenLinksOf } from '../package/links.js';
import type { HostFiles } from '../project/files.js';
import { topOf } from '../project/project-root.js';
import { type Field, isChoice, isMany, listWord } from '../request/fields.js';
import type { Host } from '../wiring/host.js';
import type { Change } from './plan.js';

/** Fields that are no rows of another table. */
export const inColumns = (fields: readonly Field[]): readonly Field[] => fields.filter(({ type }) => !isMany(type));

export function migrationNotes(
  files: HostFiles,
  host: Host,
  table: string,
  missing: readonly Field[],
  changes: readonly Change[],
): readonly string[] {
  const made = writtenLinksOf({ fields: missing }).map(({ to }) => to.link.table);
  const tables = made.map((each) => `A migration makes the table ${each}.`);
  const columns = inColumns(missing);
  if (columns.length === 0) return tables;
  return [
    ...tables,
    `Where the table ${table} exists, a migration adds ${columns.map(columnName).join(' and ')} to it.`,
    ...alembicNotes(files, host, columns, changes),
  ];
}

function alembicNotes(
  files: HostFiles,
  host: Host,
  columns: readonly Field[],
  changes: readonly Change[],
): readonly string[] {
  const folders = projectFolders(topOf(files, host.root), host.app.path);
  const environments = alembicEnvironments(host.code, folders, host.project).run;
  const where = (setting: string): string | undefined => {
    const pattern = new RegExp(`\\b${setting}["']?\\s*[=:]\\s*True\\b`);
    const found = environments.find((path) => pattern.test(host.code.at(path)?.source ?? ''));
    return found && relative(host.root, found);
  };
  const isWritten = (text: string): boolean => changes.some(({ after }) => after?.includes(text));
  const checked = columns.filter((field) => isChoice(field) && isWritten('create_constraint=True'));
  const listed = columns.filter(({ type, default: given }) => listWord(type) !== undefined && given !== undefined);
  const [batch, compared] = [where('render_as_batch'), where('compare_server_default')];
  return [
    ...(batch === undefined
      ? []
      : checked.map(
          (field) =>
            `${batch} renders batches: on SQLite the downgrade drops the CHECK of ${columnName(field)} before the column, by the name of its sa.Enum: batch_op.drop_constraint(NAME, type_="check").`,
        )),
    ...(compared === undefined
      ? []
      : listed.map(
          (field) =>
            `${compared} compares defaults, and PostgreSQL cannot compare the JSON of ${columnName(field)}: a function that answers False for columns of JSON goes in the place of True.`,
        )),
  ];
}
