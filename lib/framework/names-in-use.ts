/** Which tables a backend has, and which classes its declarative registries know: a new model may not take these names. */
import type { Project } from '../project/project.js';
import { mappedTables } from './mapped-models.js';

/** Where a name is taken, and by which class. `registry` tells classes that share one from others; nothing where it is not followed. */
export type NameInUse = {
  readonly path: string;
  readonly line: number;
  readonly registry: string | undefined;
  readonly model?: string;
};

export type NamesInUse = {
  readonly tables: ReadonlyMap<string, readonly NameInUse[]>;
  readonly classes: ReadonlyMap<string, readonly NameInUse[]>;
};

const known = new WeakMap<Project, NamesInUse>();

/** The names of every module below the root that defines tables, whatever the module is called. */
export function namesInUse(project: Project): NamesInUse {
  const found = known.get(project) ?? read(project);
  known.set(project, found);
  return found;
}

function read(project: Project): NamesInUse {
  const tables = new Map<string, NameInUse[]>();
  const classes = new Map<string, NameInUse[]>();
  for (const { table, databaseName, registry } of mappedTables(project)) {
    const model = table.isClass && table.name !== undefined ? { model: table.name } : {};
    const place = { path: table.module.path, line: table.node.line, registry, ...model };
    if (databaseName !== undefined) add(tables, databaseName, place);
    if (table.isClass) add(classes, table.name, place);
  }
  return { tables, classes };
}

function add(found: Map<string, NameInUse[]>, name: string, place: NameInUse): void {
  found.set(name, [...(found.get(name) ?? []), place]);
}
