import { existsSync } from 'node:fs';
import { resetFileState } from 'mem-fs-editor/state';
import {
  changedFiles,
  createdFiles,
  EMPTY_PLAN,
  type FileEdit,
  type HostEdit,
  writtenFiles,
} from '../../lib/plan/plan.js';
import { BackendPackageError } from '../../lib/refusal.js';
import { commitHost, isWritten, missingFile, rolledBackError } from './commit.js';
import { pendingBytes } from './host-files.js';
import { planEdits } from './register.js';
import { review } from './review.js';
import { isForced, parentCommits, queueOnce, type Run } from './run.js';
import { stagePackages } from './stage.js';
import { hasTerminal } from './terminal.js';

const COMMIT = 'environment:conflicts';
const REGISTER = 'register';
const COMMIT_HOST = 'commit-host';

/** Writes the packages into memory when every generator that is queued so far has written. */
export function queueStaging(run: Run): void {
  queueOnce(run, 'writing', 'stage', () => stagePackages(run));
}

/** Takes files out of Yeoman's commit. */
function withhold(run: Run, files: readonly FileEdit[]): void {
  for (const { path } of files) resetFileState(run.lead.fs.store.get(path));
}

/** Host files that only exist in memory are edited there and are written with the rest. */
function editInMemory(run: Run, edits: readonly HostEdit[]): readonly HostEdit[] {
  const { fs } = run.lead;
  const waiting: HostEdit[] = [];
  for (const edit of edits) {
    if (parentCommits(run.lead) || pendingBytes(fs, edit.path)) fs.write(edit.path, edit.after);
    else waiting.push(edit);
  }
  return waiting;
}

function checkAnswerable(run: Run, onDisk: readonly FileEdit[]): void {
  if (onDisk.length === 0 || isForced(run) || hasTerminal() || parentCommits(run.lead)) return;
  // An adapter of a test or of another front end answers without a terminal; the environment's own wraps one.
  const { adapter } = run.lead.env as { adapter: object & { readonly actualAdapter?: object } };
  if ((adapter.actualAdapter ?? adapter).constructor.name !== 'TerminalAdapter') return;
  throw new BackendPackageError({
    id: 'no-terminal',
    status: 2,
    reason: `No terminal to ask on about ${onDisk.map((edit) => edit.path).join(' and ')}, so nothing was written.`,
    hint: 'Run with --force.',
  });
}

/** In a larger run the host's files go through Yeoman's ordinary question; a no takes the package back. */
function queueOrdinaryCommit(run: Run, edits: readonly HostEdit[]): void {
  queueOnce(run, COMMIT_HOST, 'offer', () => {
    if (missingFile(writtenFiles(run.plan)) !== undefined) throw declined(run, edits);
    for (const edit of edits) run.lead.fs.write(edit.path, edit.after);
    queueOnce(run, COMMIT_HOST, 'verify', () => {
      if (edits.some((edit) => !isWritten(edit))) throw declined(run, edits);
    });
  });
}

function declined(run: Run, edits: readonly HostEdit[]): BackendPackageError {
  for (const edit of edits.filter(isWritten))
    commitHost(EMPTY_PLAN, [{ ...edit, before: edit.after, after: edit.before }]);
  return rolledBackError(run.plan, edits, 'declined', 'Part of the package or of its registration was declined.');
}

async function register(run: Run): Promise<void> {
  run.plan = { ...run.plan, ...(await planEdits(run)) };
  if (run.isOwn) {
    const verdict = await review(run);
    if (verdict !== 'write') {
      withhold(run, writtenFiles(run.plan));
      run.isDone = false;
      return;
    }
  }
  run.isDone = true;
  const edits = editInMemory(run, run.plan.edits);
  if (!run.isOwn) {
    checkAnswerable(
      run,
      [...changedFiles(run.plan), ...edits].filter(({ path }) => existsSync(path)),
    );
    if (edits.length > 0) queueOrdinaryCommit(run, edits);
    return;
  }
  // Files of packages that are on the disk wait for the new ones, as the host's do.
  const changed = changedFiles(run.plan);
  withhold(run, changed);
  const waiting = [...changed, ...edits];
  if (waiting.length === 0) return;
  queueOnce(run, COMMIT_HOST, 'write', () => {
    const missing = missingFile(createdFiles(run.plan));
    if (missing !== undefined)
      throw rolledBackError(run.plan, run.plan.edits, 'file-not-written', `${missing} could not be written.`);
    commitHost(run.plan, waiting);
  });
}

/** Opens the queues around Yeoman's commit: everything that can be refused is refused before it. */
export function queueRegistration(run: Run): void {
  const { env } = run.lead;
  env.addPriority(REGISTER, COMMIT);
  env.addPriority(COMMIT_HOST, 'install');
  queueOnce(run, REGISTER, 'register', () => register(run));
}
