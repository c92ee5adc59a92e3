/** Lists names in `__all__` where the names that they are like are listed. */

import type { TextEdit } from '../python/edit.js';
import { insertItem, NAME_ORDERS, sortedPlace } from '../python/sequence.js';
import { childOf, type PythonNode, walk } from '../python/syntax.js';
import type { HostFile } from './host-file.js';
import { limitOf } from './host-file.js';

/** A name that is to be listed where another one is. */
export type Listed = { readonly like: string; readonly name: string };

/** The edits that list names in `__all__` where others are listed: in its order where it is sorted. */
export function listedBeside(file: HostFile, names: readonly Listed[]): readonly TextEdit[] {
  const left = [...names];
  return listsOf(file).flatMap((holder) => {
    const items = holder.named.filter(({ type }) => type !== 'comment' && type !== 'line_continuation');
    const texts = items.map((item) => textOf(item) ?? '');
    const added = new Map<number, string[]>();
    for (const each of [...left]) {
      const original = items.find((item) => textOf(item) === each.like);
      if (original === undefined || texts.includes(each.name)) continue;
      left.splice(left.indexOf(each), 1);
      const before = sortedPlace(texts, each.name, NAME_ORDERS) ?? items.length;
      added.set(before, [...(added.get(before) ?? []), original.text.replace(each.like, each.name)]);
    }
    // Only one edit can break the list over lines.
    const limit = added.size > 1 ? undefined : limitOf(file);
    return [...added].flatMap(([before, [text = '', ...further]]) =>
      insertItem(file.source, { items, node: holder }, { before, text, further }, limit),
    );
  });
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
