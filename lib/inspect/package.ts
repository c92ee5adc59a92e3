/** One package of a backend as it is inspected. */
import type { Role } from '../backend/features.js';
import { columnsIn, type MappedTable, type ModelColumn, referredBy } from '../framework/mapped-models.js';
import type { Project } from '../project/project.js';
import type { Style } from '../style/style-values.js';
import type { Host } from '../wiring/host.js';

export type InspectedField = {
  readonly name: string;
  /** As it is written in the class. */
  readonly type: string;
  readonly isKey: boolean;
  readonly mayBeNull: boolean;
  /** `users.id` */
  readonly refersTo: string | undefined;
  readonly column: ModelColumn;
};

export type InspectedModel = {
  readonly name: string;
  readonly table: string | undefined;
  readonly path: string;
  readonly line: number;
  readonly fields: readonly InspectedField[];
};

export type InspectedPackage = {
  readonly name: string;
  readonly folder: string;
  readonly isBlueprint: boolean;
  /** The lines that include its routers. */
  readonly registered: readonly { readonly path: string; readonly line: number }[];
  /** The backend looks for routers itself. */
  readonly isDiscovered: boolean;
  /** The backend with this package as its blueprint; nothing where it cannot be one. */
  readonly host: Host | undefined;
  /** How it is written; nothing where that cannot be read. */
  readonly conventions: Style | undefined;
  readonly models: readonly InspectedModel[];
  readonly tables: readonly MappedTable[];
  readonly files: (role: Role) => readonly string[];
};

export function inspectedModel({ table, databaseName }: MappedTable, project: Project): InspectedModel {
  const { module, name, node } = table;
  const fields = columnsIn(table, project).map((column): InspectedField => {
    const { isPrimaryKey, mayBeNull, type } = column.column;
    const refersTo = referredBy(column)?.to;
    return { name: column.name, type, isKey: isPrimaryKey, mayBeNull, refersTo, column };
  });
  return { name, table: databaseName, path: module.path, line: node.line, fields };
}
