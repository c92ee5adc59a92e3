/** Applies the edits of registrations in one file and judges the result as a second run would see it. */

import type { Project } from '../project/project.js';
import { listedBeside } from '../python/dunder-all.js';
import { applyEdits, editedLines, type TextEdit } from '../python/edit.js';
import { statementOf } from '../python/find.js';
import { fitted } from '../python/fit.js';
import { fromModule } from '../python/import-order.js';
import { printImport } from '../python/imports.js';
import { refusedWith } from './by-hand.js';
import { isPlain, type Need, nameOf } from './copied-import.js';
import type { CopiedUses } from './copy-uses.js';
import {
  type HostFile,
  isObstacle,
  limitOf,
  type NotEdited,
  notUnderstood,
  type Obstacle,
  readHostFile,
} from './host-file.js';
import { distinct, importEdits, importLines } from './import-needs.js';
import type { EditOutcome, Followed, RefusalId } from './outcome.js';

/** What the report says of an edit, and how the edit is judged. */
export type EditReport = {
  readonly followed: Followed;
  readonly like: number;
  readonly notes: readonly string[];
  readonly unknown: RefusalId;
  /** Whether the package is registered in a file as often as it should be. */
  readonly isRegistered: (after: HostFile) => boolean;
};

/** Edits of one file that are made ready and not judged yet. */
export type EditDraft = {
  readonly kind: 'draft';
  readonly file: HostFile;
  readonly copies: CopiedUses;
  readonly report: EditReport;
};

/** What trying to register came to before anything was judged. */
export type Attempt = EditDraft | EditOutcome | NotEdited;

export function drafted(file: HostFile, copies: CopiedUses, report: EditReport): EditDraft | NotEdited {
  const damaged = notUnderstood(file, copies.touched);
  if (damaged === undefined) return { kind: 'draft', file, copies, report };
  const reason = 'The grammar does not understand a part of the file that matters.';
  return { obstacle: { id: report.unknown, reason, line: damaged } };
}

/** The same, where the blueprint's uses could be copied; else the lines that are to be added by hand. */
export async function draftedOrByHand(
  file: HostFile,
  copies: CopiedUses | Obstacle,
  report: EditReport,
): Promise<EditDraft | EditOutcome> {
  if (isObstacle(copies)) return refusedWith(file, copies, [], report.isRegistered);
  const attempt = drafted(file, copies, report);
  return 'obstacle' in attempt ? refusedWith(file, attempt.obstacle, [linesOf(copies)], report.isRegistered) : attempt;
}

const linesOf = ({ needs, texts }: CopiedUses): string => [...importLines(needs), ...texts].join('\n');

/** What is edited, where something is. */
export async function settledAttempt(attempt: EditDraft | EditOutcome): Promise<EditOutcome> {
  return attempt.kind === 'draft' ? settled(attempt) : attempt;
}

/**
 * Makes the edits with the imports that they need, and judges the result: valid Python in which the package is
 * registered. What fails here would have been a wrong edit.
 */
async function settled(draft: EditDraft): Promise<EditOutcome> {
  const edits = await editsOf(draft.file, draft.copies);
  const source = applyEdits(draft.file.source, edits);
  const obstacle = await judged(draft, draft.file.project.with([{ path: draft.file.path, after: source }]));
  if (obstacle !== undefined) {
    return refusedWith(draft.file, obstacle, [linesOf(draft.copies)], draft.report.isRegistered);
  }
  return outcomeOf(draft, source, editedLines(draft.file.source, edits));
}

/**
 * The same for two drafts of one file, each judged on the file with both, so that it is parsed once more and not twice.
 * Nothing where they are in each other's way: the second one has to see what the first one did.
 */
export async function settledTogether(
  first: EditDraft,
  second: EditDraft,
): Promise<readonly [EditOutcome, EditOutcome] | undefined> {
  if (areInTheWay(first, second)) return undefined;
  const { file } = first;
  const alone = await editsOf(file, first.copies);
  const both = await editsOf(file, {
    edits: [...first.copies.edits, ...second.copies.edits],
    needs: [...first.copies.needs, ...second.copies.needs],
  });
  const source = applyEdits(file.source, both);
  const project = second.file.project.with([{ path: file.path, after: source }]);
  for (const draft of [first, second]) if ((await judged(draft, project)) !== undefined) return undefined;
  return [
    outcomeOf(first, applyEdits(file.source, alone), editedLines(file.source, alone)),
    outcomeOf(second, source, editedLines(file.source, both)),
  ];
}

async function editsOf(
  file: HostFile,
  { needs, edits }: Pick<CopiedUses, 'needs' | 'edits'>,
): Promise<readonly TextEdit[]> {
  const limit = limitOf(file);
  const names = distinct(needs).map(({ name, form }) => ({ like: name, name: nameOf(form) }));
  const all = [...importEdits(file, needs, limit), ...edits, ...listedBeside(file.tree, names, limit)];
  return Promise.all(all.map((edit) => fitted(file.source, edit, limit)));
}

/** Why the edited file is not what it should be. */
async function judged({ file, report }: EditDraft, edited: Project): Promise<Obstacle | undefined> {
  const after = await readHostFile(edited, file.path, file.request);
  if (isObstacle(after)) return { ...after, reason: `The edit was dropped. ${after.reason}`, line: report.like };
  if (report.isRegistered(after)) return undefined;
  const reason = 'The edit was dropped: the new name would mean something else here.';
  return { id: 'name-taken', reason, line: report.like };
}

function outcomeOf(
  { report: { followed, like, notes } }: EditDraft,
  source: string,
  numbers: readonly number[],
): EditOutcome {
  const texts = source.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  const lines = numbers.map((number) => ({ number, text: texts[number - 1] ?? '' }));
  return { kind: 'edited', source, lines, followed, like, notes };
}

/** Whether both edit one statement, import the same, or make one name of two things. */
function areInTheWay({ copies: first, file }: EditDraft, { copies: second, file: other }: EditDraft): boolean {
  if (file.source !== other.source) return true;
  const statements = new Set(first.touched.map(statementOf).filter(({ type }) => !isImport(type)));
  // Imports that both need are sorted together; one that an edit brings by itself is not.
  const offsets = (edits: readonly TextEdit[], needs: readonly Need[]): ReadonlySet<number> =>
    new Set([...edits, ...importEdits(file, needs, limitOf(file))].map(({ at }) => at));
  const [before, after] = [offsets(first.edits, first.needs), offsets(second.edits, second.needs)];
  return (
    second.touched.some((node) => statements.has(statementOf(node))) ||
    second.edits.some(({ at }) => before.has(at)) ||
    first.edits.some(({ at }) => after.has(at)) ||
    first.needs.some((one) => second.needs.some((each) => clash(one, each)))
  );
}

const isImport = (type: string): boolean => /^import_(?:from_)?statement$/.test(type);

function clash(one: Need, other: Need): boolean {
  const isSame = printImport(one.form) === printImport(other.form);
  const isBesideSame = one.sibling.start === other.sibling.start && one.form.module === fromModule(one.sibling);
  return (
    isSame || isBesideSame || (nameOf(one.form) === nameOf(other.form) && !(isPlain(one.form) && isPlain(other.form)))
  );
}
