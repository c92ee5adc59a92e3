import type { TextEdit } from '../python/edit.js';
import { insertItem, NAME_ORDERS, sortedPlace } from '../python/sequence.js';
import { childOf, type PythonNode, walk } from '../python/syntax.js';
import type { HostFile } from './host-file.js';
import { limitOf } from './limit.js';

/** The edits that list a name in `__all__` where another one is listed: in its order where it is sorted. */
export function listedBeside(file: HostFile, name: string, ours: string): readonly TextEdit[] {
  for (const holder of listsOf(file)) {
    const items = holder.named.filter(({ type }) => type !== 'comment' && type !== 'line_continuation');
    const original = items.find((item) => textOf(item) === name);
    if (original === undefined || items.some((item) => textOf(item) === ours)) continue;
    const texts = items.map((item) => textOf(item) ?? '');
    const before = sortedPlace(texts, ours, NAME_ORDERS) ?? items.length;
    const text = original.text.replace(name, ours);
    return insertItem(file.source, { items, node: holder }, { before, text }, limitOf(file));
  }
  return [];
}

/** The lists and tuples that are assigned or added to `__all__`. */
function listsOf(file: HostFile): readonly PythonNode[] {
  return [...walk(file.tree.root)].filter((node) => {
    if (node.type !== 'list' && node.type !== 'tuple') return false;
    const { parent } = node;
    if (parent?.type === 'argument_list') return /^__all__\.extend\(/.test(parent.parent?.text ?? '');
    return parent !== undefined && /assignment$/.test(parent.type) && childOf(parent, 'left')?.text === '__all__';
  });
}

function textOf(item: PythonNode): string | undefined {
  return item.type === 'string' ? /^(["'])(\w+)\1$/.exec(item.text)?.[2] : undefined;
}
