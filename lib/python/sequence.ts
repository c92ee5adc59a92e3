/** Inserts an item into a list, tuple, set, dict or call. */
import type { TextEdit } from './edit.js';
import { endOfLineAt, indentAt, insertLinesBelow, isFirstOnItsLine, lineEnd, lineStart } from './style.js';
import type { PythonNode } from './syntax.js';

/** What is between commas: the elements of a list, the names of an import. `items` has at least one. */
export type Sequence = { readonly items: readonly PythonNode[]; readonly node: PythonNode };

/**
 * A new item, with others right behind it: `before` is the index of the item that it comes before, or the number of
 * items.
 */
export type NewItem = {
  readonly before: number;
  readonly text: string;
  readonly further?: readonly string[];
  readonly comment?: string;
};

/**
 * The edits that put an item into a sequence as its neighbours are: on a separate line where they are,
 * with a trailing comma exactly where the last one had it. With a limit a sequence of one line is broken into one
 * item a line when it would become longer.
 */
export function insertItem(
  source: string,
  { items, node }: Sequence,
  item: NewItem,
  limit?: number,
): readonly TextEdit[] {
  const comment = item.comment ?? '';
  const next = items[item.before];
  const last = items[item.before - 1];
  const texts = [item.text, ...(item.further ?? [])];
  const inLine = texts.join(', ');
  if (limit !== undefined && isOneLine(source, node) && lengthOfLine(source, node) + inLine.length + 2 > limit) {
    const broken = onePerLine(source, { items, node }, item);
    if (broken !== undefined) return broken;
  }
  if (last === undefined || (next !== undefined && !isFirstOnItsLine(source, last.start))) {
    if (next === undefined) return [];
    const own = isFirstOnItsLine(source, next.start);
    const gap = own ? `,${comment}${endOfLineAt(source, next.start)}${indentAt(source, next.start)}` : ', ';
    return [{ at: next.start, remove: 0, insert: texts.map((text) => text + gap).join('') }];
  }
  if (!isFirstOnItsLine(source, last.start)) return [{ at: last.end, remove: 0, insert: `, ${inLine}` }];
  const comma = commaBehind(source, last.end, node.end);
  const indent = indentAt(source, last.start);
  const behind = comma ?? last.end;
  const ownLines = texts.join(`,${comment}${endOfLineAt(source, last.end)}${indent}`);
  if (!/^[ \t]*(?:#.*)?$/.test(source.slice(behind, lineEnd(source, behind)))) {
    const text = endOfLineAt(source, last.end) + indent + ownLines;
    return [{ at: behind, remove: 0, insert: comma === undefined ? `,${text}` : `${text},` }];
  }
  const line = insertLinesBelow(source, last.end, `${indent}${ownLines}${comma === undefined ? '' : ','}${comment}`);
  return comma === undefined ? [{ at: last.end, remove: 0, insert: ',' }, line] : [line];
}

/** The offset behind the comma that follows an item; comments may be between the two. */
function commaBehind(source: string, from: number, end: number): number | undefined {
  const found = /^(?:\s|#.*|\\)*,/.exec(source.slice(from, end));
  return found === null ? undefined : from + found[0].length;
}

function isOneLine(source: string, node: PythonNode): boolean {
  return lineEnd(source, node.start) >= node.end;
}

function lengthOfLine(source: string, node: PythonNode): number {
  return lineEnd(source, node.start) - lineStart(source, node.start);
}

/** One item a line by insertions alone; `undefined` where that is not possible. */
function onePerLine(source: string, { items, node }: Sequence, item: NewItem): readonly TextEdit[] | undefined {
  const first = items[0];
  const last = items.at(-1);
  const outer = indentAt(source, node.start);
  // The blank behind a comma stays, which would follow a tab.
  if (first === undefined || last === undefined || /[^ ]/.test(outer) || /^\t/m.test(source)) return undefined;
  if (!/^[,:)]?[ \t]*$/.test(source.slice(node.end, lineEnd(source, node.end)))) return undefined;
  const isImport = node.type === 'import_from_statement' && source[last.end] !== ')' && !/\)\s*$/.test(node.text);
  if (!isImport && !/[([{]/.test(source[first.start - 1] ?? '')) return undefined;
  const newLine = `${endOfLineAt(source, node.start)}${outer}    `;
  const ours = [item.text, ...(item.further ?? [])].map((text) => `${newLine}${text},`).join('');
  const edits: TextEdit[] = [];
  for (const [index, each] of items.entries()) {
    const lead = index === item.before ? ours : '';
    const before = items[index - 1];
    if (before === undefined) {
      edits.push({ at: each.start, remove: 0, insert: `${isImport ? '(' : ''}${lead}${newLine}` });
      continue;
    }
    const gap = source.slice(before.end, each.start);
    if (gap !== ', ') return undefined;
    edits.push({ at: before.end + 1, remove: 0, insert: lead + newLine.slice(0, -1) });
  }
  const comma = commaBehind(source, last.end, node.end);
  const tail = item.before === items.length ? ours : '';
  const closing = `${endOfLineAt(source, node.start)}${outer}${isImport ? ')' : ''}`;
  edits.push({ at: comma ?? last.end, remove: 0, insert: (comma === undefined ? ',' : '') + tail + closing });
  return edits;
}
