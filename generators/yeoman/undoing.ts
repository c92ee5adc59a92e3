/** Takes back runs: shows what goes, asks once, and writes by the commit that wrote it. */
import { copyFileSync, mkdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { patchOf } from '../../lib/plan/patch.js';
import { type HostFiles, textOf } from '../../lib/project/files.js';
import { type Refusal, shownPath } from '../../lib/refusal.js';
import { type DoneRun, isNamed, planUndo, type Undoing } from '../../lib/undo/plan-undo.js';
import { runFromCode } from '../../lib/undo/run-from-code.js';
import { DISK } from '../commit/disk.js';
import {
  type FileChange,
  forgetJournal,
  type Journal,
  keptJournals,
  leaveJournal,
  leftJournals,
  undoneJournals,
} from '../commit/journal.js';
import { stateFolders, stateFolderToBe } from '../commit/state-folder.js';
import { ask } from './ask.js';
import { patchFolder } from './folders.js';
import { hostFiles } from './host-files.js';
import { outputOf } from './json-output.js';
import { type Run, startOf } from './run.js';
import { stopFor } from './stop.js';
import { hasTerminal, printPatch, tell } from './terminal.js';
import { commitNumber, writeWork } from './writing.js';

/** What is undone, and where it was written down. */
type Chosen = {
  readonly folder: string;
  /** None where the code alone tells what was written. */
  readonly journals: readonly Journal[];
  /** They are undone but for what people had changed. */
  readonly isLeft: boolean;
  readonly runs: readonly DoneRun[];
  readonly undoing: Undoing;
};

/** Without names the last run. */
export async function undoRuns(run: Run, names: readonly string[]): Promise<void> {
  const { lead } = run;
  const from = lead.env.cwd;
  const start = startOf(lead);
  const isForced = lead.options.force === true;
  let plannedAt = commitNumber(start);
  let chosen = await choose(run, start, names);
  const goes = (): Undoing['files'] => [...chosen.undoing.files, ...(isForced ? movedAside(run, chosen) : [])];
  outputOf(from, () => ({
    plan: undefined,
    undoing: isForced ? { files: goes(), kept: [] } : chosen.undoing,
    proof: undefined,
    isWritten: run.isDone,
    isDryRun: lead.options.dryRun === true,
    nextSteps: [],
  }));
  if (lead.options.dryRun === true) {
    sayKept(run, chosen, isForced);
    return printPatch(patchOf(goes(), patchFolder(from)));
  }
  if (goes().length > 0) tell(lead, shown(goes(), chosen, names, from));
  sayKept(run, chosen, isForced);
  stopFor(await consent(run));
  let going = goes();
  const refusal = await writeWork({
    start,
    plannedAt,
    say: (line) => tell(lead, line),
    work: () => {
      going = goes();
      if (isForced) keepAside(run, chosen);
      return going.length === 0 ? undefined : { asked: [], files: going };
    },
    again: async () => {
      plannedAt = commitNumber(start);
      chosen = await choose(run, start, names);
    },
  });
  stopFor(refusal);
  for (const journal of chosen.journals) {
    if (!journal.asked.every(isNamed(names))) continue;
    leaveJournal(DISK, chosen.folder, journal, isForced ? [] : chosen.undoing.kept);
    if (!chosen.isLeft) forgetJournal(DISK, chosen.folder, journal);
  }
  run.isDone = going.length > 0;
  tell(lead, run.isDone ? 'Taken back.' : 'Nothing is left to take back.');
}

/** The runs that are meant, and what taking them back changes. */
async function choose({ lead }: Run, start: string, names: readonly string[]): Promise<Chosen> {
  const folder = stateFolders(start).find((each) => keptJournals(DISK, each).length > 0) ?? '';
  // Undoing is written down as well.
  const all = keptJournals(DISK, folder).filter(({ asked }) => asked.length > 0);
  const isAbout = ({ asked }: DoneRun): boolean => asked.some((each) => names.includes(each.package));
  const done = names.length === 0 ? all.slice(0, 1) : all.filter(isAbout);
  const isLeft = done.length === 0 && names.length > 0;
  const files = hostFiles(lead.fs);
  const undone = undoneJournals(DISK, folder);
  const left = (): readonly Journal[] => leftJournals(DISK, folder).filter((each) => isAllOf(files, each, undone));
  const journals = isLeft ? left().filter(isAbout) : done;
  const runs: DoneRun[] = [...journals];
  for (const name of names) {
    if (runs.some(({ asked }) => asked.some((each) => each.package === name))) continue;
    const found = await runFromCode(files, start, name);
    if (found === undefined) stopFor(nothingKnown(all, name));
    else if ('asked' in found) runs.push(found);
    else stopFor(found, lead.env.cwd);
  }
  if (runs.length === 0) stopFor(nothingKnown(all, undefined));
  const known = (): readonly DoneRun[] => [...runs, ...all, ...undone];
  const undoing = await planUndo(files, runs, known, names);
  if ('files' in undoing) return { folder: folder || (stateFolderToBe(start) ?? ''), journals, isLeft, runs, undoing };
  stopFor(undoing, lead.env.cwd);
  throw new Error('there is a reason');
}

/** Whether what stayed of a run is all that is there of its new files: a package that came back since is more. */
function isAllOf(files: HostFiles, { number, files: stayed }: Journal, undone: readonly Journal[]): boolean {
  const whole = undone.find((each) => each.number === number)?.files ?? [];
  const there = whole.filter(({ path, before }) => before === undefined && textOf(files, path) !== undefined);
  return there.length > 0 && there.every(({ path }) => stayed.some((each) => each.path === path));
}

function nothingKnown(all: readonly Journal[], name: string | undefined): Refusal {
  const names = [...new Set(all.flatMap(({ asked }) => asked.map((each) => each.package)))];
  const what = name === undefined ? 'of a run that wrote something' : `of a run for ${name}`;
  const hint = names.length === 0 ? 'Your version control can take it back.' : `Known are: ${names.join(', ')}.`;
  return { id: 'undo-unknown', status: 2, reason: `Nothing is known here ${what}.`, hint };
}

function shown(files: readonly FileChange[], { runs }: Chosen, names: readonly string[], from: string): string {
  const meant = new Set(runs.flatMap((each) => each.asked.filter(isNamed(names)).map((one) => one.package)));
  const lines = files.map(({ path, after }) => `  ${after === undefined ? '-' : '~'} ${relative(from, path)}`);
  return [`Takes back what was written for ${[...meant].join(' and ')}:`, ...lines].join('\n');
}

function sayKept({ lead }: Run, { journals, undoing: { kept } }: Chosen, isForced: boolean): void {
  if (kept.length === 0) return;
  const names = kept.map((path) => `  ${shownPath(path, lead.env.cwd)}`);
  const why = journals.length > 0 ? 'you have changed them' : 'they are not as they would be written';
  const head = isForced ? `Moved aside, because ${why}:` : `Kept, because ${why} (--force moves them aside):`;
  tell(lead, [head, ...names].join('\n'));
}

/** A refusal where nobody can answer, or where the answer is no. */
async function consent({ lead }: Run): Promise<Refusal | undefined> {
  if (lead.options.yes === true || lead.options.force === true) return undefined;
  if (!hasTerminal()) {
    const reason = 'No terminal to ask on, so nothing was taken back.';
    return { id: 'no-terminal', status: 2, reason, hint: '--yes takes it back, --dry-run only prints it.' };
  }
  const choices = ['yes', 'no'].map((each) => ({ name: each, value: each }));
  const questions = [{ type: 'select', name: 'answer', message: 'Take this back?', default: 'no', choices }];
  const { answer } = await ask<{ answer: string }>(lead, questions as never);
  if (answer === 'yes') return undefined;
  return { id: 'declined', status: 5, reason: 'Declined: nothing was taken back.' };
}

/** Files that people have changed, as files that go; what is no text stays. */
function movedAside({ lead }: Run, { undoing: { kept } }: Chosen): Undoing['files'] {
  const files = hostFiles(lead.fs);
  return kept.flatMap((path) => {
    const before = textOf(files, path);
    return before === undefined ? [] : [{ path, before, after: undefined }];
  });
}

/** Copies of them are beside the journal, until somebody deletes them. */
function keepAside({ lead }: Run, { folder, journals, undoing: { kept } }: Chosen): void {
  const start = startOf(lead);
  const top = patchFolder(start);
  const number = journals[0]?.number ?? `code-${commitNumber(start)}`;
  for (const path of kept) {
    const copy = join(folder, 'aside', `${number}`, relative(top, path));
    mkdirSync(dirname(copy), { recursive: true });
    copyFileSync(path, copy);
    tell(lead, `  ${shownPath(path, lead.env.cwd)} is now ${copy}`);
  }
}
