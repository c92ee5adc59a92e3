/** Code compared by its tokens, whatever its layout is: without comments, trailing commas and parentheses that only wrap lines. */
import { type PythonNode, walk } from '../python/syntax.js';

export type Token = { readonly text: string; readonly start: number; readonly end: number };

/** Where parentheses around an expression change nothing. */
const WRAPS: ReadonlySet<string> = new Set([
  'assignment',
  'augmented_assignment',
  'return_statement',
  'assert_statement',
  'expression_statement',
  'keyword_argument',
  'argument_list',
  'pair',
  'if_statement',
  'elif_clause',
  'while_statement',
]);

/** A node without the parentheses that a formatter puts around it to break lines. */
export function bare(node: PythonNode): PythonNode {
  const isWrapping = node.type === 'parenthesized_expression' && WRAPS.has(node.parent?.type ?? '');
  const inner = isWrapping ? node.named.filter(isCode) : [];
  return inner.length === 1 && inner[0] !== undefined ? inner[0] : node;
}

const isCode = ({ type }: PythonNode): boolean => type !== 'comment' && type !== 'line_continuation';

/** The parts of a node that are code, as they stand in the text. */
export function parts(node: PythonNode): readonly PythonNode[] {
  return node.named.filter(isCode);
}

const known = new WeakMap<PythonNode, readonly Token[]>();

export function tokensOf(node: PythonNode): readonly Token[] {
  const found = known.get(node) ?? read(node);
  known.set(node, found);
  return found;
}

function read(node: PythonNode): readonly Token[] {
  if (!isCode(node)) return [];
  const inner = bare(node);
  if (inner !== node) return tokensOf(inner);
  if (node.type === 'string' || node.children.length === 0) {
    return node.text === '' ? [] : [{ text: plain(node.text), start: node.start, end: node.end }];
  }
  const children = node.children.filter(isCode);
  const isOneTuple = node.type === 'tuple' && parts(node).length === 1;
  return children.flatMap((child, index) => {
    const isTrailing = child.type === ',' && /^[)\]}]$/.test(children[index + 1]?.type ?? '') && !isOneTuple;
    return isTrailing ? [] : tokensOf(child);
  });
}

/** A string in double quotes where that is the same text. */
function plain(text: string): string {
  const inner = /^([a-zA-Z]*)'([^'"\\\n]*)'$/.exec(text);
  return inner === null ? text : `${inner[1]}"${inner[2]}"`;
}

export function isSameCode(one: PythonNode, other: PythonNode): boolean {
  const [left, right] = [tokensOf(one), tokensOf(other)];
  return left.length === right.length && left.every(({ text }, index) => text === right[index]?.text);
}

/** How much of two nodes is the same, from 0 to 1: the tokens that both have. */
export function likeness(one: PythonNode, other: PythonNode): number {
  const [left, right] = [tokensOf(one), tokensOf(other)];
  const counts = new Map<string, number>();
  for (const { text } of left) counts.set(text, (counts.get(text) ?? 0) + 1);
  let shared = 0;
  for (const { text } of right) {
    const count = counts.get(text) ?? 0;
    if (count === 0) continue;
    counts.set(text, count - 1);
    shared += 1;
  }
  return left.length + right.length === 0 ? 1 : (2 * shared) / (left.length + right.length);
}

/** Whether the tokens of one are in the other, in their order. */
export function isContained(one: readonly Token[], other: readonly Token[]): boolean {
  let at = 0;
  for (const { text } of other) if (text === one[at]?.text) at += 1;
  return at === one.length;
}

/** Whether a statement has every comment that is in another one, which it is to replace. */
export function hasComments(node: PythonNode, of: PythonNode): boolean {
  return [...walk(of)].every(({ type, text }) => type !== 'comment' || node.text.includes(text));
}
