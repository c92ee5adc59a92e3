/** Tries the lines that people are to add by hand: the application is started with them before they are printed. */
import type { MemFsEditor } from 'mem-fs-editor';
import type { Plan } from '../../lib/plan/plan.js';
import type { Planned } from '../../lib/plan/plan-run.js';
import { withLinesAdded, withTried } from '../../lib/plan/with-lines.js';
import type { Refusal } from '../../lib/refusal.js';
import type { ProofSettings } from './flags.js';
import { provePlan } from './proof.js';

export type Proving = { readonly fs: MemFsEditor; readonly cwd: string; readonly settings: ProofSettings };

type Tried = { readonly holds: boolean; readonly words: string };

/** The refusals of a run, each with whether its lines were tried; without lines that do not hold. */
export async function withLinesTried(
  { refusals = [], byHand }: Planned & { readonly byHand?: Plan | undefined },
  proving: Proving,
): Promise<readonly Refusal[]> {
  if (refusals.every(({ paste = [] }) => paste.length === 0)) return refusals;
  const { words, holds } = await tryPlan(byHand, proving);
  return withTried(refusals, words, holds);
}

/** A plan whose lines are left to the user, with whether they were tried; without lines that do not hold. */
export async function withByHandTried(plan: Plan, proving: Proving): Promise<Plan> {
  if (plan.byHand.length === 0) return plan;
  const { words, holds } = await tryPlan(withLinesAdded(plan, plan.byHand), proving);
  return holds ? { ...plan, byHandTried: words } : { ...plan, byHand: [], notes: [...plan.notes, words] };
}

async function tryPlan(plan: Plan | undefined, { settings, ...where }: Proving): Promise<Tried> {
  if (settings.level === 'off') return notTried('--proof=off');
  if (plan === undefined) return notTried('there is more to do than these lines');
  const verdict = await provePlan(where, plan, { ...settings, level: 'auto' });
  if (verdict === undefined) return notTried('there is nothing to start');
  if (verdict.kind === 'unproven') return notTried(verdict.why);
  if (verdict.kind === 'proven') return { holds: true, words: 'Tried: the application starts with these lines.' };
  const [first] = verdict.refusals;
  return {
    holds: false,
    words: `Lines that would register it were tried and are not shown, because they do not hold: ${first?.reason}`,
  };
}

const notTried = (why: string): Tried => ({ holds: true, words: `Not tried: ${why}.` });
