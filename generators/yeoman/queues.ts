/** When a run plans, asks and writes: queues around Yeoman's commit. Everything that can be refused is refused before it. */

import { replacements } from '../../lib/plan/plan.js';
import { planRun } from '../../lib/plan/plan-run.js';
import { BackendPackageError, isRefusal } from '../../lib/refusal.js';
import { proofSettings } from './flags.js';
import { hostFiles } from './host-files.js';
import { pastInterruption, whenLeft } from './interrupt.js';
import { outputOf } from './json-output.js';
import { commitInLargerRun } from './larger-run.js';
import { workOf, writtenOrLines } from './plan-work.js';
import { provePlan } from './proof.js';
import { type Proving, withByHandTried, withLinesTried } from './proof-by-hand.js';
import { whatIsKnown } from './report.js';
import { nothingToDo, review, wouldReplace } from './review.js';
import { isForced, QUEUES, queueOnce, type Run, startOf } from './run.js';
import { errorOf, stopFor } from './stop.js';
import { showProgress, tell, terminalColumns } from './terminal.js';
import { commitNumber, quiet, writeWork } from './writing.js';

/** Opens the queues around Yeoman's commit. */
export function queuePlan(run: Run): void {
  const { env } = run.lead;
  env.addPriority(QUEUES.plan, QUEUES.yeomansCommit);
  env.addPriority(QUEUES.commit, 'install');
  outputOf(env.cwd, () => whatIsKnown(run));
  queueOnce(run, QUEUES.plan, 'register', () => planAndReview(run));
}

async function planAndReview(run: Run): Promise<void> {
  await plan(run);
  const verdict = run.isOwn ? await review(run) : 'write';
  if (isRefusal(verdict)) stopFor(verdict);
  if (verdict !== 'write') return;
  tellErrorOfRun(run);
  // Our own files are written by our own commit: Yeoman's cuts a file before it writes, and stops half-way.
  if (run.isOwn) queueOnce(run, QUEUES.commit, 'write', () => writePlan(run));
  else commitInLargerRun(run, () => plan(run));
}

async function plan(run: Run): Promise<void> {
  const clear = (): void => showProgress('');
  const cleared = whenLeft(clear);
  try {
    await planAndProve(run);
  } finally {
    clear();
    cleared();
  }
}

/** What another run was writing meanwhile may have looked wrong and be right a moment later. */
async function planAndProve(run: Run): Promise<void> {
  const { fs, env } = run.lead;
  const start = startOf(run.lead);
  const proving = { fs, cwd: env.cwd, settings: proofSettings(run.lead) };
  for (;;) {
    run.plannedAt = commitNumber(start);
    const onPackage = (name: string, number: number, all: number): void =>
      showProgress(`Planning ${name}, ${number} of ${all}`);
    const shell = { columns: terminalColumns(), texts: run.texts, ...(run.isOwn ? { onPackage } : {}) };
    const planned = await planRun(hostFiles(fs), [...run.drafts.values()], shell);
    if (planned.refusals === undefined) {
      run.plan = await withByHandTried(planned.plan, proving);
      return proveFirst(run, proving);
    }
    if (!run.isHolding) await quiet(start);
    if (run.isHolding || commitNumber(start) === run.plannedAt) {
      stopFor(await withLinesTried(planned, proving), env.cwd);
    }
  }
}

async function writePlan(run: Run): Promise<void> {
  const shown = new Set(replacements(run.plan).map(({ path }) => path));
  const refusal = await writeWork({
    start: startOf(run.lead),
    plannedAt: run.plannedAt,
    say: (line) => tell(run.lead, line),
    work: () => workOf(run.plan),
    again: async () => {
      run.isHolding = true;
      await plan(run);
      if (run.plan.changes.length === 0) nothingToDo(run);
      const unseen = replacements(run.plan).filter(({ path }) => !shown.has(path));
      if (unseen.length > 0 && !isForced(run)) stopFor(wouldReplace(unseen));
    },
  });
  stopFor(writtenOrLines(run.plan, refusal));
  run.isDone = run.plan.changes.length > 0;
  pastInterruption();
}

/** Ends the run where the plan does not hold on the application itself. */
async function proveFirst(run: Run, proving: Proving): Promise<void> {
  if (run.isOwn) showProgress('Trying the plan on the application');
  const proof = await provePlan(proving, run.plan, proving.settings);
  run.proof = proof;
  if (proof?.kind === 'failed') stopFor(proof.refusals, proving.cwd);
}

/**
 * A question that is left by Ctrl-C, or a disk that is full, may end a larger run while its files are written: ours come
 * after them. The environment rejects with the very error that it tells of, so that one gets the words and status.
 */
function tellErrorOfRun(run: Run): void {
  const env = run.lead.env as unknown as NodeJS.EventEmitter;
  env.once('error', (error: unknown) => {
    if (run.isDone || error instanceof BackendPackageError || !(error instanceof Error)) return;
    const isLeft = error.name === 'ExitPromptError';
    const why = isLeft ? 'The run was stopped at a question.' : `The run ended with an error: ${error.message}.`;
    const reason = `${why} No package was written.`;
    const { code, message, refusals } = errorOf({ id: isLeft ? 'stopped' : 'run-failed', status: 5, reason });
    Object.assign(error, { code, message, refusals, stack: message });
  });
}
