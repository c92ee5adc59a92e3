/** Writes a plan: one run at a time in a project, and on what the files say by then. */
import { isRefusal, type Refusal } from '../../lib/refusal.js';
import { type Outcome, type Work, writeFiles } from '../commit/commit.js';
import { because, DISK } from '../commit/disk.js';
import { type Journal, openedJournal } from '../commit/journal.js';
import { type Held, lastLock, takeLock } from '../commit/lock.js';
import { thisOwner } from '../commit/owner.js';
import { type Recovered, recover } from '../commit/recover.js';
import { stateFolder, stateFolders, stateFolderToBe } from '../commit/state-folder.js';
import { pastInterruption, whenLeft } from './interrupt.js';

/** How long another run may give no sign of life. */
const SILENCE = 15_000;
const POLL = 50;
/** An editor that saves more often than this while a file is written has to be waited for by a person. */
const MOST_TRIES = 5;

/** One who writes, as the commit sees it. */
export type PlanWriter = {
  /** A folder of the project. */
  readonly start: string;
  /** The number of the last lock when it was planned. */
  readonly plannedAt: number;
  say(line: string): void;
  /** What there is to write now; nothing where there is nothing. */
  work(): Work | undefined;
  /** Plans it again on what the files say now, or ends the run. */
  again(): Promise<void>;
};

/** The number of the last commit in a project: it tells whether somebody has written since. */
export function commitNumber(start: string): number {
  return lastLock(DISK, stateFolderToBe(start) ?? '').number;
}

/** Waits until nobody writes in a project; a run that gives no sign of life is not waited for. */
export async function quiet(start: string): Promise<void> {
  const folder = stateFolderToBe(start) ?? '';
  const until = Date.now() + SILENCE;
  while (lastLock(DISK, folder).isHeld && Date.now() < until) await new Promise((done) => setTimeout(done, POLL));
}

/** Brings a run that was killed to its end; a dry run only says what it found. */
export async function recoverFirst(
  start: string,
  isDry: boolean,
  say: (line: string) => void,
): Promise<Refusal | undefined> {
  const folder = stateFolders(start).find((each) => openedJournal(DISK, each) !== undefined);
  const journal = folder === undefined ? undefined : openedJournal(DISK, folder)?.journal;
  if (folder === undefined || journal === undefined) return undefined;
  if (!isDry) return holding(folder, say, async () => undefined);
  if (!lastLock(DISK, folder).isHeld) say(`${stopped(journal)} The next run that writes takes it back or finishes it.`);
  return undefined;
}

/** Writes everything, or nothing and gives the reason. */
export async function writeWork(writer: PlanWriter): Promise<Refusal | undefined> {
  const folder = stateFolder(writer.start);
  if (folder === undefined) {
    const reason = 'No folder for the journal of this run can be written: neither in the repository nor elsewhere.';
    return { id: 'no-journal', status: 5, reason, hint: 'XDG_STATE_HOME names one.' };
  }
  return holding(folder, writer.say, (number, recovered) => tryToWrite(writer, folder, number, recovered));
}

async function tryToWrite(
  writer: PlanWriter,
  folder: string,
  number: number,
  recovered: Recovered | undefined,
): Promise<Refusal | undefined> {
  if (recovered !== undefined || number !== writer.plannedAt + 1) {
    if (recovered === undefined) writer.say('Another run wrote here meanwhile, so it was planned again.');
    await writer.again();
  }
  for (let tries = 1; ; tries += 1) {
    const work = writer.work();
    if (work === undefined) return undefined;
    const outcome = writeFiles(DISK, folder, number, work);
    if (outcome.kind === 'written') {
      pastInterruption();
      return undefined;
    }
    if (outcome.kind === 'failed') return failed(outcome);
    if (tries === MOST_TRIES) return busy(outcome.path, outcome.why);
    writer.say(`${outcome.path}: ${outcome.why}, so it was planned again.`);
    await writer.again();
  }
}

async function holding(
  folder: string,
  say: (line: string) => void,
  work: (number: number, recovered: Recovered | undefined) => Promise<Refusal | undefined>,
): Promise<Refusal | undefined> {
  const onWait = ({ by }: Held): void => say(`Waiting for another run, ${processOf(by)}, which is writing here.`);
  const lock = await takeLock(DISK, folder, thisOwner(), { milliseconds: SILENCE, onWait });
  if (!('release' in lock)) return held(lock);
  const gone = whenLeft(lock.release);
  try {
    const recovered = recoverHere(folder, say);
    return isRefusal(recovered) ? recovered : await work(lock.number, recovered);
  } finally {
    lock.release();
    gone();
  }
}

function recoverHere(folder: string, say: (line: string) => void): Recovered | undefined | Refusal {
  try {
    const recovered = recover(DISK, folder);
    if (recovered !== undefined) say(wordsFor(recovered));
    return recovered;
  } catch (error) {
    const reason = `A run that was stopped left files, and they could not be taken back: ${because(error)}.`;
    return { id: 'not-recovered', status: 5, reason, hint: `What it was about to write is in ${folder}.` };
  }
}

function stopped({ asked, startedAt }: Journal): string {
  const names = [...new Set(asked.map((each) => each.package))];
  return `A run${names.length === 0 ? '' : ` for ${names.join(' and ')}`} was stopped while it wrote (${startedAt}).`;
}

function wordsFor({ journal, kind, back }: Recovered): string {
  const run = stopped(journal);
  if (kind === 'finished') return `${run} All of its files are in place.`;
  if (kind === 'left') return `${run} What it wrote stays, because you have edited it since: ${back.stuck.join(', ')}.`;
  const kept = back.kept.length === 0 ? '' : ` Kept, because you have changed them: ${back.kept.join(', ')}.`;
  if (back.files.length === 0) return `${run} Nothing of it was in place.${kept}`;
  return `${run} ${back.files.length === 1 ? '1 file was' : `${back.files.length} files were`} taken back.${kept}`;
}

const processOf = ({ pid, host }: Held['by']): string => `process ${pid} on ${host}`;

function held({ by, path }: Held): Refusal {
  const reason = `Another run, ${processOf(by)}, is writing here and does not come to its end. Nothing was written.`;
  return { id: 'busy', status: 5, reason, hint: `End that process, and run this again. Its lock is ${path}.` };
}

function busy(path: string, why: string): Refusal {
  const reason = `${why.charAt(0).toUpperCase()}${why.slice(1)}, again and again. Everything was taken back.`;
  return { id: 'busy', status: 5, reason, at: { path }, hint: 'Run this again when nobody writes there.' };
}

function failed({ why, back }: Outcome & { kind: 'failed' }): Refusal {
  const reason = `The files could not be written: ${why}.`;
  if (back === undefined) {
    const rest = 'Not everything could be taken back: the next run does it.';
    return { id: 'file-not-written', status: 5, reason: `${reason} ${rest}` };
  }
  if (back.stuck.length > 0) {
    const rest = `What was written stays, because ${back.stuck.join(', ')} was edited meanwhile: run this again.`;
    return { id: 'file-not-written', status: 5, reason: `${reason} ${rest}` };
  }
  const kept = back.kept.length === 0 ? '' : ` But these were changed meanwhile and stay: ${back.kept.join(', ')}.`;
  const files = back.files.length === 0 ? '' : ` (${back.files.length} files)`;
  return { id: 'file-not-written', status: 5, reason: `${reason} Everything was taken back${files}.${kept}` };
}
