/** Names of functions that one module imports by name from another and has for itself: two layers that are called alike. */
import { byOperation } from '../framework/operations.js';
import type { Layer } from './layers.js';

/** The layers from the bottom up: what is imported by name is called otherwise than what imports it. */
export function withNamesApart([lower, upper, ...others]: readonly Layer[]): readonly Layer[] {
  if (lower === undefined || upper === undefined) return [lower ?? [], others].flat();
  const isImported = lower.holder.kind === 'functions' && !lower.holder.isByModule && upper.holder.kind === 'functions';
  if (!isImported) return [lower, upper, ...others];
  const taken = new Set(Object.values(upper.operations).map(({ name }) => name));
  const operations = byOperation((operation) => {
    const own = lower.operations[operation];
    if (!taken.has(own.name) || own.supply !== undefined) return own;
    return { ...own, name: operation === 'list' ? 'list_all_{many}' : `${operation}_{one}_record` };
  });
  return [{ ...lower, operations }, upper, ...others];
}
