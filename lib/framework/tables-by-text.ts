/** Strings that lead to a table or to its class without an import: of foreign keys, relationships and annotations. */
import type { Module } from '../project/module.js';
import { calls, dottedParts } from '../python/find.js';
import { type PythonNode, walk } from '../python/syntax.js';

export type NamedByText = { readonly node: PythonNode; readonly kind: 'class' | 'table'; readonly name: string };

const CLASS = /^["'](?:[\w.]+\.)?([A-Z]\w*)["']$/;
const COLUMN = /^["'](?:\w+\.)?(\w+)\.\w+["']$/;

export function namedByText({ tree }: Module): readonly NamedByText[] {
  return calls(tree.root).flatMap(({ node, callee, keywords }): readonly NamedByText[] => {
    const called = dottedParts(callee)?.at(-1) ?? '';
    if (/^[rR]elationship$/.test(called)) return [...stringsIn(annotated(node), 'class'), ...stringsIn(node, 'class')];
    if (/^ForeignKey/.test(called)) return stringsIn(node, 'table');
    const key = keywords.get('foreign_key');
    return key === undefined ? [] : stringsIn(key, 'table');
  });
}

/** `Mapped[list["Invoice"]]` beside a relationship. */
const annotated = (node: PythonNode): PythonNode | undefined =>
  node.parent?.type === 'assignment' ? node.parent.named.find(({ field }) => field === 'type') : undefined;

function stringsIn(root: PythonNode | undefined, kind: NamedByText['kind']): readonly NamedByText[] {
  const strings = root === undefined ? [] : [...walk(root)].filter(({ type }) => type === 'string');
  return strings.flatMap((node) => {
    const name = (kind === 'class' ? CLASS : COLUMN).exec(node.text)?.[1];
    return name === undefined ? [] : [{ node, kind, name }];
  });
}
