/** Where an inserted item goes in a text that people have edited, as edits of that text. */
import type { TextEdit } from '../python/edit.js';
import { insertItem } from '../python/sequence.js';
import { endOfLine, indentAt, insertLinesBelow, lineStart } from '../python/style.js';
import type { PythonNode } from '../python/syntax.js';
import { parts, type Token, tokensOf } from './tokens.js';

/**
 * `isInline` says that the edits are within a line, so that the statement may get too long; `broken` are those that break
 * the line, where no formatter does it.
 */
export type MergeStep = {
  readonly edits: readonly TextEdit[];
  readonly isInline: boolean;
  readonly broken?: readonly TextEdit[];
};

/** A statement of the text that is merged, with the comments above it, and the empty lines before and behind it. */
export type Lines = { readonly text: string; readonly before: number; readonly behind: number };

export function linesOf(items: readonly PythonNode[], item: PythonNode): Lines {
  const all = item.parent?.named ?? items;
  const index = all.indexOf(item);
  let first = index;
  while (isCommentAbove(all[first - 1], all[first])) first -= 1;
  const start = all[first] ?? item;
  const body = item.parent ?? item;
  const text = body.text.slice(start.start - body.start, item.end - body.start);
  const indent = ' '.repeat(column(body, start));
  const gap = (from: PythonNode | undefined, to: PythonNode | undefined): number =>
    from === undefined || to === undefined
      ? 0
      : emptyLines(body.text.slice(from.end - body.start, to.start - body.start));
  return {
    text: text
      .split('\n')
      .map((line, at) => (at > 0 && line.startsWith(indent) ? line.slice(indent.length) : line))
      .join('\n'),
    before: gap(all[first - 1], start),
    behind: gap(item, all[index + 1]),
  };
}

function isCommentAbove(one: PythonNode | undefined, below: PythonNode | undefined): boolean {
  return one?.type === 'comment' && below !== undefined && one.line + 1 === below.line;
}

/** The indent of a statement: the first of a block has none of it in the block's text. */
function column(body: PythonNode, node: PythonNode): number {
  if (body.type === 'module') return 0;
  let depth = 0;
  for (let at: PythonNode | undefined = node; at !== undefined; at = at.parent) if (at.type === 'block') depth += 1;
  return depth * 4;
}

export const emptyLines = (between: string): number => Math.max(0, (between.match(/\n/g)?.length ?? 0) - 1);

/** The statement as lines of the text, at the indent of its new neighbours. */
export function indented(source: string, text: string, indent: string): string {
  const eol = endOfLine(source);
  const isTabbed = indent.includes('\t') || (/^\t/m.test(source) && !/^ +\S/m.test(source));
  const lines = text.split('\n').map((line) => {
    if (line === '') return line;
    const own = isTabbed ? line.replaceAll(/(?<=^(?: {4})*) {4}/g, '\t') : line;
    return indent + own;
  });
  return lines.join(eol);
}

export function belowStatement(source: string, above: PythonNode, lines: Lines): MergeStep {
  const eol = endOfLine(source);
  const indent = indentAt(source, above.start);
  const text = eol.repeat(lines.before) + indented(source, lines.text, indent);
  return { edits: [insertLinesBelow(source, above.end, text)], isInline: false };
}

export function aboveStatement(source: string, below: PythonNode, lines: Lines, before = 0): MergeStep {
  const eol = endOfLine(source);
  const siblings = below.parent?.named ?? [];
  let first = siblings.indexOf(below);
  while (isCommentAbove(siblings[first - 1], siblings[first])) first -= 1;
  const at = lineStart(source, (siblings[first] ?? below).start);
  const own = indented(source, lines.text, indentAt(source, below.start));
  const text = eol.repeat(Math.max(0, before)) + own + eol.repeat(lines.behind + 1);
  const remove = eol.length * Math.max(0, -before);
  return { edits: [{ at: at - remove, remove, insert: text }], isInline: false };
}

/** An item between commas, before the one at `index`. */
export function amongItems(source: string, list: PythonNode, index: number, text: string, limit?: number): MergeStep {
  const items = parts(list);
  if (items.length === 0) return { edits: [{ at: list.start + 1, remove: 0, insert: text }], isInline: true };
  const edits = (most?: number): readonly TextEdit[] =>
    insertItem(source, { items, node: list }, { before: index, text }, most);
  return { edits: edits(), isInline: true, broken: edits(limit) };
}

/** The edits that put into a text what another one has more than it; nothing where it does not only have more. */
export function insertedTokens(theirs: PythonNode, ours: PythonNode): MergeStep | undefined {
  const [more, own] = [tokensOf(theirs), tokensOf(ours)];
  const single = oneRun(theirs, more, own) ?? manyRuns(theirs, more, own);
  return single && { edits: single, isInline: true };
}

/** Code on one line. */
export const onOneLine = (text: string): string =>
  text
    .replace(/,\s*\n\s*(?=[)\]}])/g, '')
    .replace(/,\s*\n\s*/g, ', ')
    .replace(/\s*\n\s*/g, '');

const between = (node: PythonNode, from: number, to: number): string =>
  onOneLine(node.text.slice(from - node.start, to - node.start));

function oneRun(node: PythonNode, more: readonly Token[], own: readonly Token[]): readonly TextEdit[] | undefined {
  let head = 0;
  while (head < own.length && more[head]?.text === own[head]?.text) head += 1;
  let tail = 0;
  while (tail < own.length - head && more.at(-1 - tail)?.text === own.at(-1 - tail)?.text) tail += 1;
  if (head + tail < own.length) return undefined;
  return run(node, more, own, head, more.length - tail, head);
}

function run(
  node: PythonNode,
  more: readonly Token[],
  own: readonly Token[],
  from: number,
  to: number,
  at: number,
): readonly TextEdit[] | undefined {
  const [above, below] = [own[at - 1], own[at]];
  const [first, last] = [more[from], more[to - 1]];
  if (first === undefined || last === undefined) return [];
  if (above !== undefined) {
    const start = more[from - 1]?.end ?? first.start;
    return [{ at: above.end, remove: 0, insert: between(node, start, last.end) }];
  }
  const end = more[to]?.start ?? last.end;
  return below && [{ at: below.start, remove: 0, insert: between(node, first.start, end) }];
}

function manyRuns(node: PythonNode, more: readonly Token[], own: readonly Token[]): readonly TextEdit[] | undefined {
  const edits: TextEdit[] = [];
  let from = 0;
  for (let at = 0; at <= own.length; at += 1) {
    let to = from;
    while (to < more.length && (at === own.length || more[to]?.text !== own[at]?.text)) to += 1;
    if (at < own.length && to === more.length) return undefined;
    if (to > from) edits.push(...(run(node, more, own, from, to, at) ?? []));
    from = to + 1;
  }
  return edits;
}
