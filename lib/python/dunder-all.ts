/** Lists names in `__all__`: in its order where it is sorted. */
import type { TextEdit } from './edit.js';
import { assignments } from './find.js';
import { NAME_ORDERS } from './import-order.js';
import { insertItem } from './sequence.js';
import { sortedPlace } from './sorted.js';
import { childOf, type PythonNode, type PythonTree, walk } from './syntax.js';

/** A name that is to be listed where another one is. */
export type Listed = { readonly like: string; readonly name: string };

/** The edits that list names in `__all__` where others are listed. */
export function listedBeside(
  { source, root }: PythonTree,
  names: readonly Listed[],
  limit: number | undefined,
): readonly TextEdit[] {
  const left = [...names];
  return listsOf(root).flatMap((list) => {
    const items = itemsOf(list);
    const texts = items.map(nameIn);
    const ours = left.filter(({ like, name }) => texts.includes(like) && !texts.includes(name));
    for (const each of ours) left.splice(left.indexOf(each), 1);
    const copies = ours.map(({ like, name }) => ({ name, text: items[texts.indexOf(like)]?.text.replace(like, name) }));
    return insertNames(source, list, copies, limit);
  });
}

/** The edits that list a further name in the one `__all__` of a file; nothing where that is no list of plain strings. */
export function listedIn(
  { source, root }: PythonTree,
  name: string,
  quote: string,
  limit: number,
): readonly TextEdit[] | undefined {
  const all = assignments(root).find((each) => each.name === '__all__')?.value;
  if (all === undefined) return [];
  if (all.type !== 'list') return undefined;
  const items = itemsOf(all);
  const names = items.map(nameIn);
  if (names.includes(name)) return [];
  if (names.includes('')) return undefined;
  const [first] = items;
  if (first === undefined) return [{ at: all.start + 1, remove: 0, insert: quote + name + quote }];
  return insertNames(source, all, [{ name, text: first.text.replace(names[0] ?? '', name) }], limit);
}

function insertNames(
  source: string,
  list: PythonNode,
  names: readonly { readonly name: string; readonly text?: string | undefined }[],
  limit: number | undefined,
): readonly TextEdit[] {
  const items = itemsOf(list);
  const texts = items.map(nameIn);
  const added = new Map<number, string[]>();
  for (const { name, text = '' } of names) {
    const before = sortedPlace(texts, name, NAME_ORDERS) ?? items.length;
    added.set(before, [...(added.get(before) ?? []), text]);
  }
  // Only one edit can break the list over lines.
  const longest = added.size > 1 ? undefined : limit;
  return [...added].flatMap(([before, [text = '', ...further]]) =>
    insertItem(source, { items, node: list }, { before, text, further }, longest),
  );
}

/** The lists and tuples that are assigned or added to `__all__`. */
function listsOf(root: PythonNode): readonly PythonNode[] {
  return [...walk(root)].filter((node) => {
    if (node.type !== 'list' && node.type !== 'tuple') return false;
    const { parent } = node;
    if (parent?.type === 'argument_list') return /^__all__\.extend\(/.test(parent.parent?.text ?? '');
    return parent !== undefined && /assignment$/.test(parent.type) && childOf(parent, 'left')?.text === '__all__';
  });
}

function itemsOf(list: PythonNode): readonly PythonNode[] {
  return list.named.filter(({ type }) => type !== 'comment' && type !== 'line_continuation');
}

/** The name that an item says; empty for what is no plain string. */
function nameIn(item: PythonNode): string {
  return (item.type === 'string' ? /^(["'])(\w+)\1$/.exec(item.text)?.[2] : undefined) ?? '';
}
