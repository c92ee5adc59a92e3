/** Comments beside a host's registration lines: what of them a copy repeats. */
import type { TextEdit } from '../python/edit.js';
import { trailingComment } from '../python/style.js';
import { type PythonNode, walk } from '../python/syntax.js';
import type { HostFile } from './host-file.js';

const CODES = String.raw`[A-Z]+\d+(?:(?:\s*,\s*|\s+)[A-Z]+\d+)*`;
const NAMES = String.raw`[\w-]+(?:\s*,\s*[\w-]+)*`;

/** What tools read in a comment, each with its codes but without the words that somebody wrote behind them. */
const PRAGMA = [
  String.raw`(?:ruff:\s*|flake8:\s*)?noqa\b(?:\s*:\s*${CODES})?`,
  String.raw`(?:type|pyright|pyre|mypy):\s*ignore\b(?:\[[^\]]*\])?`,
  String.raw`pyre-(?:ignore|fixme)\b(?:\[[^\]]*\])?`,
  String.raw`(?:ruff:\s*)?isort:\s*\w+`,
  String.raw`pylint:\s*(?:disable|enable)[\w-]*\s*=\s*${NAMES}`,
  String.raw`pragma:\s*no\s*(?:cover|branch|mutate)\b`,
  String.raw`(?:mypy|ruff):\s*[\w-]+`,
  String.raw`nosec\b(?:\s*:?\s*B\d+(?:\s*,\s*B\d+)*)?`,
  String.raw`fmt:\s*(?:skip|off|on)`,
].join('|');

/**
 * The part of a comment that tools read, with the blanks before it; empty for any other. Remarks speak of the
 * blueprint and would be untrue beside the copy.
 */
export function pragmaIn(comment: string): string {
  const whole = new RegExp(String.raw`#\s*(?:${PRAGMA})(?:(?:\s*[,;]\s*|\s+)(?:${PRAGMA}))*(?!\w)`, 'gi');
  const found = comment.match(whole) ?? [];
  const blanks = /^\s*/.exec(comment)?.[0] ?? '';
  return found.length === 0 ? '' : blanks + found.map((each) => each.trimEnd()).join('  ');
}

/** The edits, relative to the node, that take everything but pragmas out of the comments of a copy of it. */
export function withoutComments(source: string, node: PythonNode): readonly TextEdit[] {
  return [...walk(node)].flatMap((child) => {
    if (child.type !== 'comment') return [];
    const pragma = pragmaIn(child.text);
    if (pragma === child.text) return [];
    if (pragma !== '') return [{ at: child.start - node.start, remove: child.end - child.start, insert: pragma }];
    let from = child.start;
    while (/[ \t]/.test(source[from - 1] ?? '')) from -= 1;
    const ownLine = /[\r\n]/.test(source[from - 1] ?? '');
    if (ownLine) from -= source.slice(from - 2, from) === '\r\n' ? 2 : 1;
    return [{ at: from - node.start, remove: child.end - from, insert: '' }];
  });
}

/** The pragma behind the statement or inside its parentheses, as a trailing comment. */
export function pragmaOf(source: string, statement: PythonNode): string {
  const behind = pragmaIn(trailingComment(source, statement.end));
  if (behind !== '') return behind;
  const inside = [...walk(statement)].flatMap((node) => (node.type === 'comment' ? [pragmaIn(node.text)] : []));
  const first = inside.find((each) => each !== '');
  return first === undefined ? '' : `  ${first}`;
}

/** Whether tools are told something behind a statement. */
export function hasPragma(file: HostFile, statement: PythonNode): boolean {
  return pragmaOf(file.source, statement) !== '';
}
