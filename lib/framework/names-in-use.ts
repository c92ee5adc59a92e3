/** Which tables a backend has, and which classes its declarative registries know: a new model may not take these names. */
import type { Definition, Module } from '../project/module.js';
import type { Project } from '../project/project.js';
import { childOf, type PythonNode } from '../python/syntax.js';
import { isDeclarative, targetOf } from './base-and-session.js';
import { databaseName, TABLE_WORDS, type Table, tablesIn } from './tables.js';

/** Where a name is taken. `registry` tells classes that share one from others; nothing where it is not followed. */
export type NameInUse = { readonly path: string; readonly line: number; readonly registry: string | undefined };

export type NamesInUse = {
  readonly tables: ReadonlyMap<string, readonly NameInUse[]>;
  readonly classes: ReadonlyMap<string, readonly NameInUse[]>;
};

/** The names of every module below the root that defines tables, whatever the module is called. */
export function namesInUse(project: Project): NamesInUse {
  const tables = new Map<string, NameInUse[]>();
  const classes = new Map<string, NameInUse[]>();
  const paths = new Set(TABLE_WORDS.flatMap((word) => project.mentioning(project.root, word)));
  for (const path of [...paths].sort()) {
    const module = project.at(path);
    for (const table of module === undefined ? [] : tablesIn(module)) {
      const inherited = inheritedBy(table, project);
      const declarative = inherited.findLast((each) => isDeclarative(each, project));
      const place = { path, line: table.node.line, registry: declarative && keyOf(declarative) };
      const name = databaseName(
        table,
        inherited.map(({ node }) => node),
      );
      if (name !== undefined) add(tables, name, place);
      if (table.isClass) add(classes, table.name, place);
    }
  }
  return { tables, classes };
}

/** The registry of the classes that inherit from a base of the host. */
export function registryOf(dotted: string, project: Project): string | undefined {
  const base = project.define(dotted);
  if (base === undefined) return undefined;
  const chain = [base, ...ancestorsOf(base, project, 0)];
  const declarative = chain.findLast((each) => isDeclarative(each, project));
  return declarative && keyOf(declarative);
}

const keyOf = ({ module, name }: Definition): string => `${module.path} ${name ?? ''}`;

function add(found: Map<string, NameInUse[]>, name: string, place: NameInUse): void {
  found.set(name, [...(found.get(name) ?? []), place]);
}

/** The classes of the host that a table's class inherits from, the nearest first. */
export function inheritedBy({ module, name, node, isClass }: Table, project: Project): readonly Definition[] {
  return isClass ? ancestorsOf({ module, name, node, rest: [], via: [] }, project, 0) : [];
}

const DEEPEST = 8;

/** The classes of the host that a class inherits from, the nearest first. */
function ancestorsOf({ module, node }: Definition, project: Project, depth: number): readonly Definition[] {
  if (depth > DEEPEST || node.type !== 'class_definition') return [];
  const bases = (childOf(node, 'superclasses')?.named ?? []).flatMap((base) => definitionOf(module, base, project));
  return [...bases, ...bases.flatMap((base) => ancestorsOf(base, project, depth + 1))];
}

function definitionOf(module: Module, base: PythonNode, project: Project): readonly Definition[] {
  const dotted = base.type === 'keyword_argument' ? undefined : targetOf(module, base);
  const definition = dotted === undefined ? undefined : project.define(dotted);
  return definition === undefined ? [] : [definition];
}
