/** Where a new import statement belongs among the lines around another one. */
import type { TextEdit } from './edit.js';
import { blockOf } from './find.js';
import { IMPORT_ORDERS, type IsOwn, importKey, keyOfNew, sectionOf } from './import-order.js';
import { type ImportForm, printImport } from './imports.js';
import { sortedPlace } from './sorted.js';
import { endOfLineAt, indentAt, insertLinesBelow, isAloneOnItsLines, lineStart, nextLine } from './style.js';
import type { PythonNode } from './syntax.js';

/**
 * The edit that puts an import next to a sibling. Where the lines of imports around the sibling are sorted (as isort
 * and ruff do, with or without `force-sort-within-sections`) it takes its place in that order, otherwise the one
 * right behind the sibling. `comment` (`  # noqa: F401`) follows on the same line. With `isOwn` lines of other sections
 * are no neighbours, even without a blank line between.
 */
export function importLineBeside(
  source: string,
  sibling: PythonNode,
  form: ImportForm,
  comment = '',
  isOwn?: IsOwn,
): TextEdit {
  const statement = printImport(form);
  if (!isAloneOnItsLines(source, sibling.start, sibling.end)) {
    return { at: sibling.end, remove: 0, insert: `; ${statement}` };
  }
  const text = indentAt(source, sibling.start) + statement + comment;
  const key = keyOfNew(form);
  const section = isOwn && sectionOf(key, isOwn);
  const lines = importLines(source, sibling).filter((each) => !isOwn || sectionOf(importKey(each), isOwn) === section);
  const at = sortedPlace(lines.map(importKey), key, IMPORT_ORDERS);
  if (at === undefined) return insertLinesBelow(source, sibling.end, text);
  const before = lines[at - 1];
  if (before !== undefined) return insertLinesBelow(source, before.end, text);
  const first = (lines[0] ?? sibling).start;
  return { at: lineStart(source, first), remove: 0, insert: text + endOfLineAt(source, first) };
}

/** The imports on adjacent lines around the sibling; a blank line or a comment line parts them, as does `__future__`. */
function importLines(source: string, sibling: PythonNode): readonly PythonNode[] {
  const block = blockOf(sibling);
  const isImport = (node: PythonNode | undefined): node is PythonNode =>
    node !== undefined &&
    (node.type === 'import_statement' || node.type === 'import_from_statement') &&
    isAloneOnItsLines(source, node.start, node.end);
  const isAdjacent = (upper: PythonNode, lower: PythonNode): boolean =>
    nextLine(source, upper.end) === lineStart(source, lower.start);
  const lines = [sibling];
  const at = block.indexOf(sibling);
  for (let index = at - 1; index >= 0; index -= 1) {
    const upper = block[index];
    const lower = lines[0];
    if (!isImport(upper) || lower === undefined || !isAdjacent(upper, lower)) break;
    lines.unshift(upper);
  }
  for (let index = at + 1; index < block.length; index += 1) {
    const upper = lines.at(-1);
    const lower = block[index];
    if (!isImport(lower) || upper === undefined || !isAdjacent(upper, lower)) break;
    lines.push(lower);
  }
  return lines;
}
