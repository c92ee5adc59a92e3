/** The classes of a backend that are mapped to tables: their tables, their registries, their members. */
import type { Definition } from '../project/module.js';
import type { Project } from '../project/project.js';
import { withoutParameters } from '../python/find.js';
import { childOf, type PythonNode } from '../python/syntax.js';
import { isDeclarative, registryOfClass, targetOf } from './base-and-session.js';
import { type Column, type Member, membersOf } from './model-members.js';
import { databaseName, type Table, tablesIn } from './tables.js';

/** A table with its name in the database, where that is known; `registry` tells classes that share one from others. */
export type MappedTable = {
  readonly table: Table;
  readonly databaseName: string | undefined;
  readonly registry: string | undefined;
};

/** The tables of every module below the root, whatever the module is called. */
export function mappedTables(project: Project): readonly MappedTable[] {
  const modules = [...project.below(project.root)].sort().flatMap((path) => project.at(path) ?? []);
  return modules.flatMap((module) => tablesIn(module).map((table) => mapped(table, project)));
}

/** What a table inherits is looked up when somebody asks: most are only asked for their names. */
function mapped(table: Table, project: Project): MappedTable {
  let found: readonly Definition[] | undefined;
  const inherited = (): readonly Definition[] => {
    found ??= inheritedBy(table, project);
    return found;
  };
  return {
    table,
    get databaseName() {
      const nodes = inherited().map(({ node }) => node);
      return databaseName(table, nodes);
    },
    get registry() {
      const declarative = inherited().findLast((each) => isDeclarative(each, project));
      return declarative && registryName(declarative);
    },
  };
}

/** The registry of the classes that inherit from a base of the host. */
export function registryOf(dotted: string, project: Project): string | undefined {
  const base = project.define(dotted);
  if (base === undefined) return undefined;
  const chain = [base, ...ancestorsOf(base, project, 0)];
  const declarative = chain.findLast((each) => isDeclarative(each, project));
  return declarative && registryName(declarative);
}

/** The nearest class, from a base of the host up, that gives its models no key: a base of the registry all the same. */
export function baseWithoutKey(
  dotted: string,
  project: Project,
): { readonly module: string; readonly name: string } | undefined {
  const base = project.define(dotted);
  if (base === undefined) return undefined;
  const isBase = (each: Definition): boolean =>
    [each, ...ancestorsOf(each, project, 0)].some((above) => isDeclarative(above, project));
  const hasKey = (each: Definition): boolean => membersOf(each, project).some(({ column }) => column?.isPrimaryKey);
  const found = [base, ...ancestorsOf(base, project, 0)].find((each) => isBase(each) && !hasKey(each));
  return found?.name === undefined ? undefined : { module: found.module.module, name: found.name };
}

const registryName = ({ module, name }: Definition): string => `${module.path} ${name ?? ''}`;

/** The classes of the host that a table's class inherits from, the nearest first. */
export function inheritedBy({ module, name, node, isClass }: Table, project: Project): readonly Definition[] {
  return isClass ? ancestorsOf({ module, name, node, rest: [], via: [] }, project, 0) : [];
}

const DEEPEST = 8;

/** The classes of the host that a class inherits from, the nearest first. */
function ancestorsOf({ module, node }: Definition, project: Project, depth: number): readonly Definition[] {
  if (depth > DEEPEST || node.type !== 'class_definition') return [];
  const mapped = registryOfClass(module, node, project);
  const named = (childOf(node, 'superclasses')?.named ?? []).flatMap((base) => definitionOf(module, base, project));
  const bases = mapped === undefined ? named : [...named, mapped];
  return [...bases, ...bases.flatMap((base) => ancestorsOf(base, project, depth + 1))];
}

function definitionOf(module: Definition['module'], base: PythonNode, project: Project): readonly Definition[] {
  const dotted = base.type === 'keyword_argument' ? undefined : targetOf(module, withoutParameters(base));
  const definition = dotted === undefined ? undefined : project.define(dotted);
  return definition === undefined ? [] : [definition];
}

/** A member of a model that is a column. */
export type ModelColumn = Member & { readonly column: Column };

/** The columns of a model, those that it inherits among them; of one name the nearest. */
export function columnsIn({ module, name, node }: Table, project: Project): readonly ModelColumn[] {
  const members = new Map<string, Member>();
  for (const each of membersOf({ module, name, node, rest: [], via: [] }, project)) {
    if (!members.has(each.name)) members.set(each.name, each);
  }
  return [...members.values()].flatMap((each) => (each.column === undefined ? [] : [{ ...each, column: each.column }]));
}

/** What a column is called in the database. */
export function nameInDatabase({ name, node }: ModelColumn): string {
  return /\b(?:mapped_column|Column)\(\s*(?:name\s*=\s*)?["'](\w+)["']\s*[,)]/.exec(node.text)?.[1] ?? name;
}

/** The table and the column that a column refers to: `users.id`; of a class the name of its attribute. */
export function referredBy({ node }: ModelColumn): { readonly to: string; readonly isClass: boolean } | undefined {
  const text = /\b(?:ForeignKey\(\s*|foreign_key\s*=\s*)["']([\w.]+)["']/.exec(node.text)?.[1];
  if (text !== undefined) return { to: text, isClass: false };
  const attribute = /\bForeignKey\(\s*(\w+(?:\.\w+)+)/.exec(node.text)?.[1];
  return attribute === undefined ? undefined : { to: attribute, isClass: true };
}
