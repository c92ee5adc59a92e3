/** Where copies of makers go: each behind the last of its kind, and those that stand together together. */

import type { TextEdit } from '../python/edit.js';
import { endOfLineAt, lineEnd } from '../python/style.js';
import type { PythonNode } from '../python/syntax.js';

/** A copy of a statement, and what both are called. */
export type MakerCopy = {
  readonly node: PythonNode;
  readonly from: string;
  readonly to: string;
  readonly text: string;
};

export function placed(
  source: string,
  copies: readonly MakerCopy[],
  there: ReadonlyMap<string, PythonNode>,
): readonly TextEdit[] {
  const anchors = anchorsOf(source, copies, there);
  return copies.flatMap((copy, index) => {
    const anchor = anchors[index];
    if (anchor === undefined) return [];
    const before = copies[index - 1];
    const isBehind = before !== undefined && anchors[index - 1] === anchor && areTogether(source, before, copy);
    const gap = isBehind ? source.slice(before.node.end, copy.node.start) : gapAbove(source, copy, anchor, there);
    const at = lineEnd(source, anchor.end);
    return [{ at, remove: 0, insert: gap.replace(/\r\n|\r|\n/g, endOfLineAt(source, anchor.start)) + copy.text }];
  });
}

/** The statement below which each copy comes. */
function anchorsOf(
  source: string,
  copies: readonly MakerCopy[],
  there: ReadonlyMap<string, PythonNode>,
): readonly PythonNode[] {
  const anchors = copies.map((copy) => lastLike(copy, there));
  for (let index = copies.length - 2; index >= 0; index -= 1) {
    const [copy, next, behind] = [copies[index], copies[index + 1], anchors[index + 1]];
    if (copy !== undefined && next !== undefined && behind !== undefined && areTogether(source, copy, next)) {
      anchors[index] = behind;
    }
  }
  // What depends on another one is below it.
  for (const [index, copy] of copies.entries()) {
    const [before, above, own] = [copies[index - 1], anchors[index - 1], anchors[index]];
    if (before === undefined || above === undefined || own === undefined) continue;
    if (before.node.start < copy.node.start && own.start < above.start) anchors[index] = above;
  }
  return anchors;
}

/** Whether nothing but blank lines is between what two copies are made of. */
function areTogether(source: string, { node: above }: MakerCopy, { node: below }: MakerCopy): boolean {
  return above.end < below.start && source.slice(above.end, below.start).trim() === '';
}

/** The last statement of the kind that is called like it but for the noun: `get_task_service` for `get_user_service`. */
function lastLike({ node, from, to }: MakerCopy, there: ReadonlyMap<string, PythonNode>): PythonNode {
  let length = 0;
  while (length < from.length && from.at(-1 - length) === to.at(-1 - length)) length += 1;
  const [end] = /(?:_|[A-Z]).*$/.exec(from.slice(from.length - length)) ?? [];
  const alike = [...there].filter(([name, each]) => each.type === node.type && end !== undefined && name.endsWith(end));
  return alike.reduce((last, [, each]) => (each.start > last.start ? each : last), node);
}

/** Two blank lines above a function; above an alias what is above the one that it comes below. */
function gapAbove(
  source: string,
  { node }: MakerCopy,
  anchor: PythonNode,
  there: ReadonlyMap<string, PythonNode>,
): string {
  if (node.type === 'function_definition' || anchor.type === 'function_definition') return '\n\n\n';
  const before = [...there.values()].filter((each) => each.end < anchor.start).at(-1);
  const between = before === undefined ? '' : source.slice(before.end, anchor.start);
  return before?.type === anchor.type && between.trim() === '' ? between : '\n';
}
