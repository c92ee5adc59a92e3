/** A plan in which the lines that people are to add by hand are in the files: what is tried before they are printed. */
import type { PastedLines, Refusal } from '../refusal.js';
import type { Change, Plan } from './plan.js';

/** Nothing where a file cannot be edited, so that the lines have no place in a copy of it. */
export function withLinesAdded(plan: Plan, lines: readonly PastedLines[]): Plan | undefined {
  const changes = new Map(plan.changes.map((change) => [change.path, change]));
  for (const { path, text } of lines) {
    if (text === undefined) return undefined;
    const change: Change = { path, ...text, why: 'registration', evidence: 'by hand' };
    changes.set(path, change);
  }
  // Under which paths the lines serve it is shown by the application alone.
  const packages = plan.packages.map((each) => ({
    ...each,
    models: each.models.map((model) => ({ ...model, paths: [] })),
  }));
  return { ...plan, packages, changes: [...changes.values()], byHand: [] };
}

/** The refusals of a registration with another sentence on their lines; without the lines where they do not hold. */
export function withTried(refusals: readonly Refusal[], tried: string, holds: boolean): readonly Refusal[] {
  return refusals.map((each) => {
    if ((each.paste ?? []).length === 0) return each;
    return holds ? { ...each, tried } : { ...each, paste: [], reason: `${each.reason} ${tried}` };
  });
}
