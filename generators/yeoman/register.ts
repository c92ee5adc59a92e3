import { relative } from 'node:path';
import { addedLines } from '../../lib/plan/lines.js';
import type { ByHand, PackagePlan, Plan } from '../../lib/plan/plan.js';
import type { HostFiles } from '../../lib/project/files.js';
import { BackendPackageError, type Refusal } from '../../lib/refusal.js';
import type { EditOutcome } from '../../lib/registration/outcome.js';
import { registerPackage } from '../../lib/registration/register.js';
import type { Host } from '../../lib/wiring/host.js';
import { editableText } from './editable.js';
import { hostFiles, pendingBytes } from './host-files.js';
import { linesToAdd, refusedWithLines } from './paste.js';
import type { Run } from './run.js';

/** A host file that cannot be edited. */
class NotEditable extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.reason);
    this.refusal = refusal;
  }
}

/** The text of a host file that can be edited safely. */
function hostText(files: HostFiles, path: string, isInMemory: boolean): string {
  return editableText(files, path, isInMemory, (why) => {
    throw new NotEditable(why);
  });
}

type Edited = { readonly before: string; readonly after: string; readonly like: readonly string[] };

function refusal(path: string, { id, reason, line, paste }: EditOutcome & { kind: 'refused' }): Refusal {
  return {
    id,
    status: 3,
    reason,
    at: { path, line },
    paste: [{ path, lines: paste.split('\n') }],
    hint: '--no-register writes the package and leaves its registration to you.',
  };
}

type Texts = Map<string, Edited>;

type Registered = {
  readonly refusals: readonly Refusal[];
  readonly lines: readonly ByHand[];
  readonly notes: readonly string[];
};

/** The rung that was used and the line that was followed. */
function followed({ rung, like }: EditOutcome & { kind: 'edited' }, blueprint: string | undefined): string {
  if (rung === 'only-place') return `below line ${like}, the only place that includes routers`;
  if (rung === 'named-router') return `below line ${like}, on the router that --router names`;
  return `like line ${like}${blueprint === undefined ? '' : ` for ${blueprint}`}`;
}

/** What was seen in the host and left alone, and why there may be nothing to edit. */
function hostNotes({ notes, nothing, root }: Host): string[] {
  const reasons = [nothing.models, nothing.routers].flatMap((reason) =>
    reason === undefined ? [] : [`${reason.text}${reason.at === undefined ? '' : ` (${relative(root, reason.at)})`}`],
  );
  return [...reasons, ...notes.map((note) => note.replaceAll(`${root}/`, ''))];
}

/** Registers one package in the texts as they are by now; gives the refusals, and the lines that each file is short of. */
async function registerOne(run: Run, files: HostFiles, texts: Texts, each: PackagePlan): Promise<Registered> {
  const read = (path: string): string => {
    const known = texts.get(path);
    if (known !== undefined) return known.after;
    const before = hostText(files, path, Boolean(pendingBytes(run.lead.fs, path)));
    texts.set(path, { before, after: before, like: [] });
    return before;
  };
  const refusals: Refusal[] = [];
  const notes = hostNotes(each.host);
  const outcomes = await registerPackage(each.host, each.registration, read).catch(async (error: unknown) => {
    if (!(error instanceof NotEditable)) throw error;
    throw await refusedWithLines(files, each.host, each.registration, error.refusal);
  });
  const lines = linesToAdd(outcomes, read);
  for (const { file, outcome } of outcomes) {
    const text = texts.get(file.path);
    if (outcome.kind === 'refused') {
      refusals.push(refusal(file.path, outcome));
    } else if (outcome.kind === 'edited' && text !== undefined) {
      texts.set(file.path, {
        ...text,
        after: outcome.source,
        like: [...text.like, followed(outcome, each.host.blueprint)],
      });
      notes.push(...outcome.notes.map((note) => `${relative(each.host.root, file.path)}: ${note}`));
    }
  }
  return { refusals, lines, notes };
}

/**
 * Edits the registration lines of every package in memory, one package after the other. Of one that is not to be
 * registered only the lines are told.
 *
 * @throws BackendPackageError(3) with every refusal and the lines to add by hand
 */
export async function planEdits(run: Run): Promise<Pick<Plan, 'edits' | 'byHand' | 'notes'>> {
  const files = hostFiles(run.lead.fs);
  const texts: Texts = new Map();
  const refusals: Refusal[] = [];
  const byHand: ByHand[] = [];
  const notes = new Set<string>();
  for (const each of run.plan.packages.filter(({ isNew }) => isNew)) {
    const outcome = await registerOne(run, files, each.registers ? texts : new Map(), each);
    for (const note of outcome.notes) notes.add(note);
    if (each.registers) refusals.push(...outcome.refusals);
    else byHand.push(...outcome.lines);
  }
  if (refusals.length > 0) throw new BackendPackageError(refusals, run.plan.packages[0]?.host.root);
  const changed = [...texts].filter(([, { before, after }]) => before !== after);
  const edits = changed.map(([path, { before, after, like }]) => ({
    path,
    before,
    after,
    lines: addedLines(before, after),
    like: [...new Set(like)].join('; '),
  }));
  return { edits, byHand, notes: [...notes] };
}
