/** What has a table: classes of SQLAlchemy and SQLModel, and `Table(…)` objects. The only place that tells them. */
import { type Definition, type Module, ownNames } from '../project/module.js';
import { type Call, calls, dottedParts } from '../python/find.js';
import { childOf, type PythonNode, walk } from '../python/syntax.js';

/** One table: a class that is mapped to it, or a `Table(…)` object. */
export type Table = {
  readonly module: Module;
  /** The class, or the name that the object is assigned to. */
  readonly name: string;
  readonly node: PythonNode;
  readonly isClass: boolean;
};

/** The attribute of a class that names its table. */
export const TABLE_NAME = '__tablename__';

const WORDS = [
  TABLE_NAME,
  '__table__',
  'Table(',
  'table=True',
  'table = True',
  'mapped_column',
  'Mapped[',
  'Column(',
  'relationship(',
  'SQLAlchemyBase',
];

/** Words of which a text with tables has at least one. */
export const TABLE_WORDS: readonly string[] = WORDS;

export function mayHoldTables(source: string): boolean {
  return WORDS.some((word) => source.includes(word));
}

const known = new WeakMap<Module, readonly Table[]>();

/** The tables of a module, in the order of the text. */
export function tablesIn(module: Module): readonly Table[] {
  const found = known.get(module) ?? (mayHoldTables(module.source) ? read(module) : []);
  known.set(module, found);
  return found;
}

function read(module: Module): readonly Table[] {
  return [...ownNames(module)].flatMap(([name, node]): readonly Table[] => {
    const isClass = node.type === 'class_definition';
    const isThere = isClass ? hasTable(node) : tableCall(childOf(node, 'right')) !== undefined;
    return isThere ? [tableAt(module, name, isClass)] : [];
  });
}

/** Most tables are only asked for their names: what is known of them holds no tree. */
function tableAt(module: Module, name: string, isClass: boolean): Table {
  return {
    module,
    name,
    isClass,
    get node() {
      return ownNames(module).get(name) ?? module.tree.root;
    },
  };
}

/** Whether a definition is a table, or a module that has one; `Like.__table__.insert()` is none. */
export function isTable({ module, name, node }: Definition): boolean {
  if (name === undefined) return tablesIn(module).length > 0;
  return node.type === 'class_definition' ? hasTable(node) : tableCall(childOf(node, 'right')) !== undefined;
}

/** Whether a class has a table by what its own text says; a declarative base, an abstract one and a mixin have none. */
function hasTable(node: PythonNode): boolean {
  if (isTrue(keywordOf(node, 'table'))) return true;
  const bases = childOf(node, 'superclasses')?.named ?? [];
  if (bases.every(({ text }) => text === 'object') && mappingOf(node) === undefined) return false;
  const attributes = attributesOf(node);
  if (isTrue(attributes.get('__abstract__'))) return false;
  if (attributes.has('__tablename__') || attributes.has('__table__')) return true;
  // The host's own may be called so: `DeclarativeBase = declarative_base()`.
  if (bases.some(({ text }) => DECLARATIVE.test(text))) return false;
  if (bases.some(({ text }) => OF_LIBRARY.test(text))) return true;
  // A base may supply the table's name.
  return !/Mixin$/.test(childOf(node, 'name')?.text ?? '') && hasColumns(node);
}

/** What a registry maps a class with: the decorator without its `@`, and the registry. */
export type Mapping = { readonly decorator: PythonNode; readonly registry: PythonNode; readonly isDataclass: boolean };

/** `@registry.mapped`, `@registry.mapped_as_dataclass(kw_only=True)`, `@mapped_as_dataclass(registry)`: such a class has no base. */
export function mappingOf({ parent }: PythonNode): Mapping | undefined {
  const decorators = parent?.type === 'decorated_definition' ? parent.named : [];
  for (const { type, named } of decorators) {
    const decorator = type === 'decorator' ? named[0] : undefined;
    const callee = decorator?.type === 'call' ? childOf(decorator, 'function') : decorator;
    const name = callee?.type === 'attribute' ? childOf(callee, 'attribute') : callee;
    if (decorator === undefined || !/^mapped(?:_as_dataclass)?$/.test(name?.text ?? '')) continue;
    const registry =
      callee?.type === 'attribute' ? childOf(callee, 'object') : childOf(decorator, 'arguments')?.named[0];
    if (registry !== undefined) return { decorator, registry, isDataclass: name?.text !== 'mapped' };
  }
  return undefined;
}

const DECLARATIVE = /(?:^|\.)(?:DeclarativeBase|DeclarativeBaseNoMeta)$/;

/** The tables of FastAPI Users, which have a name and columns. */
const OF_LIBRARY = /(?:^|\.)SQLAlchemyBase(?:User|OAuthAccount)Table(?:UUID)?(?:\[.*\])?$/;

function hasColumns(node: PythonNode): boolean {
  return (childOf(node, 'body')?.named ?? []).some((statement) => {
    const assignment = statement.type === 'expression_statement' ? statement.named[0] : undefined;
    if (assignment?.type !== 'assignment') return false;
    const value = childOf(assignment, 'right');
    const callee = value?.type === 'call' ? childOf(value, 'function') : undefined;
    const isColumn = /(?:^|\.)(?:mapped_column|Column|relationship)$/.test(callee?.text ?? '');
    return isColumn || /^(?:\w+\.)?Mapped\[/.test(childOf(assignment, 'type')?.text ?? '');
  });
}

const isTrue = (node: PythonNode | undefined): boolean => node?.text === 'True';

/** The values that a class gives to its attributes. */
function attributesOf(node: PythonNode): ReadonlyMap<string, PythonNode> {
  const found = new Map<string, PythonNode>();
  for (const statement of childOf(node, 'body')?.named ?? []) {
    const assignment = statement.type === 'expression_statement' ? statement.named[0] : undefined;
    const [left, right] = [assignment && childOf(assignment, 'left'), assignment && childOf(assignment, 'right')];
    if (left?.type === 'identifier' && right !== undefined) found.set(left.text, right);
  }
  return found;
}

function keywordOf(node: PythonNode, name: string): PythonNode | undefined {
  const keywords = childOf(node, 'superclasses')?.named.filter(({ type }) => type === 'keyword_argument') ?? [];
  const found = keywords.find((each) => childOf(each, 'name')?.text === name);
  return found && childOf(found, 'value');
}

/** The call of `Table(…)` that a value is. */
function tableCall(value: PythonNode | undefined): Call | undefined {
  if (value?.type !== 'call') return undefined;
  const [call] = calls(value);
  return call !== undefined && dottedParts(call.callee)?.at(-1) === 'Table' ? call : undefined;
}

/**
 * The name that a table has in the database, without one that another schema has; nothing where it is worked out in a
 * way that is not followed. `inherited` gives the classes that a class inherits from, the nearest first.
 */
export function databaseName({ node, name, isClass }: Table, inherited: readonly PythonNode[]): string | undefined {
  if (!isClass) return nameInCall(tableCall(childOf(node, 'right')));
  const attributes = attributesOf(node);
  if (schemaIn(attributes.get('__table_args__')) !== undefined) return undefined;
  const own = attributes.get('__tablename__');
  if (own !== undefined) return plainString(own);
  const object = attributes.get('__table__');
  if (object !== undefined) return nameInCall(tableCall(object));
  const given = inherited.map(namingOf).find((naming) => naming !== undefined);
  if (given !== undefined) return plainString(given) ?? evaluate(given, name);
  // SQLModel takes the name of the class.
  return isTrue(keywordOf(node, 'table')) ? name.toLowerCase() : undefined;
}

/** The expression for the database schema that a model's `__table_args__` puts its table in. */
export function tableSchema({ node }: Table): PythonNode | undefined {
  return schemaIn(attributesOf(node).get('__table_args__'));
}

function schemaIn(given: PythonNode | undefined): PythonNode | undefined {
  const pairs = given === undefined ? [] : [...walk(given)].filter(({ type }) => type === 'pair');
  const named = pairs.find((pair) => /^["']schema["']$/.test(childOf(pair, 'key')?.text ?? ''));
  return named && childOf(named, 'value');
}

/** Whether the class itself says what its table is called. */
export function namesItsTable({ node }: Table): boolean {
  const attributes = attributesOf(node);
  return attributes.has('__tablename__') || attributes.has('__table__');
}

function nameInCall(call: Call | undefined): string | undefined {
  const first = call?.positional[0] ?? call?.keywords.get('name');
  return first === undefined || call?.keywords.has('schema') ? undefined : plainString(first);
}

const plainString = (node: PythonNode): string | undefined => /^(["'])([^"'\\{}]*)\1$/.exec(node.text)?.[2];

/** The `__tablename__` of a base, or what its method returns: `@declared_attr def __tablename__(cls): return …`. */
function namingOf(base: PythonNode): PythonNode | undefined {
  const said = attributesOf(base).get(TABLE_NAME);
  if (said !== undefined) return said;
  for (const node of walk(childOf(base, 'body') ?? base)) {
    if (node.type !== 'function_definition' || childOf(node, 'name')?.text !== '__tablename__') continue;
    const returned = [...walk(node)].filter(({ type }) => type === 'return_statement');
    return returned.length === 1 ? (returned[0]?.named[0] ?? node) : node;
  }
  return undefined;
}

/** The value of the usual expressions over `cls.__name__`. */
function evaluate(node: PythonNode, className: string): string | undefined {
  const text = node.text.replace(/\s+/g, '');
  const snake = className.replace(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, '_').toLowerCase();
  if (/^\w+\.__name__\.lower\(\)$/.test(text)) return className.toLowerCase();
  const plural = /^\w+\.__name__\.lower\(\)\+["'](\w+)["']$|^f["']\{\w+\.__name__\.lower\(\)\}(\w+)["']$/.exec(text);
  if (plural !== null) return className.toLowerCase() + (plural[1] ?? plural[2] ?? '');
  // `re.sub(…, cls.__name__).lower()` and helpers that are called after what they do.
  return /^re\.sub\(.*__name__\)\.lower\(\)$|snake\w*\(\w+\.__name__\)$/.test(text) ? snake : undefined;
}
