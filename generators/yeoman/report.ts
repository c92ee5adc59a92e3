/** What was done, and what to do next. */

import { relative } from 'node:path';
import { wordList } from '../../lib/naming/phrase.js';
import type { RunTold } from '../../lib/output/document.js';
import { nextStepLines, nextSteps } from '../../lib/plan/next-steps.js';
import { EMPTY_PLAN, newFiles } from '../../lib/plan/plan.js';
import { showByHand } from '../../lib/plan/show.js';
import { hostFiles } from './host-files.js';
import type { Run } from './run.js';
import { tell } from './terminal.js';

/** More files than these are only counted. */
const MANY = 3;

export function report(run: Run): void {
  if (!run.isDone) return;
  const { lead, plan } = run;
  const from = lead.env.cwd;
  const changed = plan.changes.filter(({ before }) => before !== undefined);
  const edited = changed.length > MANY ? [`${changed.length} files`] : changed.map(({ path }) => relative(from, path));
  const count = newFiles(plan).length;
  const done = [
    ...(count > 0 ? [`wrote ${count} ${count === 1 ? 'file' : 'files'}`] : []),
    ...(edited.length > 0 ? [`edited ${wordList(edited)}`] : []),
  ].join(' and ');
  const lines = [`${done.charAt(0).toUpperCase()}${done.slice(1)}.`];
  if (plan.byHand.length > 0) lines.push('', showByHand(plan, from));
  lines.push('', ...nextStepLines(hostFiles(lead.fs), plan.packages, from));
  tell(lead, lines.join('\n'));
}

/** The same for scripts. */
export function whatIsKnown({
  lead,
  plan,
  proof,
  isDone,
}: Run): Pick<RunTold, 'plan' | 'proof' | 'isWritten' | 'isDryRun' | 'nextSteps'> {
  return {
    plan: plan === EMPTY_PLAN ? undefined : plan,
    proof,
    isWritten: isDone,
    isDryRun: lead.options.dryRun === true,
    nextSteps: isDone ? nextSteps(hostFiles(lead.fs), plan.packages) : [],
  };
}
