/** The columns that the body of a model's class writes: in which form, and with which arguments. */
import { type CopiedName, type CopiedText, copiedText } from '../project/copied-text.js';
import type { Module } from '../project/module.js';
import type { Project } from '../project/project.js';
import { type Call, calls } from '../python/find.js';
import { childOf, type PythonNode } from '../python/syntax.js';

/** `name: Mapped[str] = mapped_column(…)`, `name = Column(…)`, or `name: str = Field(…)` of SQLModel. */
export type ColumnForm = 'mapped' | 'column' | 'field';

export type WrittenColumn = {
  readonly name: string;
  readonly module: Module;
  readonly node: PythonNode;
  readonly form: ColumnForm;
  /** The call that makes it; nothing for an annotation alone. */
  readonly call: Call | undefined;
};

/** The columns of a class, in the order of the text; `isSqlModel` says whether its fields are columns. */
export function columnsOf(module: Module, definition: PythonNode, isSqlModel: boolean): readonly WrittenColumn[] {
  return (childOf(definition, 'body')?.named ?? []).flatMap((statement) => {
    const node = statement.type === 'expression_statement' ? statement.named[0] : undefined;
    const name = node?.type === 'assignment' ? childOf(node, 'left') : undefined;
    if (node === undefined || name?.type !== 'identifier') return [];
    const value = childOf(node, 'right');
    const call = value?.type === 'call' ? calls(value)[0] : undefined;
    const form = formOf(childOf(node, 'type'), value, call?.callee.text ?? '', isSqlModel);
    return form === undefined ? [] : [{ name: name.text, module, node, form, call }];
  });
}

function formOf(
  annotation: PythonNode | undefined,
  value: PythonNode | undefined,
  callee: string,
  isSqlModel: boolean,
): ColumnForm | undefined {
  const isColumn = /(?:^|\.)(?:mapped_column|Column)$/.test(callee);
  const isMapped = /^(?:\w+\.)?Mapped\[/.test(annotation?.text ?? '');
  if (isColumn || (isMapped && value === undefined)) return isMapped ? 'mapped' : 'column';
  const isField = isSqlModel && annotation !== undefined && !/\bClassVar\b/.test(annotation.text);
  return isField && (value?.type !== 'call' || /(?:^|\.)Field$/.test(callee)) ? 'field' : undefined;
}

/** Whether an argument of a column is given as `True`. */
export function isSet({ call }: WrittenColumn, keyword: string): boolean {
  return call?.keywords.get(keyword)?.text === 'True';
}

/** A column as another model can write it too. */
export type CopiedColumn = {
  readonly form: ColumnForm;
  readonly annotation: CopiedText | undefined;
  readonly value: CopiedText | undefined;
};

/** `func.now()` for SQL that PostgreSQL alone can read, written here or behind a name: the tests of a package run on SQLite. */
function portable(copied: CopiedText, modules: Project): CopiedText {
  const [texts, names] = [[copied.texts[0] ?? ''], [] as CopiedName[]];
  copied.names.forEach((name, index) => {
    const next = copied.texts[index + 1] ?? '';
    const called = name.name === 'text' ? /^\(\s*(?:"[^"]*"|'[^']*')\s*\)/.exec(next)?.[0] : undefined;
    const spelled = called ?? /^(?:\.\w+)*/.exec(next)?.[0] ?? '';
    const behind = called === undefined ? modules.define(`${name.module}.${name.name}${spelled}`) : undefined;
    const isNow = called === undefined ? behind?.name !== undefined && ZONE.test(behind.node.text) : NOW.test(called);
    names.push(isNow ? { module: 'sqlalchemy', name: 'func', local: 'func' } : name);
    texts.push(isNow ? `.now()${next.slice(spelled.length)}` : next);
  });
  return { texts: texts.map((text, index) => forEach(text, names[index], texts[index + 1])), names };
}

/** `default=datetime.now(UTC)` is worked out once, when the module is imported: each record gets a moment of its own. */
function forEach(before: string, name: CopiedName | undefined, behind = ''): string {
  const isMoment = name?.module === 'datetime' && /^(?:\.datetime)?\.(?:now|utcnow|today)\(/.test(behind);
  if (!isMoment) return before;
  return before
    .replace(/(\bField\((?:[^()]*,)?\s*default)(\s*=\s*)$/, '$1_factory$2lambda: ')
    .replace(/\b(?:default|onupdate)\s*=\s*$/, '$&lambda: ');
}

const ZONE = /\btext\(\s*["'][^\n]*\bat time zone\b/i;
const NOW = /^\(\s*["'](?:now\(\)|NOW\(\)|CURRENT_TIMESTAMP)["']|\bat time zone\b/i;

/** A column with the imports that it needs; nothing where it needs something that is the blueprint's own. */
export function copiedColumn(
  { module, node, form }: WrittenColumn,
  isOwn: (dotted: string) => boolean,
  modules: Project,
): CopiedColumn | undefined {
  const [type, right] = [childOf(node, 'type'), childOf(node, 'right')];
  const annotation = type && copiedText(module, type, isOwn);
  const copied = right && copiedText(module, right, isOwn);
  const value = copied && portable(copied, modules);
  const isWhole =
    (type === undefined) === (annotation === undefined) && (right === undefined) === (value === undefined);
  return isWhole ? { form, annotation, value } : undefined;
}
