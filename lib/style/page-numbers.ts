/** Which layers are given the number of a page, and count from it what comes before: as their handlers are. */
import { isRefusal } from '../refusal.js';
import { learnedOf } from './dimension.js';
import { paging } from './dimensions/paging.js';
import type { HostReading } from './host-reading.js';
import type { Layer, LayerOperation } from './layers.js';

/** The layers from the bottom up: below one that counts from it, or handlers that do, none is given a page. */
export function withPageNumbers(host: HostReading, chain: readonly Layer[]): readonly Layer[] {
  const found = learnedOf(paging, host);
  const value = found === undefined || isRefusal(found) ? undefined : found.value;
  let isPaged = value?.isPaged === true;
  const fromAbove = [...chain].reverse().map((layer): Layer => {
    const { list } = layer.operations;
    const takesPage = list.parameters.some(({ kind }) => kind === 'page');
    const known = isPaged || !takesPage ? list : bySkip(list);
    isPaged = isPaged && takesPage;
    // What a base gives for a page may be more than its records.
    const own = takesPage ? { ...known, supply: undefined } : known;
    return { ...layer, operations: { ...layer.operations, list: own } };
  });
  return fromAbove.reverse();
}

function bySkip(list: LayerOperation): LayerOperation {
  const parameters = list.parameters.map(({ default: value, ...each }) =>
    each.kind !== 'page'
      ? { ...each, ...(value === undefined ? {} : { default: value }) }
      : { ...each, kind: 'skip' as const, name: 'skip', ...(value === undefined ? {} : { default: '0' }) },
  );
  return { ...list, parameters };
}
