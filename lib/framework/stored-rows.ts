/** Rows of a host's tables that tests can store: what each model needs, with the rows that it refers to before it. */
import type { Project } from '../project/project.js';
import { childOf, type PythonNode, walk } from '../python/syntax.js';
import { leadsToDataclass, targetOf } from './base-and-session.js';
import { columnsIn, type MappedTable, type ModelColumn, referredBy } from './mapped-models.js';
import { keyKind, type Member, membersOf } from './model-members.js';
import { mappingOf, type Table } from './tables.js';

/** A value as a Python expression: text, a name, text, and so on. `number` in it is the number of the row. */
export type RowValue = {
  readonly texts: readonly string[];
  readonly names: readonly { readonly module?: string; readonly name: string; readonly local?: string }[];
};

/** A row of a model: where its class is defined, and what it is made with. */
export type StoredRow = {
  readonly module: string;
  readonly name: string;
  readonly values: readonly (readonly [attribute: string, value: RowValue])[];
  /** What of them is set once the row is made, as a dataclass is not made with it. */
  readonly later: readonly string[];
};

/**
 * The rows to store so that there is one of the model, its own last; else what is in the way. Of what may be null `shown`
 * has a value, where one is known.
 */
export function rowsOf(
  model: MappedTable,
  all: readonly MappedTable[],
  project: Project,
  shown: ReadonlySet<string> = new Set(),
  above: readonly MappedTable[] = [],
): readonly StoredRow[] | string {
  const { module, name } = model.table;
  if (above.includes(model)) return `${name} needs a row of itself`;
  const special = specialOf(model, project);
  if (special !== undefined) return special;
  const needed: StoredRow[] = [];
  const values: (readonly [string, RowValue])[] = [];
  const later: string[] = [];
  const isDataclass = isDataclassTable(model.table, project);
  for (const column of columnsIn(model.table, project)) {
    const isTaken = isDataclass && isNeededByInit(column);
    const isNeeded = column.column.isPrimaryKey || column.column.isRequired || isTaken;
    const isShown = shown.has(column.name) && !/default/.test(column.node.text) && referredBy(column) === undefined;
    if (!isNeeded && !isShown) continue;
    if (isDataclass && isLeftOut(column)) later.push(column.name);
    const referred = referredBy(column);
    const parent = referred && parentOf(column, all, project);
    if (referred !== undefined && parent === undefined) return `${name}.${column.name} refers to ${referred.to}`;
    const rows = parent === undefined ? [] : rowsOf(parent, all, project, undefined, [...above, model]);
    if (typeof rows === 'string') return rows;
    needed.push(...rows.filter((row) => !needed.some((each) => isSame(each, row))));
    const value = valueFor(column, parent, project);
    if (value === undefined && !isNeeded) continue;
    if (value === undefined) return `no value is known for ${name}.${column.name}`;
    values.push([column.name, value]);
  }
  return [...needed, { module: module.module, name, values, later }];
}

const isSame = (one: StoredRow, other: StoredRow): boolean => one.module === other.module && one.name === other.name;

/** A class that is not made from the values of its columns. */
function specialOf({ table }: MappedTable, project: Project): string | undefined {
  const { module, name, node } = table;
  const members = membersOf({ module, name, node, rest: [], via: [] }, project);
  const taken = members.find((each) => /\brelationship\(/.test(each.node.text) && isNeededByInit(each));
  if (taken !== undefined && isDataclassTable(table, project)) return `${name} is made with ${taken.name}`;
  const own = members.find((each) => each.name === '__init__');
  return own === undefined || handsOn(own.node) ? undefined : `${name} has an __init__ of its own`;
}

/** `def __init__(self, **kwargs)` that fills in what is not said and gives all of it to the class above. */
function handsOn(node: PythonNode): boolean {
  const [, all] = /^\(\s*self,\s*\*\*(\w+)(?:\s*:[^,]+)?,?\s*\)$/.exec(childOf(node, 'parameters')?.text ?? '') ?? [];
  const body = childOf(node, 'body')?.text ?? '';
  if (all === undefined || /\braise\b/.test(body)) return false;
  const isRead = new RegExp(`\\b${all}\\[[^\\]]*\\](?!\\s*=[^=])`).test(body);
  const isAsked = new RegExp(`\\bin ${all}\\b`).test(body);
  return new RegExp(`\\bsuper\\(\\).__init__\\(\\*\\*${all}\\)`).test(body) && (!isRead || isAsked);
}

export function isDataclassTable({ module, name, node }: Table, project: Project): boolean {
  const definition = { module, name, node, rest: [], via: [] };
  return mappingOf(node)?.isDataclass === true || leadsToDataclass(definition, project) !== undefined;
}

const isLeftOut = ({ node }: Member): boolean => /\binit\s*=\s*False\b/.test(node.text);

const isNeededByInit = (member: Member): boolean =>
  !isLeftOut(member) && !/\b(?:default|default_factory)\s*=/.test(member.node.text);

/** The model that a column refers to. */
export function parentOf(column: ModelColumn, all: readonly MappedTable[], project: Project): MappedTable | undefined {
  const referred = referredBy(column);
  if (referred === undefined) return undefined;
  const parts = referred.to.split('.');
  if (!referred.isClass) return all.find(({ databaseName, table }) => databaseName === parts.at(-2) && table.isClass);
  const [first = ''] = parts;
  const node = [...walk(column.node)].find(({ type, text }) => type === 'identifier' && text === first);
  const definition = node && project.define(targetOf(column.module, node) ?? '');
  return all.find(({ table }) => table.node === definition?.node);
}

const text = (value: string): RowValue => ({ texts: [value], names: [] });
const made = (module: string, name: string, after: string): RowValue => ({
  texts: ['', after],
  names: [{ module, name }],
});

function valueFor(column: ModelColumn, parent: MappedTable | undefined, project: Project): RowValue | undefined {
  const key = parent && columnsIn(parent.table, project).find((each) => each.column.isPrimaryKey);
  if (key !== undefined) return keyValue(key);
  if (column.column.isPrimaryKey) return keyValue(column);
  if (/^(?:is_)?(?:soft_)?(?:deleted|removed)$/.test(column.name) && /bool/i.test(typeOf(column))) return text('False');
  return enumValue(column, project) ?? VALUES.find(([pattern]) => pattern.test(typeOf(column)))?.[1](column);
}

const typeOf = ({ column, name }: ModelColumn): string => (column.type === '' ? name : column.type);

/** SQLite takes digits alone for a number. */
const numberedUuid = (): RowValue => made('uuid', 'UUID', '(f"a0000000-0000-4000-8000-{number:012}")');

function keyValue(column: ModelColumn): RowValue | undefined {
  const kind = keyKind(column);
  if (kind === 'uuid') return numberedUuid();
  return kind === undefined ? undefined : text(kind === 'str' ? 'str(number)' : 'number');
}

/** The first that fits the type as it is written. */
const VALUES: readonly (readonly [RegExp, (column: ModelColumn) => RowValue])[] = [
  [/uuid|guid/i, numberedUuid],
  [/\b(?:list|List|ARRAY)\b/, () => text('[]')],
  [/\bdict|\bDict|JSON/, () => text('{}')],
  [/\b(?:timedelta|Interval)\b/, () => made('datetime', 'timedelta', '(days=number)')],
  [/datetime|TIMESTAMP/i, () => made('datetime', 'datetime', '.fromisoformat("2024-01-31T08:00:00+00:00")')],
  [/\bdate\b/i, () => made('datetime', 'date', '(2024, 1, number)')],
  [/\btime\b/i, () => made('datetime', 'time', '(number)')],
  [/\bbool(?:ean)?\b/i, () => text('True')],
  [/\bbytes\b|Binary|BLOB/, () => text('b"x"')],
  [/decimal|numeric|float|double|real|money/i, () => text('number')],
  [/\b(?:int|\w*Integer|INT|BIGINT|SMALLINT|BigInt)\b/, () => text('number')],
  [/\bEnum\(\s*["']/, ({ node }) => text(/\bEnum\(\s*(["'][^"']*["'])/.exec(node.text)?.[1] ?? '""')],
  [/str\b|String|Text|Unicode|CHAR|Email|Url/i, textValue],
];

function textValue({ name, node }: ModelColumn): RowValue {
  const most = Number(/\b(?:String|Unicode|VARCHAR|CHAR)\(\s*(?:length\s*=\s*)?(\d+)/.exec(node.text)?.[1] ?? 255);
  if (/e?mail/.test(name) && most > 20) return text('f"user{number}@example.com"');
  const words = name.replaceAll('_', ' ').trim();
  return text(words.length + 3 > most ? 'str(number)' : `f"${words} {number}"`);
}

/** The first member of the enum class that the type names. */
function enumValue({ node, module }: ModelColumn, project: Project): RowValue | undefined {
  for (const each of walk(node)) {
    const target = each.type === 'identifier' ? targetOf(module, each) : undefined;
    const found = target === undefined ? undefined : project.define(target);
    if (found?.node.type !== 'class_definition' || !isEnum(found.node)) continue;
    const member = firstMember(found.node);
    return member === undefined ? undefined : made(found.module.module, found.name ?? '', `.${member}`);
  }
  return undefined;
}

const isEnum = (node: PythonNode): boolean => /\b\w*Enum\b/.test(childOf(node, 'superclasses')?.text ?? '');

function firstMember(node: PythonNode): string | undefined {
  for (const statement of childOf(node, 'body')?.named ?? []) {
    const assignment = statement.type === 'expression_statement' ? statement.named[0] : undefined;
    const name = assignment?.type === 'assignment' ? childOf(assignment, 'left')?.text : undefined;
    if (name !== undefined && !name.startsWith('_')) return name;
  }
  return undefined;
}
