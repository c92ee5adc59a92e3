/** The columns of a model that people have written, as words of the field language: what can be read of them. */
import type { Project } from '../project/project.js';
import { childOf, type PythonNode, walk } from '../python/syntax.js';
import { columnsIn, type MappedTable, type ModelColumn, nameInDatabase } from './mapped-models.js';
import { annotatedFields } from './schema-classes.js';
import { defaultIn, docIn, lengthIn, rulesIn } from './written-rules.js';
import { writtenType } from './written-types.js';

/** A class of the schemas by what it is for. */
export type SchemaRoles = {
  readonly sent: readonly string[];
  readonly read: readonly string[];
  readonly filters: string;
  readonly sort: string;
};

export type WrittenField = {
  readonly name: string;
  readonly node: PythonNode;
  readonly path: string;
  /** The type, and behind it the modifiers that can be read; the first is the surest. */
  readonly type: string;
  readonly modifiers: readonly string[];
};

/** The columns that schemas or the model's own class have, without the key. */
export function writtenFields(
  model: MappedTable,
  all: readonly MappedTable[],
  project: Project,
  schemas: PythonNode | undefined,
  roles: SchemaRoles,
  code: string,
): readonly WrittenField[] {
  const { table } = model;
  const classes = new Map(schemas === undefined ? [] : classesIn(schemas));
  const columns = columnsIn(table, project).filter(({ column }) => !column.isPrimaryKey);
  const fieldsOf = (names: readonly string[]): ReadonlySet<string> =>
    new Set(names.flatMap((name) => attributes(classes.get(name))));
  const [sent, read] = [fieldsOf(roles.sent), fieldsOf(roles.read)];
  const [filters, orders] = [fieldsOf([roles.filters]), fieldsOf([roles.sort])];
  // One file may have the schemas of all models.
  const ours = withBases(classes, [...roles.sent, ...roles.read]);
  const own = ours.length > 0 ? ours : [...classes.values()];
  return columns.flatMap((column) => {
    const { name, node, module } = column;
    const isSent = sent.has(name);
    const isRead = read.has(name);
    // What no schema has is the model's own affair, as is what it inherits.
    if ((!isSent && !isRead && classes.size > 0) || module.path !== table.module.path) return [];
    const told = schemas === undefined ? '' : toldOf(schemas, own, name);
    const { type, isReference } = writtenType(column, all, told);
    const given = defaultIn(node.text);
    const searched = new RegExp(`\\b${table.name}\\.${name}\\)?\\.icontains\\(`).test(code);
    const modifiers = [
      ...(column.column.mayBeNull ? ['optional'] : []),
      ...(isUnique(column, table.node) ? ['unique'] : []),
      ...(/\bindex\s*=\s*True\b/.test(node.text) && !isReference ? ['index'] : []),
      ...(isSent || classes.size === 0 ? [] : ['readonly']),
      ...(isRead || classes.size === 0 ? [] : ['writeonly']),
      ...(filters.has(name) ? ['filter'] : []),
      ...(orders.has(name) ? ['sort'] : []),
      ...(searched ? ['search'] : []),
      ...(isReference ? ondeleteOf(node.text) : []),
      ...(isReference && read.has(name.replace(/_id$/, '')) ? ['embed'] : []),
      ...hashIn(code, name),
      ...given,
      // What a key may be is said by what it refers to.
      ...rulesIn(told).filter((rule) => !isReference || rule.startsWith('alias=')),
      ...lengthIn(told, type, given.includes('default=')),
      ...docIn(node.text),
      ...(nameInDatabase(column) === name || isReference ? [] : [`column=${nameInDatabase(column)}`]),
    ];
    return [{ name: isReference ? name.replace(/_id$/, '') : name, node, path: module.path, type, modifiers }];
  });
}

/** The function that makes of what was sent what is stored, as this generator writes it. */
function hashIn(code: string, name: string): readonly string[] {
  const called = new RegExp(`\\{\\s*["']${name}["']:\\s*(?:await )?(\\w+)\\(\\w+\\.${name}\\)`).exec(code)?.[1];
  return called === undefined ? [] : [`hash=${called}`];
}

/** What becomes of the record when the one that it refers to is deleted. */
function ondeleteOf(text: string): readonly string[] {
  const words = /\bondelete\s*=\s*["']([A-Za-z ]+)["']/.exec(text)?.[1];
  return words === undefined ? [] : [`ondelete=${words.replaceAll(' ', '').toLowerCase()}`];
}

function* classesIn(root: PythonNode): Generator<readonly [string, PythonNode]> {
  for (const node of root.named) {
    const definition = node.type === 'decorated_definition' ? childOf(node, 'definition') : node;
    const name = definition?.type === 'class_definition' ? childOf(definition, 'name')?.text : undefined;
    if (definition !== undefined && name !== undefined) yield [name, definition];
  }
}

/** The attributes of some classes, each in its order. */
export function sentNames(schemas: PythonNode | undefined, names: readonly string[]): readonly (readonly string[])[] {
  const classes = new Map(schemas === undefined ? [] : classesIn(schemas));
  return names.map((name) => attributes(classes.get(name)));
}

function attributes(node: PythonNode | undefined): readonly string[] {
  return (node === undefined ? [] : (childOf(node, 'body')?.named ?? [])).flatMap((statement) => {
    const inner = statement.named[0];
    return inner?.type === 'assignment' ? (childOf(inner, 'left')?.text ?? []) : [];
  });
}

/** Those of these names, and the classes of the file that they extend. */
function withBases(classes: ReadonlyMap<string, PythonNode>, names: readonly string[]): readonly PythonNode[] {
  const found = new Set<PythonNode>();
  const left = [...names];
  for (let name = left.pop(); name !== undefined; name = left.pop()) {
    const node = classes.get(name);
    if (node === undefined || found.has(node)) continue;
    found.add(node);
    left.push(...(childOf(node, 'superclasses')?.named ?? []).map(({ text }) => text));
  }
  return [...found];
}

/** Everything that these schemas of a file say of a field, with the types that it names. */
function toldOf(schemas: PythonNode, own: readonly PythonNode[], name: string): string {
  const texts: string[] = [];
  for (const node of own) {
    for (const field of annotatedFields(node).filter((each) => each.name === name)) {
      texts.push(`${field.annotation.text} = ${field.value?.text ?? ''}`);
      for (const each of walk(field.annotation)) {
        if (each.type === 'identifier') texts.push(aliasIn(schemas, each.text));
      }
    }
  }
  return texts.join('\n');
}

function aliasIn(schemas: PythonNode, name: string): string {
  for (const { named } of schemas.named) {
    const [inner] = named;
    if (inner?.type === 'assignment' && childOf(inner, 'left')?.text === name)
      return childOf(inner, 'right')?.text ?? '';
  }
  return '';
}

/** Whether a column is unique by itself, in its own definition or in a constraint of its table. */
export function isUnique({ node, name }: Pick<ModelColumn, 'node' | 'name'>, definition: PythonNode): boolean {
  if (/\bunique\s*=\s*True\b/.test(node.text)) return true;
  return new RegExp(`UniqueConstraint\\(\\s*["']${name}["']\\s*(?:\\)|,\\s*(?:name\\s*=|\\)))`).test(definition.text);
}

/** The attributes of columns that are unique together, in the order of the constraints. */
export const uniqueTogether = (model: MappedTable, project: Project): readonly (readonly string[])[] =>
  together(model, project, /\bUniqueConstraint\(([^()]*)\)/g);

/** The attributes of columns that share an index, whose name comes before them. */
export const indexedTogether = (model: MappedTable, project: Project): readonly (readonly string[])[] =>
  together(model, project, /\bIndex\(\s*(?:["'][^"']*["']|None)\s*,([^()]*)\)/g);

function together({ table }: MappedTable, project: Project, pattern: RegExp): readonly (readonly string[])[] {
  const attributes = new Map(columnsIn(table, project).map((column) => [nameInDatabase(column), column.name]));
  return [...table.node.text.matchAll(pattern)].flatMap(([, given = '']) => {
    const columns = given.replaceAll(/\w+\s*=\s*["'][^"']*["']/g, '').matchAll(/["'](\w+)["']/g);
    const names = [...columns].map(([, name = '']) => attributes.get(name) ?? name);
    return names.length > 1 ? [names] : [];
  });
}
