import { isNothing, replacedFiles, writtenFiles } from '../../lib/plan/plan.js';
import { showDiff, showPlan } from '../../lib/plan/show.js';
import { BackendPackageError, printable } from '../../lib/refusal.js';
import { isForced, type Run } from './run.js';
import { hasTerminal } from './terminal.js';

/** What to do with the plan: write it, or stop because nobody wants it written. */
export type Verdict = 'write' | 'nothing' | 'dry-run';

type Answer = 'yes' | 'no' | 'diff' | 'view';

const declined = (): BackendPackageError =>
  new BackendPackageError({ id: 'declined', status: 5, reason: 'Declined: nothing was written.' });

async function viewFile(run: Run): Promise<void> {
  const files = writtenFiles(run.plan);
  const { path } = await run.lead.prompt<{ path: string }>([
    { type: 'select', name: 'path', message: 'Which file?', choices: files.map((file) => file.path) },
  ]);
  run.lead.log(printable(files.find((file) => file.path === path)?.after ?? ''));
}

async function ask(run: Run, from: string): Promise<void> {
  const replaced = replacedFiles(run.plan).length;
  const message = replaced > 0 ? `Write this, replacing code in ${replaced} of your files?` : 'Write this?';
  for (;;) {
    const { answer } = await run.lead.prompt<{ answer: Answer }>([
      {
        type: 'select',
        name: 'answer',
        message,
        choices: [
          { name: 'yes', value: 'yes' },
          { name: 'no', value: 'no' },
          { name: 'show the diff', value: 'diff' },
          { name: 'view a file', value: 'view' },
        ],
      },
    ]);
    if (answer === 'yes') return;
    if (answer === 'diff') run.lead.log(showDiff(run.plan, from));
    else if (answer === 'view') await viewFile(run);
    else throw declined();
  }
}

/**
 * The one review of our own run.
 *
 * @throws BackendPackageError(2) when nobody can answer, (5) when the answer is no
 */
export async function review(run: Run): Promise<Verdict> {
  const { lead, plan } = run;
  const from = lead.env.cwd;
  const { yes, dryRun } = lead.options;
  if (isNothing(plan)) {
    const there = plan.packages.map(({ name, isNew, models }) =>
      isNew
        ? `${name} is there and registered`
        : `${name} has ${models.map((each) => each.name).join(' and ')} already`,
    );
    lead.log(`Nothing to do: ${there.join(', ')}.`);
    return 'nothing';
  }
  lead.log(showPlan(plan, from));
  if (dryRun === true) {
    lead.log(showDiff(plan, from));
    return 'dry-run';
  }
  if (isForced(run)) return 'write';
  const replaced = replacedFiles(plan);
  if (yes === true) {
    if (replaced.length === 0) return 'write';
    lead.log(showDiff({ ...plan, edits: [] }, from));
    throw new BackendPackageError({
      id: 'would-replace',
      status: 5,
      reason: `${replaced.length} ${replaced.length === 1 ? 'file exists' : 'files exist'} with other code, so nothing was written.`,
      hint: '--force replaces what differs.',
    });
  }
  if (!hasTerminal()) {
    throw new BackendPackageError({
      id: 'no-terminal',
      status: 2,
      reason: 'No terminal to ask on, so nothing was written.',
      hint: '--yes accepts the plan, --dry-run only prints it.',
    });
  }
  await ask(run, from);
  return 'write';
}
