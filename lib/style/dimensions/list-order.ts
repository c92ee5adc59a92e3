/** In which order a list has its records: by their keys or by when they were made, and the newest of them first or last. */
import { calls } from '../../python/find.js';
import { childOf } from '../../python/syntax.js';
import { isRefusal } from '../../refusal.js';
import { type Dimension, learnedOf, wordFor } from '../dimension.js';
import { operationChains } from '../operation-chains.js';
import { key } from './key.js';

export type ListOrder = { readonly by: 'key' | 'created'; readonly isNewestFirst: boolean };

export const listOrder: Dimension<ListOrder> = {
  id: 'list-order',
  default: { by: 'key', isNewestFirst: false },
  learn(host) {
    const chain = operationChains(host).get('list');
    if (chain === undefined) return undefined;
    const learnedKey = learnedOf(key, host);
    const keyName = learnedKey === undefined || isRefusal(learnedKey) ? key.default.name : learnedKey.value.name;
    const byOf = (name: string): ListOrder['by'] | undefined =>
      name === keyName ? 'key' : CREATED.test(name) ? 'created' : undefined;
    // `get_multi(db=db, sort_columns="created_at", sort_orders="desc")` of a library.
    for (const { call } of chain.links) {
      const by = byOf(call.keywords.get('sort_columns')?.text.replace(/\W/g, '') ?? '');
      const isNewestFirst = /\bdesc\b/.test(call.keywords.get('sort_orders')?.text ?? '');
      if (by !== undefined) return { value: { by, isNewestFirst }, at: host.at(chain.handler.module, call.node.line) };
    }
    for (const { module, node } of [chain.bottom, ...chain.links.map(({ target }) => target), chain.handler]) {
      const ordering = calls(node).find(({ callee }) => childOf(callee, 'attribute')?.text === 'order_by');
      const [first] = ordering?.positional ?? [];
      if (first === undefined) continue;
      const name = bare(first.text).split('.').at(-1) ?? '';
      const by = byOf(name);
      // By what else records are listed says something about the blueprint's own.
      if (by === undefined) return undefined;
      return { value: { by, isNewestFirst: DESCENDING.test(first.text) }, at: host.at(module, first.line) };
    }
    return undefined;
  },
  pin: wordFor({
    key: { by: 'key', isNewestFirst: false },
    'newest-key': { by: 'key', isNewestFirst: true },
    created: { by: 'created', isNewestFirst: false },
    newest: { by: 'created', isNewestFirst: true },
  }),
};

const CREATED =
  /^(?:date_)?(?:created|inserted)(?:_(?:at|on|date|time|datetime))?$|^(?:create|creation)_(?:at|date|time|datetime)$/;
const DESCENDING = /\.desc\(\)|(?:^|\.)desc\(/;

/** The column of `desc(User.created_at)`, of `User.id.asc()` and of `col(User.id).desc()`. */
function bare(text: string): string {
  const without = text.replace(/\.(?:desc|asc|nulls(?:first|last|_first|_last))\(\)/g, '');
  return without.replace(/^(?:(?:\w+\.)*(?:desc|asc|col)\()+|\)+$/g, '');
}
