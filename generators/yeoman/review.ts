/** The one review of our own run: shows the plan, and asks where nothing else answers. */

import { patchOf } from '../../lib/plan/patch.js';
import { type Change, type Plan, replacements } from '../../lib/plan/plan.js';
import { showPlan, showReplaced, showStyle } from '../../lib/plan/show.js';
import { verdictLine } from '../../lib/proof/verdict-line.js';
import { printable, type Refusal } from '../../lib/refusal.js';
import { ask } from './ask.js';
import { commandOf } from './command.js';
import { patchFolder } from './folders.js';
import { isForced, type Run } from './run.js';
import { hasTerminal, printPatch, tell } from './terminal.js';

/** What to do with the plan: write it, or stop because nobody wants it written. */
export type Verdict = 'write' | 'nothing' | 'dry-run';

type Answer = 'yes' | 'no' | 'diff' | 'view';

/** A refusal where nobody can answer, or where the answer is no. */
export async function review(run: Run): Promise<Verdict | Refusal> {
  const { lead, plan } = run;
  const from = lead.env.cwd;
  const { yes, dryRun, explain } = lead.options;
  if (plan.changes.length === 0) {
    nothingToDo(run);
    return 'nothing';
  }
  const verdict = run.proof?.kind === 'failed' ? undefined : run.proof;
  tell(lead, showPlan(plan, from, verdict?.kind === 'proven' ? verdict.facts.refused : undefined));
  if (verdict !== undefined) tell(lead, `    ${verdictLine(verdict, from)}`);
  if (explain === true) tell(lead, `\n${showStyle(plan)}`);
  const replaced = replacements(plan);
  if (dryRun === true) {
    printPatch(patchOf(plan.changes, patchFolder(from)));
    return 'dry-run';
  }
  // What people wrote is shown line by line before it is replaced.
  if (replaced.length > 0) tell(lead, `\n${showReplaced(plan, from)}`);
  if (isForced(run) || (yes === true && replaced.length === 0)) return 'write';
  if (yes === true) return wouldReplace(replaced);
  if (!hasTerminal()) {
    return {
      id: 'no-terminal',
      status: 2,
      reason: 'No terminal to ask on, so nothing was written.',
      hint: '--yes accepts the plan, --dry-run only prints it.',
    };
  }
  return askForConsent(run, from, replaced.length);
}

export function nothingToDo({ lead, plan }: Run): void {
  tell(lead, `Nothing to do: ${plan.packages.map(existing).join(', ')}.`);
}

function existing({ name, isNew, models, added }: Plan['packages'][number]): string {
  if (isNew) return `${name} already exists and is registered`;
  if (added !== undefined) {
    const fields = models.flatMap((each) => each.fields.map((field) => field.replace(/:.*/s, '')));
    return `${added.model} of ${name} already has ${fields.join(' and ')}`;
  }
  return `${name} already has ${models.map((each) => each.name).join(' and ')}`;
}

/** What people wrote is replaced only where somebody says so. */
export function wouldReplace({ length }: readonly Change[]): Refusal {
  return {
    id: 'would-replace',
    status: 5,
    reason: `${length} ${length === 1 ? 'file exists' : 'files exist'} with other code, so nothing was written.`,
    hint: '--force replaces what is shown above.',
  };
}

async function askForConsent(run: Run, from: string, replaced: number): Promise<'write' | Refusal> {
  const message = replaced > 0 ? `Write this, replacing code in ${replaced} of your files?` : 'Write this?';
  for (;;) {
    const { answer } = await ask<{ answer: Answer }>(run.lead, [
      {
        type: 'select',
        name: 'answer',
        message,
        default: replaced > 0 ? 'no' : 'yes',
        choices: [
          { name: 'yes', value: 'yes' },
          { name: 'no', value: 'no' },
          { name: 'show the diff', value: 'diff' },
          { name: 'view a file', value: 'view' },
        ],
      },
    ]);
    if (answer === 'yes') return 'write';
    if (answer === 'diff') printPatch(patchOf(run.plan.changes, from));
    else if (answer === 'view') await viewFile(run);
    else return declined(run);
  }
}

/** Nothing that was typed is lost: the command that asks for the same is printed. */
function declined(run: Run): Refusal {
  const hint = `The same again: ${commandOf(run)}`;
  return { id: 'declined', status: 5, reason: 'Declined: nothing was written.', hint };
}

async function viewFile(run: Run): Promise<void> {
  const { changes } = run.plan;
  const { path } = await ask<{ path: string }>(run.lead, [
    { type: 'select', name: 'path', message: 'Which file?', choices: changes.map((each) => each.path) },
  ]);
  run.lead.log(printable(changes.find((each) => each.path === path)?.after ?? ''));
}
