/** Which keyword of a column is written before which: pairs like `nullable` and `unique`. */
import type { Dimension } from '../dimension.js';
import { mainColumns } from '../main-model.js';

export type ColumnOrder = readonly (readonly [before: string, after: string])[];

export const columnOrder: Dimension<ColumnOrder> = {
  id: 'column-order',
  default: [],
  learn(host) {
    const seen = new Map<string, number>();
    const columns = mainColumns(host).filter(({ call }) => (call?.keywords.size ?? 0) > 1);
    for (const { call } of columns) {
      const words = [...(call?.keywords.keys() ?? [])];
      for (const [index, before] of words.entries()) {
        for (const after of words.slice(index + 1)) {
          const pair = `${before} ${after}`;
          seen.set(pair, (seen.get(pair) ?? 0) + 1);
        }
      }
    }
    const [first] = columns;
    if (first === undefined) return undefined;
    const value = [...seen].flatMap(([pair, count]): ColumnOrder => {
      const [before = '', after = ''] = pair.split(' ');
      return count > (seen.get(`${after} ${before}`) ?? 0) ? [[before, after]] : [];
    });
    return { value, at: host.at(first.module, first.node.line) };
  },
};
