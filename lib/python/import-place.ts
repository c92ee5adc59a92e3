/** Where a new import statement belongs among those of a file. */
import type { TextEdit } from './edit.js';
import { blockOf } from './find.js';
import { type ImportForm, printImport } from './imports.js';
import { endOfLineAt, indentAt, insertLinesBelow, isAloneOnItsLines, lineStart, nextLine } from './style.js';
import { childOf, type PythonNode } from './syntax.js';

type Key = { readonly isFrom: boolean; readonly module: string; readonly name: string };
type Order = (left: Key, right: Key) => number;

/**
 * The edit that puts an import next to a sibling. Where the lines of imports around the sibling are sorted (as isort
 * and ruff do, with or without `force-sort-within-sections`) it takes its place in that order, otherwise the one
 * right behind the sibling. `comment` (`  # noqa: F401`) follows on the same line.
 */
export function ensureImport(source: string, sibling: PythonNode, form: ImportForm, comment = ''): TextEdit {
  const statement = printImport(form);
  if (!isAloneOnItsLines(source, sibling.start, sibling.end)) {
    return { at: sibling.end, remove: 0, insert: `; ${statement}` };
  }
  const text = indentAt(source, sibling.start) + statement + comment;
  const lines = importLines(source, sibling);
  const keys = lines.map(keyOf);
  const order = ORDERS.find((each) => isSorted(keys, each));
  if (order === undefined) return insertLinesBelow(source, sibling.end, text);
  const key = keyOfForm(form);
  const before = lines.filter((_, index) => order(keys[index] ?? key, key) <= 0).at(-1);
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

function keyOf(statement: PythonNode): Key {
  const first = childOf(statement, 'name');
  const name = (first?.type === 'aliased_import' ? childOf(first, 'name') : first)?.text ?? '';
  const isFrom = statement.type === 'import_from_statement';
  return isFrom
    ? { isFrom, module: childOf(statement, 'module_name')?.text ?? '', name }
    : { isFrom, module: name, name };
}

function keyOfForm(form: ImportForm): Key {
  return form.kind === 'from'
    ? { isFrom: true, module: form.module, name: form.name }
    : { isFrom: false, module: form.module, name: form.module };
}

/** `far` puts `from .. import` above `from . import`, as ruff and isort do unless told otherwise. */
const withinSections =
  (far: -1 | 1): Order =>
  (left, right) =>
    (dots(left.module) - dots(right.module)) * far ||
    natural(left.module.toLowerCase(), right.module.toLowerCase()) ||
    natural(left.module, right.module) ||
    Number(left.isFrom) - Number(right.isFrom) ||
    natural(left.name.toLowerCase(), right.name.toLowerCase());

const sections =
  (far: -1 | 1): Order =>
  (left, right) =>
    Number(left.isFrom) - Number(right.isFrom) || withinSections(far)(left, right);

const ORDERS: readonly Order[] = [sections(-1), withinSections(-1), sections(1), withinSections(1)];

function isSorted(keys: readonly Key[], order: Order): boolean {
  return keys.every((key, index) => {
    const before = keys[index - 1];
    return before === undefined || order(before, key) <= 0;
  });
}

function dots(module: string): number {
  return /^\.*/.exec(module)?.[0].length ?? 0;
}

/** Numbers in a name compare as numbers: `v2` before `v10`. */
function natural(left: string, right: string): number {
  const ours = left.match(/\d+|\D/g) ?? [];
  const theirs = right.match(/\d+|\D/g) ?? [];
  for (let index = 0; index < Math.min(ours.length, theirs.length); index += 1) {
    const one = ours[index] ?? '';
    const other = theirs[index] ?? '';
    const byNumber = Number(one) - Number(other);
    if (/^\d/.test(one) && /^\d/.test(other) && byNumber !== 0) return byNumber;
    if (one !== other) return one < other ? -1 : 1;
  }
  return ours.length - theirs.length;
}
