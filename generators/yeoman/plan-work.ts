/** A plan as the commit takes it, and the lines to add by hand where it could not be written. */
import { addedLines } from '../../lib/plan/lines.js';
import { hostChanges, type Plan } from '../../lib/plan/plan.js';
import { inWritingOrder } from '../../lib/plan/write-order.js';
import type { Refusal } from '../../lib/refusal.js';
import type { Work } from '../commit/commit.js';

/** Nothing where there is nothing to write. */
export function workOf(plan: Plan): Work | undefined {
  if (plan.changes.length === 0) return undefined;
  const asked = plan.packages.map(({ name, isNew, models, files, host }) => {
    return { package: name, isNew, models: models.map((model) => model.name), files, root: host.root };
  });
  return { asked, files: inWritingOrder(plan).map(({ path, before, after }) => ({ path, before, after })) };
}

/** A refusal to write, with the lines of the registration. */
export function writtenOrLines(plan: Plan, refusal: Refusal | undefined): Refusal | undefined {
  if (refusal === undefined) return undefined;
  const paste = hostChanges(plan).map(({ path, before = '', after }) => {
    return { path, lines: addedLines(before, after).map(({ text }) => text) };
  });
  return { ...refusal, paste };
}
