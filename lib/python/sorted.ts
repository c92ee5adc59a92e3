/** The place of a new item among others that may be sorted in one of several orders. */

export type Comparison<T> = (left: T, right: T) => number;

/** The index where an item belongs under the first order that the others are in; `undefined` when they are in none. */
export function sortedPlace<T>(items: readonly T[], item: T, orders: readonly Comparison<T>[]): number | undefined {
  const order = orders.find((each) =>
    items.every((one, index) => index === 0 || each(items[index - 1] ?? one, one) <= 0),
  );
  if (order === undefined) return undefined;
  const at = items.findIndex((each) => order(each, item) > 0);
  return at === -1 ? items.length : at;
}
