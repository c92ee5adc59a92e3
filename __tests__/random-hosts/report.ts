import type { Verdict } from './run-one.js';

/** The refusals of each kind and id, in percent of the registrations that were asked for. */
export function refusalShares(verdicts: readonly Verdict[]): ReadonlyMap<string, number> {
  const asked = verdicts.reduce((sum, { host }) => sum + host.kinds.length, 0);
  const counts = new Map<string, number>();
  for (const id of verdicts.flatMap(({ refusals }) => refusals)) counts.set(id, (counts.get(id) ?? 0) + 1);
  const sorted = [...counts].sort((left, right) => right[1] - left[1]);
  return new Map(sorted.map(([id, count]) => [id, (100 * count) / asked]));
}

/** For each shape of a host how many of those that have it were refused. */
export function refusedShapes(verdicts: readonly Verdict[]): string {
  const shapes = new Map<string, { all: number; refused: number }>();
  for (const { host, refusals } of verdicts) {
    for (const shape of host.shapes) {
      const counted = shapes.get(shape) ?? { all: 0, refused: 0 };
      counted.all += 1;
      counted.refused += refusals.length > 0 ? 1 : 0;
      shapes.set(shape, counted);
    }
  }
  const lines = [...shapes]
    .filter(([, { refused }]) => refused > 0)
    .sort((left, right) => right[1].refused - left[1].refused);
  return lines.map(([shape, { all, refused }]) => `${shape}: ${refused} of ${all}`).join('\n');
}

/** The whole of one failure: how to make it again, what is wrong, and both texts. */
export function shown({ host, text, problems }: Verdict): string {
  const title = `PROPERTY_SEED=${host.seed} PROPERTY_COUNT=1 (${host.shapes.join(', ')})`;
  return [title, ...problems, '--- before', host.source, '--- after', text].join('\n');
}
