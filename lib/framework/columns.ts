/** The columns that the body of a model's class writes: in which form, and with which arguments. */
import { type CopiedText, copiedText } from '../project/copied-text.js';
import type { Module } from '../project/module.js';
import { type Call, calls } from '../python/find.js';
import { childOf, type PythonNode } from '../python/syntax.js';

/** `name: Mapped[str] = mapped_column(String(80))` or `name = Column(String(80))`. */
export type WrittenColumn = {
  readonly name: string;
  readonly module: Module;
  readonly node: PythonNode;
  /** Whether its annotation says the type. */
  readonly isMapped: boolean;
  /** The call that makes it; nothing for an annotation alone. */
  readonly call: Call | undefined;
};

/** The columns of a class, in the order of the text. */
export function columnsOf(module: Module, definition: PythonNode): readonly WrittenColumn[] {
  return (childOf(definition, 'body')?.named ?? []).flatMap((statement) => {
    const node = statement.type === 'expression_statement' ? statement.named[0] : undefined;
    const name = node?.type === 'assignment' ? childOf(node, 'left') : undefined;
    if (node === undefined || name?.type !== 'identifier') return [];
    const value = childOf(node, 'right');
    const call = value?.type === 'call' ? calls(value)[0] : undefined;
    const isColumn = /(?:^|\.)(?:mapped_column|Column)$/.test(call?.callee.text ?? '');
    const isMapped = /^(?:\w+\.)?Mapped\[/.test(childOf(node, 'type')?.text ?? '');
    if (!isColumn && !(isMapped && value === undefined)) return [];
    return [{ name: name.text, module, node, isMapped, call }];
  });
}

/** Whether an argument of a column is given as `True`. */
export function isSet({ call }: WrittenColumn, keyword: string): boolean {
  return call?.keywords.get(keyword)?.text === 'True';
}

/** A column as another model can write it too. */
export type CopiedColumn = {
  readonly isMapped: boolean;
  readonly annotation: CopiedText | undefined;
  readonly value: CopiedText | undefined;
};

/** A column with the imports that it needs; nothing where it needs something that is the blueprint's own. */
export function copiedColumn(
  { module, node, isMapped }: WrittenColumn,
  isOwn: (dotted: string) => boolean,
): CopiedColumn | undefined {
  const [type, right] = [childOf(node, 'type'), childOf(node, 'right')];
  const annotation = type && copiedText(module, type, isOwn);
  const value = right && copiedText(module, right, isOwn);
  const isWhole =
    (type === undefined) === (annotation === undefined) && (right === undefined) === (value === undefined);
  return isWhole ? { isMapped, annotation, value } : undefined;
}
