/** When a run plans, asks and writes: queues around Yeoman's commit. Everything that can be refused is refused before it. */
import { existsSync } from 'node:fs';
import { resetFileState } from 'mem-fs-editor/state';
import { type Change, hostChanges, packageChanges } from '../../lib/plan/plan.js';
import { planRun } from '../../lib/plan/plan-run.js';
import { BackendPackageError, isRefusal, type Refusal } from '../../lib/refusal.js';
import { commitChanges, isWritten, missingFile, rolledBack } from './commit.js';
import { proofSettings } from './flags.js';
import { hostFiles, pendingBytes } from './host-files.js';
import { outputOf } from './json-output.js';
import { provePlan } from './proof.js';
import { whatIsKnown } from './report.js';
import { review } from './review.js';
import { isForced, parentCommits, queueOnce, type Run } from './run.js';
import { errorOf, stopFor } from './stop.js';
import { hasTerminal, terminalColumns } from './terminal.js';

const COMMIT = 'environment:conflicts';
const REGISTER = 'register';
const COMMIT_HOST = 'commit-host';

/** Opens the queues around Yeoman's commit. */
export function queuePlan(run: Run): void {
  const { env } = run.lead;
  env.addPriority(REGISTER, COMMIT);
  env.addPriority(COMMIT_HOST, 'install');
  outputOf(env.cwd, () => whatIsKnown(run));
  queueOnce(run, REGISTER, 'register', () => planAndReview(run));
}

async function planAndReview(run: Run): Promise<void> {
  const { fs, env } = run.lead;
  const shell = { columns: terminalColumns(), texts: run.texts };
  const { plan, refusals } = await planRun(hostFiles(fs), [...run.drafts.values()], shell);
  stopFor(refusals, env.cwd);
  if (plan === undefined) return;
  run.plan = plan;
  await proveFirst(run);
  const verdict = run.isOwn ? await review(run) : 'write';
  if (isRefusal(verdict)) stopFor(verdict);
  if (verdict !== 'write') return;
  run.isDone = true;
  rollBackOnError(run);
  // Our own run writes by itself: Yeoman's commit cuts a file before it writes, and stops half-way.
  if (run.isOwn) queueOnce(run, COMMIT_HOST, 'write', () => stopFor(commitChanges(run.plan.changes)));
  else commitInLargerRun(run);
}

/** Ends the run where the plan does not hold on the application itself. */
async function proveFirst(run: Run): Promise<void> {
  const { env, fs } = run.lead;
  const proof = await provePlan({ fs, cwd: env.cwd }, run.plan, proofSettings(run.lead));
  run.proof = proof;
  if (proof?.kind === 'failed') stopFor(proof.refusals, env.cwd);
}

/**
 * A question that is left by Ctrl-C, or a disk that is full, ends a larger run while its files are written: what is
 * ours goes again. The environment rejects with the very error that it tells of, so that one gets the words and status.
 */
function rollBackOnError(run: Run): void {
  const env = run.lead.env as unknown as NodeJS.EventEmitter;
  env.once('error', (error: unknown) => {
    if (error instanceof BackendPackageError || !(error instanceof Error)) return;
    const isLeft = error.name === 'ExitPromptError';
    const why = isLeft ? 'The run was stopped at a question.' : `The run ended with an error: ${error.message}.`;
    const { code, message, refusals } = errorOf(rolledBack(run.plan.changes, isLeft ? 'stopped' : 'run-failed', why));
    Object.assign(error, { code, message, refusals, stack: message });
  });
}

/** In a larger run all files go through Yeoman's ordinary question. */
function commitInLargerRun(run: Run): void {
  for (const { path, after } of packageChanges(run.plan)) run.lead.fs.write(path, after);
  const waiting = editInMemory(run, hostChanges(run.plan));
  const existing = packageChanges(run.plan).filter(({ before }) => before !== undefined);
  const onDisk = [...existing, ...waiting].filter(({ path }) => existsSync(path));
  stopFor(nobodyAnswers(run, onDisk));
  if (waiting.length > 0) queueOrdinaryCommit(run, waiting);
}

/** Host files that only exist in memory are edited there and are written with the rest. */
function editInMemory(run: Run, changes: readonly Change[]): readonly Change[] {
  const { fs } = run.lead;
  const waiting: Change[] = [];
  for (const change of changes) {
    if (parentCommits(run.lead) || pendingBytes(fs, change.path)) fs.write(change.path, change.after);
    else waiting.push(change);
  }
  // What was read to look at it is not to be written by Yeoman's commit.
  for (const { path } of waiting) if (fs.store.existsInMemory(path)) resetFileState(fs.store.get(path));
  return waiting;
}

function nobodyAnswers(run: Run, onDisk: readonly Change[]): Refusal | undefined {
  if (onDisk.length === 0 || isForced(run) || hasTerminal() || parentCommits(run.lead)) return undefined;
  // An adapter of a test or of another front end answers without a terminal; the environment's own wraps one.
  const { adapter } = run.lead.env as { adapter: object & { readonly actualAdapter?: object } };
  if ((adapter.actualAdapter ?? adapter).constructor.name !== 'TerminalAdapter') return undefined;
  return {
    id: 'no-terminal',
    status: 2,
    reason: `No terminal to ask on about ${onDisk.map(({ path }) => path).join(' and ')}, so nothing was written.`,
    hint: 'Run with --force.',
  };
}

/** The host's files go through Yeoman's ordinary question once the package is written; a no takes the package back. */
function queueOrdinaryCommit(run: Run, waiting: readonly Change[]): void {
  const stopDeclined = (): void =>
    stopFor(rolledBack(run.plan.changes, 'declined', 'Part of the package or of its registration was declined.'));
  queueOnce(run, COMMIT_HOST, 'offer', () => {
    if (missingFile(packageChanges(run.plan)) !== undefined) stopDeclined();
    for (const { path, after } of waiting) run.lead.fs.write(path, after);
    queueOnce(run, COMMIT_HOST, 'verify', () => {
      if (!waiting.every(isWritten)) stopDeclined();
    });
  });
}
