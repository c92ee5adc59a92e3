import type { TextEdit } from '../python/edit.js';
import { trailingComment } from '../python/style.js';
import { type PythonNode, walk } from '../python/syntax.js';
import type { HostFile } from './host-file.js';

/** Comments that tools read; other comments speak of the blueprint and are not copied. */
export function isPragma(comment: string): boolean {
  return /#\s*(?:noqa|type:|pragma|pylint:|pyright:|mypy:|isort:|ruff:|nosec|fmt:\s*skip)/.test(comment);
}

/** The edits, relative to the node, that take other comments than pragmas out of a copy of it. */
export function withoutComments(source: string, node: PythonNode): readonly TextEdit[] {
  return [...walk(node)].flatMap((child) => {
    if (child.type !== 'comment' || isPragma(child.text)) return [];
    let from = child.start;
    while (/[ \t]/.test(source[from - 1] ?? '')) from -= 1;
    const ownLine = /[\r\n]/.test(source[from - 1] ?? '');
    if (ownLine) from -= source.slice(from - 2, from) === '\r\n' ? 2 : 1;
    return [{ at: from - node.start, remove: child.end - from, insert: '' }];
  });
}

/** A pragma behind the statement or inside its parentheses, as a trailing comment. */
export function pragmaOf(source: string, statement: PythonNode): string {
  const behind = trailingComment(source, statement.end);
  if (isPragma(behind)) return behind;
  const inside = [...walk(statement)].find((node) => node.type === 'comment' && isPragma(node.text));
  return inside === undefined ? '' : `  ${inside.text}`;
}

/** The line of the first comment that a pattern is in. */
export function commentedLine(file: HostFile, pattern: RegExp): number | undefined {
  for (const node of walk(file.tree.root)) if (node.type === 'comment' && pattern.test(node.text)) return node.line;
  return undefined;
}
