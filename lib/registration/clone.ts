import { applyEdits, type TextEdit } from '../python/edit.js';
import { indentAt, insertLinesBelow, isAloneOnItsLines, trailingComment } from '../python/style.js';
import type { PythonNode } from '../python/syntax.js';
import { isPragma, withoutComments } from './host-file.js';

/** A part of the blueprint that reads differently in the copy. */
export type Change = { readonly node: Pick<PythonNode, 'start' | 'end'>; readonly text: string };

/** The text of a statement with some of its nodes replaced and its comments, but for pragmas, left out. */
export function copyOf(source: string, statement: PythonNode, changes: readonly Change[]): string {
  const edits = changes.map(({ node, text }) => ({
    at: node.start - statement.start,
    remove: node.end - node.start,
    insert: text,
  }));
  const isChanged = (at: number): boolean => edits.some((edit) => edit.at <= at && at < edit.at + edit.remove);
  const comments = withoutComments(source, statement).filter(({ at }) => !isChanged(at));
  return applyEdits(statement.text, [...edits, ...comments]);
}

/** The edit that puts a copy of a statement below another one of the same block. */
export function insertCopy(source: string, original: PythonNode, copy: string, anchor: PythonNode): TextEdit {
  if (!isAloneOnItsLines(source, anchor.start, anchor.end)) {
    return { at: anchor.end, remove: 0, insert: `; ${copy}` };
  }
  const comment = trailingComment(source, original.end);
  const text = indentAt(source, anchor.start) + copy + (isPragma(comment) ? comment : '');
  return insertLinesBelow(source, anchor.end, text);
}
