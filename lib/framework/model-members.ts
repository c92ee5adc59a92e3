/** What a model's base and mixins give to it: columns, methods and special names, followed through the host's modules. */
import type { Definition, Module } from '../project/module.js';
import type { Project } from '../project/project.js';
import { calls, withoutParameters } from '../python/find.js';
import { childOf, type PythonNode, walk } from '../python/syntax.js';
import { behindAlias, isSqlModel, targetOf } from './base-and-session.js';

/** One name that a class body defines. */
export type Member = {
  readonly name: string;
  readonly module: Module;
  readonly node: PythonNode;
  readonly column: Column | undefined;
};

/** Whether a name is only annotated (`id: Any`): it says something to type checkers and supplies nothing. */
export function isAnnotation({ node, column }: Member): boolean {
  return node.type === 'assignment' && childOf(node, 'right') === undefined && column === undefined;
}

export type Column = {
  readonly isPrimaryKey: boolean;
  /** Whether a row cannot be stored without a value that somebody gives. */
  readonly isRequired: boolean;
  /** Whether the column or the database gives a value where none is given. */
  readonly hasDefault: boolean;
  readonly mayBeNull: boolean;
  /** Whether a change of the row changes it. */
  readonly isMoving: boolean;
  /** The type as it is written: the annotation, or what the column is called with. */
  readonly type: string;
};

/** The members of a class and of everything that it inherits from, its own first. */
export function membersOf(definition: Definition, modules: Project, depth = 0): readonly Member[] {
  const { module, node } = behindAlias(definition, modules) ?? definition;
  if (depth > 6) return [];
  if (node.type === 'assignment') {
    const value = childOf(node, 'right');
    const made = value?.type === 'call' ? calls(value)[0]?.keywords.get('cls') : undefined;
    return made === undefined ? [] : inherited(module, [made], modules, depth);
  }
  if (node.type !== 'class_definition') return [];
  const bases = (childOf(node, 'superclasses')?.named ?? []).filter(({ type }) => type !== 'keyword_argument');
  return [...ownMembers(module, node, modules), ...inherited(module, bases, modules, depth)];
}

function inherited(module: Module, bases: readonly PythonNode[], modules: Project, depth: number): readonly Member[] {
  return bases.flatMap((base) => {
    const target = targetOf(module, withoutParameters(base));
    const definition = target === undefined ? undefined : modules.define(target);
    return definition === undefined ? [] : membersOf(definition, modules, depth + 1);
  });
}

/** The members that a class body itself defines. */
export function ownMembers(module: Module, definition: PythonNode, modules: Project): readonly Member[] {
  const found: Member[] = [];
  const name = childOf(definition, 'name')?.text;
  const isModel = isSqlModel({ module, name, node: definition, rest: [], via: [] }, modules);
  for (const statement of childOf(definition, 'body')?.named ?? []) {
    const inner = statement.type === 'expression_statement' ? statement.named[0] : statement;
    const node = inner?.type === 'decorated_definition' ? childOf(inner, 'definition') : inner;
    if (node?.type === 'function_definition') {
      const name = childOf(node, 'name')?.text ?? '';
      const isAttribute = /declared_attr/.test(inner?.text ?? '');
      found.push({ name, module, node, column: isAttribute ? columnIn(module, node, undefined, modules) : undefined });
    } else if (node?.type === 'assignment') {
      const name = childOf(node, 'left')?.text ?? '';
      const annotation = childOf(node, 'type');
      // `intpk = Annotated[int, mapped_column(primary_key=True)]` is a type for columns.
      const isType = childOf(node, 'right')?.type === 'subscript' && /^$|\bTypeAlias\b/.test(annotation?.text ?? '');
      const column = isModel ? fieldIn(node, annotation) : columnIn(module, node, annotation, modules);
      found.push({ name, module, node, column: isType ? undefined : column });
    }
  }
  return found;
}

function columnIn(
  module: Module,
  node: PythonNode,
  annotation: PythonNode | undefined,
  modules: Project,
): Column | undefined {
  const call = calls(node).find(({ callee }) => /(?:^|\.)(?:mapped_column|Column)$/.test(callee.text));
  const mapped = /\bMapped\[(.*)\]\s*$/s.exec(annotation?.text ?? '')?.[1];
  if (call === undefined && (mapped === undefined || /relationship|association_proxy/.test(node.text)))
    return undefined;
  const alias = aliasText(module, annotation, modules);
  const text = `${node.text} ${alias}`;
  const isPrimaryKey = /\bprimary_key\s*=\s*True\b/.test(text);
  const hasDefault =
    /\b(?:server_default|default|default_factory|insert_default|server_onupdate)\s*=(?!\s*None\b)|\bIdentity\(|\bComputed\(/.test(
      text,
    );
  const mayBeNull =
    /\bnullable\s*=\s*True\b/.test(text) ||
    /\bNone\b|\bOptional\[/.test(mapped ?? '') ||
    // A `Column` may be null when nothing says otherwise.
    (mapped === undefined && !/\bnullable\s*=\s*False\b/.test(text));
  const positional = call?.positional.map(({ text: each }) => each).filter((each) => !/^["']/.test(each)) ?? [];
  return {
    isPrimaryKey,
    isRequired: !isPrimaryKey && !hasDefault && !mayBeNull,
    hasDefault,
    mayBeNull,
    isMoving: /\b(?:server_)?onupdate\s*=/.test(text),
    type: [mapped ?? '', alias, positional.join(' '), call?.keywords.get('type_')?.text ?? ''].join(' ').trim(),
  };
}

/** The column that a field of SQLModel is: `id: int | None = Field(default=None, primary_key=True)`. */
function fieldIn(node: PythonNode, annotation: PythonNode | undefined): Column | undefined {
  const value = childOf(node, 'right');
  const call = value?.type === 'call' ? calls(value)[0] : undefined;
  const type = annotation?.text ?? '';
  if (type === '' || /\bClassVar\b/.test(type) || /(?:^|\.)Relationship$/.test(call?.callee.text ?? ''))
    return undefined;
  const isField = /(?:^|\.)Field$/.test(call?.callee.text ?? '');
  const first = isField ? (call?.positional[0] ?? call?.keywords.get('default')) : value;
  const isMade = /\b(?:default_factory|server_default)\b|\bIdentity\(/.test(node.text);
  const isGiven = first !== undefined && first.text !== '...' && first.text !== 'None';
  const isPrimaryKey = /\bprimary_key\s*=\s*True\b/.test(node.text);
  const mayBeNull = /\bNone\b|\bOptional\[/.test(type) && !/\bnullable\s*=\s*False\b/.test(node.text);
  return {
    isPrimaryKey,
    isRequired: !isPrimaryKey && !isMade && !isGiven && !mayBeNull,
    hasDefault: isMade || isGiven,
    mayBeNull,
    isMoving: /\bonupdate\b/.test(node.text),
    type: `${type} ${call?.keywords.get('sa_column')?.text ?? ''} ${call?.keywords.get('sa_type')?.text ?? ''}`.trim(),
  };
}

/** The text of the alias in an annotation: `Annotated[int, mapped_column(primary_key=True)]` of `Mapped[intpk]`. */
function aliasText(module: Module, annotation: PythonNode | undefined, modules: Project): string {
  if (annotation === undefined) return '';
  const aliases = [...walk(annotation)].flatMap((each) => {
    const target = each.type === 'identifier' ? targetOf(module, each) : undefined;
    const definition = target === undefined ? undefined : modules.define(target);
    return definition?.node.type === 'assignment' ? (childOf(definition.node, 'right')?.text ?? []) : [];
  });
  return aliases.join(' ');
}

export type ColumnKeyKind = 'int' | 'bigint' | 'uuid' | 'str';

/** What kind of values a key has, by the type that is written. */
export function keyKind({ column }: Pick<Member, 'column'>): ColumnKeyKind | undefined {
  const type = column?.type ?? '';
  if (/uuid|guid/i.test(type)) return /as_uuid\s*=\s*False/.test(type) ? undefined : 'uuid';
  if (/\b(?:BigInteger|BigInt|BIGINT)\b/i.test(type)) return 'bigint';
  if (/\b(?:int|\w*Integer|INT)\b/.test(type)) return 'int';
  if (/\b(?:str|String|VARCHAR|CHAR|Text|Unicode)\b/i.test(type)) return 'str';
  // An alias that is not found, like intpk.
  return type === '' || /int|serial/i.test(type) ? 'int' : undefined;
}
