/** Our part of a larger generator's run: its files are asked about by Yeoman's ordinary question, and written by our commit. */
import { existsSync } from 'node:fs';
import { createConflicterTransform, createYoResolveTransform } from '@yeoman/conflicter';
import { isFilePending, resetFileState } from 'mem-fs-editor/state';
import type { Change } from '../../lib/plan/plan.js';
import { textOf } from '../../lib/project/files.js';
import type { Refusal } from '../../lib/refusal.js';
import type { FileChange } from '../commit/journal.js';
import { hostFiles, pendingBytes } from './host-files.js';
import { workOf, writtenOrLines } from './plan-work.js';
import { conflicterOptions, isForced, parentCommits, QUEUES, queueOnce, type Run, startOf } from './run.js';
import { stopFor } from './stop.js';
import { hasTerminal, tell } from './terminal.js';
import { writeWork } from './writing.js';

/** Files of the parent's that our edit is in: what it wrote itself, by path. */
type Parents = ReadonlyMap<string, string>;

export function commitInLargerRun(run: Run, plan: () => Promise<void>): void {
  if (parentCommits(run.lead)) {
    for (const { path, after } of run.plan.changes) run.lead.fs.write(path, after);
    run.isDone = true;
    return;
  }
  let parents = takeOut(run);
  stopFor(
    nobodyAnswers(
      run,
      run.plan.changes.filter(({ path }) => existsSync(path)),
    ),
  );
  queueOnce(run, QUEUES.commit, 'write', async () => {
    if (!(await isAccepted(run))) {
      await writeParents(run, parents);
      const reason = 'Part of the package or of its registration was declined. Nothing of it was written.';
      stopFor(writtenOrLines(run.plan, { id: 'declined', status: 5, reason }));
    }
    const refusal = await writeWork({
      start: startOf(run.lead),
      plannedAt: run.plannedAt,
      say: (line) => tell(run.lead, line),
      work: () => workOnDisk(run),
      again: async () => {
        run.isHolding = true;
        for (const [path, text] of parents) run.lead.fs.write(path, text);
        await plan();
        parents = takeOut(run);
      },
    });
    if (refusal !== undefined) await writeParents(run, parents);
    stopFor(writtenOrLines(run.plan, refusal));
    run.isDone = true;
  });
}

/** Takes our files out of Yeoman's commit, which cuts a file before it writes it. */
function takeOut({ lead: { fs }, plan }: Run): Parents {
  const parents = new Map<string, string>();
  for (const { path, before } of plan.changes) {
    if (pendingBytes(fs, path) && before !== undefined) parents.set(path, before);
    // What was read to look at it is not to be written either.
    if (fs.store.existsInMemory(path)) resetFileState(fs.store.get(path));
  }
  return parents;
}

/** The plan, as a change of what is on the disk by now. */
function workOnDisk({ lead: { fs }, plan }: Run): ReturnType<typeof workOf> {
  const files = hostFiles(fs);
  const work = workOf(plan);
  return work && { ...work, files: work.files.map((each) => ({ ...each, before: textOf(files, each.path) })) };
}

/** What the parent itself wrote stays its own, whatever becomes of ours. */
async function writeParents({ lead, plannedAt }: Run, parents: Parents): Promise<void> {
  const files = hostFiles(lead.fs);
  const changes = [...parents].map(([path, after]): FileChange => ({ path, before: textOf(files, path), after }));
  const others = changes.filter(({ before, after }) => before !== after);
  if (others.length === 0) return;
  const work = { asked: [], files: others };
  await writeWork({ start: startOf(lead), plannedAt, say: () => {}, work: () => work, again: async () => {} });
}

/** Asks Yeoman's ordinary question about each of our files; nothing is written by it. */
async function isAccepted(run: Run): Promise<boolean> {
  const { fs, env } = run.lead;
  const paths = new Set(run.plan.changes.map(({ path }) => path));
  for (const { path, after } of run.plan.changes) fs.write(path, after);
  const { adapter } = env as never;
  const transforms = [createYoResolveTransform(), createConflicterTransform(adapter, conflicterOptions(run.lead))];
  await fs.store.pipeline({ filter: ({ path }) => paths.has(path) }, ...(transforms as never[]));
  const files = run.plan.changes.map((change) => ({ change, file: fs.store.get(change.path) }));
  const isWanted = ({ change, file }: (typeof files)[number]): boolean =>
    isFilePending(file) || textOf(hostFiles(fs), change.path) === change.after;
  const isEach = files.every(isWanted);
  for (const { file } of files) resetFileState(file);
  return isEach;
}

function nobodyAnswers(run: Run, onDisk: readonly Change[]): Refusal | undefined {
  if (onDisk.length === 0 || isForced(run) || hasTerminal()) return undefined;
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
