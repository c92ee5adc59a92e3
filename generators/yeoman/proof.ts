/** Tries a plan on the real application before a byte of it is written: in a copy, with the host's own Python. */
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import type { MemFsEditor } from 'mem-fs-editor';
import type { Change, Plan } from '../../lib/plan/plan.js';
import { sessionVerdict } from '../../lib/proof/own-session.js';
import { type ProofQuestion, proofQuestions } from '../../lib/proof/question.js';
import { type Late, type ProbeReport, type Ran, readReport, type Silent, type Tested } from '../../lib/proof/report.js';
import { steady } from '../../lib/proof/routes.js';
import { type ProofVerdict, testsVerdict, verdictOf } from '../../lib/proof/verdict.js';
import type { Refusal } from '../../lib/refusal.js';
import { isOwn } from '../commit/user.js';
import type { ProofSettings } from './flags.js';
import { hostFiles } from './host-files.js';
import { whenLeft } from './interrupt.js';
import { layOverlay } from './proof-overlay.js';
import { type FoundPython, hostPythons } from './proof-python.js';
import { type Printed, runProbe } from './proof-run.js';

/** The verdict; nothing where there is nothing to prove, or where nothing was to be proven. */
export async function provePlan(
  { fs, cwd }: { readonly fs: MemFsEditor; readonly cwd: string },
  plan: Plan,
  settings: ProofSettings,
): Promise<ProofVerdict | undefined> {
  if (settings.level === 'off' || plan.changes.length === 0) return undefined;
  const verdicts: ProofVerdict[] = [];
  for (const question of proofQuestions(plan, hostFiles(fs))) {
    verdicts.push(await prove({ fs, cwd, question, changes: plan.changes, settings }));
  }
  const refusals = verdicts.flatMap((each) => (each.kind === 'failed' ? each.refusals : []));
  if (refusals.length > 0) return { kind: 'failed', refusals };
  const worst = verdicts.find(({ kind }) => kind === 'unproven') ?? verdicts[0];
  if (worst?.kind !== 'unproven' || settings.level === 'auto') return worst;
  // What was asked for by name and cannot be had is no success.
  return { kind: 'failed', refusals: [impossible(worst.why)] };
}

function impossible(why: string): Refusal {
  return {
    id: 'proof-impossible',
    status: 4,
    reason: `The plan could not be proven: ${why}.`,
    hint: '--proof=auto writes it where it cannot be proven, and says so.',
  };
}

type Asked = {
  readonly fs: MemFsEditor;
  readonly cwd: string;
  readonly question: ProofQuestion | { readonly unnamed: string };
  readonly changes: readonly Change[];
  readonly settings: ProofSettings;
};

const unproven = (why: string): ProofVerdict => ({ kind: 'unproven', why, at: null });

async function prove({ fs, cwd, question, changes, settings }: Asked): Promise<ProofVerdict> {
  if ('unnamed' in question) return unproven('nothing shows what the application is called');
  const pythons = pythonsFor(question, settings, cwd);
  if (pythons.length === 0) return unproven('no Python of the host was found; --python names one');
  const scratch = newCopy(tmpdir());
  if (scratch === undefined) return unproven(`no folder can be made in ${tmpdir()}`);
  const remove = (): void => rmSync(scratch, { recursive: true, force: true });
  const removed = whenLeft(remove);
  try {
    mkdirSync(join(scratch, 'tmp'));
    const laid =
      layOverlay(fs, question, join(scratch, 'before'), []) &&
      layOverlay(fs, question, join(scratch, 'after'), changes);
    if (!laid) return unproven('the project has too many files');
    return await compare({ scratch, question, settings }, pythons);
  } finally {
    remove();
    removed();
  }
}

const COPY = 'backend-package-proof-';
/** A proof takes at most an hour. */
const FORGOTTEN = 2 * 60 * 60 * 1000;

/** Nothing where no temporary folder can be made. */
function newCopy(folder: string): string | undefined {
  try {
    removeForgotten(folder);
    return realpathSync(mkdtempSync(join(folder, `${COPY}${process.pid}-`)));
  } catch {
    return undefined;
  }
}

/** The copies of runs that were killed. */
function removeForgotten(folder: string): void {
  for (const name of readdirSync(folder).filter((each) => each.startsWith(COPY))) {
    try {
      const path = join(folder, name);
      const stats = lstatSync(path);
      if (isOwn(stats) && stats.mtimeMs < Date.now() - FORGOTTEN) rmSync(path, { recursive: true, force: true });
    } catch {
      // Another run removes it, or it is somebody else's.
    }
  }
}

function pythonsFor({ root, top }: ProofQuestion, { python }: ProofSettings, cwd: string): readonly FoundPython[] {
  if (python === undefined) return hostPythons(root, top, process.env);
  const isPath = /[\\/]/.test(python) || existsSync(resolve(cwd, python));
  return [{ path: isPath && !isAbsolute(python) ? resolve(cwd, python) : python, by: '--python' }];
}

/** A scratch folder with the host as it is and as it would be. */
type Laid = { readonly scratch: string; readonly question: ProofQuestion; readonly settings: ProofSettings };
type Side = 'before' | 'after';
/** How the host is started: with which Python, from which folder. */
type Way = { readonly python: string; readonly folder: string };

async function compare(laid: Laid, pythons: readonly FoundPython[]): Promise<ProofVerdict> {
  const { question, settings } = laid;
  const ways = pythons.flatMap(({ path }) => question.folders.map((folder) => ({ python: path, folder })));
  const [first] = ways;
  if (first === undefined) return unproven('no folder is known from which it is started');
  // Both at once: the second run costs nothing on a machine with a second core.
  const [before, after] = await Promise.all([ask(laid, 'before', first), ask(laid, 'after', first)]);
  if (before.kind === 'ran') return judge(laid, first, before, after);
  const other = await workingWay(laid, ways.slice(1), before);
  if (other === undefined) return verdictOf(question, before, after, settings.isPublic);
  return judge(laid, other.way, other.before, await ask(laid, 'after', other.way));
}

/** Another way to start the host as it is; there is none where it asks for what it does not get in any. */
async function workingWay(
  laid: Laid,
  ways: readonly Way[],
  first: ProbeReport,
): Promise<{ readonly way: Way; readonly before: Ran } | undefined> {
  if (first.kind !== 'stopped' || first.isRefused) return undefined;
  for (const way of ways) {
    const before = await ask(laid, 'before', way);
    if (before.kind === 'ran') return { way, before };
  }
  return undefined;
}

async function judge(laid: Laid, way: Way, before: Ran, after: ProbeReport): Promise<ProofVerdict> {
  const { question, settings } = laid;
  const verdict = verdictOf(question, before, after, settings.isPublic);
  if (verdict.kind === 'failed') {
    // What differs from one run of the host to the next is no change of ours.
    const again = await ask(laid, 'before', way);
    return again.kind === 'ran' ? verdictOf(question, steady(before, again), after, settings.isPublic) : verdict;
  }
  if (verdict.kind === 'unproven' || settings.level !== 'full' || question.tests.length === 0) return verdict;
  const tested = await askTests(laid, way, false);
  const found = testsVerdict(verdict.facts, tested);
  // What stands for the session in tests says nothing of the session that callers get.
  if (found.kind !== 'proven' || tested.kind !== 'tested' || !tested.sessions?.length) return found;
  return sessionVerdict(question, found.facts, tested.sessions, await askTests(laid, way, true));
}

async function ask(laid: Laid, side: Side, way: Way): Promise<ProbeReport> {
  const printed = await probe(laid, side, way, { paths: [], isOwn: false });
  const report = readReport(printed.answer);
  return report === undefined || report.kind === 'tested' ? withoutAnswer(printed) : report;
}

/** `isOwn` has them use the session dependency of the application, on their database. */
async function askTests(laid: Laid, way: Way, isOwn: boolean): Promise<Tested | Exclude<ProbeReport, Ran>> {
  const printed = await probe(laid, 'after', way, { paths: laid.question.tests, isOwn });
  const report = readReport(printed.answer);
  return report === undefined || report.kind === 'ran' ? withoutAnswer(printed) : report;
}

const withoutAnswer = ({ said, isLate }: Printed): Late | Silent =>
  isLate ? { kind: 'late', at: null, refused: [] } : { kind: 'silent', said };

async function probe(
  { scratch, question, settings }: Laid,
  side: Side,
  { python, folder }: Way,
  tests: { readonly paths: readonly string[]; readonly isOwn: boolean },
): Promise<Printed> {
  const { top, root, folders, app, environments, modules, testFiles } = question;
  const there = (path: string): string => join(scratch, side) + path.slice(top.length);
  const job = {
    scratch,
    root: there(root),
    folders: folders.map(there),
    ...app,
    environments: environments.map(there),
    modules: side === 'after' ? modules : [],
    tests: tests.paths.map(there),
    isOwn: tests.isOwn,
    files: testFiles.map(there),
    seconds: settings.seconds,
    asker: process.pid,
  };
  const file = join(scratch, `${side}.json`);
  writeFileSync(file, JSON.stringify(job));
  const { seconds } = settings;
  const printed = await runProbe({ python, job: file, cwd: there(folder), seconds, temporary: join(scratch, 'tmp') });
  // What was found in the copy is true of the host.
  const own = JSON.stringify(top).slice(1, -1);
  return {
    isLate: printed.isLate,
    answer: printed.answer.replaceAll(join(scratch, side), own),
    said: printed.said.replaceAll(join(scratch, side), top),
  };
}
