/** The columns of a model that people have written, as words of the field language: what can be read of them. */
import type { Project } from '../project/project.js';
import { childOf, type PythonNode, walk } from '../python/syntax.js';
import { columnsIn, type MappedTable, type ModelColumn, nameInDatabase, referredBy } from './mapped-models.js';
import { annotatedFields } from './schema-classes.js';
import { defaultIn, rulesIn } from './written-rules.js';

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
  return columns.flatMap((column) => {
    const { name, node, module } = column;
    const isSent = sent.has(name);
    const isRead = read.has(name);
    // What no schema has is the model's own affair, as is what it inherits.
    if ((!isSent && !isRead && classes.size > 0) || module.path !== table.module.path) return [];
    const told = schemas === undefined ? '' : toldOf(schemas, name);
    const { type, isReference } = typeOf(column, all, told);
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
      ...defaultIn(node.text),
      // What a key may be is said by what it refers to.
      ...rulesIn(told).filter((rule) => !isReference || rule.startsWith('alias=')),
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

function attributes(node: PythonNode | undefined): readonly string[] {
  return (node === undefined ? [] : (childOf(node, 'body')?.named ?? [])).flatMap((statement) => {
    const inner = statement.named[0];
    return inner?.type === 'assignment' ? (childOf(inner, 'left')?.text ?? []) : [];
  });
}

/** Everything that the schemas say of a field, with the types that it names. */
function toldOf(schemas: PythonNode, name: string): string {
  const texts: string[] = [];
  for (const [, node] of classesIn(schemas)) {
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
export function uniqueTogether({ table }: MappedTable, project: Project): readonly (readonly string[])[] {
  const attributes = new Map(columnsIn(table, project).map((column) => [nameInDatabase(column), column.name]));
  return [...table.node.text.matchAll(/\bUniqueConstraint\(([^()]*)\)/g)].flatMap(([, given = '']) => {
    const columns = given.replaceAll(/\w+\s*=\s*["'][^"']*["']/g, '').matchAll(/["'](\w+)["']/g);
    const names = [...columns].map(([, name = '']) => attributes.get(name) ?? name);
    return names.length > 1 ? [names] : [];
  });
}

function typeOf(
  column: ModelColumn,
  all: readonly MappedTable[],
  told: string,
): { readonly type: string; readonly isReference: boolean } {
  const referred = referredBy(column);
  if (referred !== undefined && column.name.endsWith('_id')) {
    const [table] = referred.to.split('.').slice(-2);
    const target = all.find(
      (each) =>
        each.table.isClass &&
        (referred.isClass ? each.table.name === referred.to.split('.')[0] : each.databaseName === table),
    );
    if (target !== undefined) return { type: `ref.${target.table.name}`, isReference: true };
  }
  const text = `${column.column.type} ${column.node.text.replace(MADE, '')}`;
  const list = LIST.exec(text) ?? (/\bJSONB?\b/.test(text) ? LIST.exec(told) : null);
  const item = list === null ? undefined : ITEMS[list[1] ?? ''];
  if (item !== undefined) return { type: `list.${item}`, isReference: false };
  for (const [pattern, type] of TYPES) {
    const match = pattern.exec(text);
    if (match !== null) return { type: type(match, told), isReference: false };
  }
  return { type: 'str', isReference: false };
}

type Read = (match: RegExpExecArray, told: string) => string;

/** What makes a value says nothing of its type: `default=lambda: datetime.now(UTC).date()`. */
const MADE = /\b(?:default|default_factory|onupdate|server_default)\s*=\s*(?:lambda\b[^,]*|[\w.]+(?:\([^()]*\))*)/g;

/** A list in an annotation: of the column, or of the schemas where the column only says that it is JSON. */
const LIST = /\b[Ll]ist\[(?:Annotated\[)?(?:\w+\.)?(\w+)/;

const ITEMS: Readonly<Record<string, string>> = {
  ...{ str: 'str', int: 'int', bool: 'bool', float: 'float', Decimal: 'decimal', FiniteFloat: 'float' },
  ...{
    date: 'date',
    datetime: 'datetime',
    AwareDatetime: 'datetime',
    time: 'time',
    timedelta: 'timedelta',
    UUID: 'uuid',
  },
};

const TYPES: readonly (readonly [RegExp, Read])[] = [
  [/\bEnum\(\s*(?:\w+\.)*([A-Z]\w*)/, ([, name]) => `enum.${name}`],
  [/\b(?:JSONB?|dict|Dict)\b/, () => 'json'],
  [/\b(?:LargeBinary|bytes|BYTEA)\b/, () => 'bytes'],
  [/\b(?:Interval|timedelta)\b/, () => 'timedelta'],
  [
    /\b(?:DateTime|TIMESTAMP|datetime|Utc\w*)\b/,
    ({ input }) => (/timezone\s*=\s*True|Utc\w*|DateTime\(True/.test(input) ? 'datetime' : 'datetime.naive'),
  ],
  [/\b(?:Date|date)\b/, () => 'date'],
  [/\b(?:Time|time)\b/, () => 'time'],
  [/\b(?:Boolean|bool)\b/, () => 'bool'],
  [/\b(?:Uuid|UUID|GUID)\b/, () => 'uuid'],
  [
    /\b(?:Numeric|DECIMAL|NUMERIC)\(\s*(?:precision\s*=\s*)?(\d+)\s*,\s*(?:scale\s*=\s*)?(\d+)/,
    ([, all, places]) => `decimal.${all}.${places}`,
  ],
  [/\bmax_digits\s*=\s*(\d+).*\bdecimal_places\s*=\s*(\d+)/, ([, all, places]) => `decimal.${all}.${places}`],
  [/\b(?:Numeric|Decimal)\b/, () => 'decimal'],
  [/\b(?:Float|Double|float|REAL)\b/, () => 'float'],
  [/\bBig(?:Integer|Int)\b|\bBIGINT\b/, () => 'bigint'],
  [/\bSmallInteger\b|\bSMALLINT\b/, () => 'smallint'],
  [/\b(?:Integer|int|INTEGER)\b/, () => 'int'],
  [/\bText\b/, () => 'text'],
  [/\b(?:String|Unicode|VARCHAR|AutoString)\(\s*(?:length\s*=\s*)?(\d+)/, ([, most], told) => textType(told, most)],
  [/\bmax_length\s*=\s*(\d+)/, ([, most], told) => textType(told, most)],
  [/\b(?:str|String)\b/, (_, told) => textType(told, undefined)],
];

function textType(told: string, most: string | undefined): string {
  if (/\bEmailStr\b/.test(told)) return 'email';
  if (/\b(?:Any)?(?:Http)?Url\b|canonical_url/.test(told)) return 'url';
  if (/\[a-z0-9\]\+\(\?:-/.test(told)) return 'slug';
  if (/\brepr\s*=\s*False\b/.test(told)) {
    // A hash is as long as its function makes it, and longer than what is sent.
    const lengths = [...told.matchAll(/\bmax_length\s*=\s*(\d+)/g)].map(([, length]) => Number(length));
    return `secret.${lengths.length > 0 ? Math.min(...lengths) : (most ?? 255)}`;
  }
  return most === undefined ? 'str' : `str.${most}`;
}
