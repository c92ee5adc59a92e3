/** Applies the edits of one registration and judges the result as a second run would see it. */

import { listedBeside } from '../python/dunder-all.js';
import { applyEdits, editedLines, type TextEdit } from '../python/edit.js';
import { fitted } from '../python/fit.js';
import { nameOf } from './copied-import.js';
import type { Copies } from './copy-uses.js';
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

/** How an edit ends: what is said of it, and how it is judged. */
export type EditReport = {
  readonly followed: Followed;
  readonly like: number;
  readonly notes: readonly string[];
  readonly unknown: RefusalId;
  /** Whether the package is registered in a file as often as it should be. */
  readonly isRegistered: (after: HostFile) => boolean;
};

/**
 * Makes the edits and the imports that they need, and judges the result as a second run would see it: valid Python in
 * which the package is registered. What fails here would have been a wrong edit.
 */
export async function finish(
  file: HostFile,
  { texts, needs, edits, touched }: Copies,
  ending: EditReport,
): Promise<EditOutcome | NotEdited> {
  const damaged = notUnderstood(file, touched);
  if (damaged !== undefined) {
    const reason = 'The grammar does not understand a part of the file that matters.';
    return { obstacle: { id: ending.unknown, reason, line: damaged } };
  }
  const names = distinct(needs).map(({ name, form }) => ({ like: name, name: nameOf(form) }));
  const listed = listedBeside(file.tree, names, limitOf(file));
  const all = [...importEdits(file, needs, limitOf(file)), ...edits, ...listed];
  const outcome = await edited(file, all, ending);
  return isObstacle(outcome) ? { obstacle: outcome, paste: [...importLines(needs), ...texts].join('\n') } : outcome;
}

async function edited(
  file: HostFile,
  edits: readonly TextEdit[],
  { followed, like, notes, isRegistered }: EditReport,
): Promise<EditOutcome | Obstacle> {
  const fitting = await Promise.all(edits.map((edit) => fitted(file.source, edit, limitOf(file))));
  const source = applyEdits(file.source, fitting);
  const after = await readHostFile(file.project.with(file.path, source), file.path, file.request);
  if (isObstacle(after)) return { ...after, reason: `The edit was dropped. ${after.reason}`, line: like };
  if (!isRegistered(after)) {
    const reason = 'The edit was dropped: the new name would mean something else here.';
    return { id: 'name-taken', reason, line: like };
  }
  const texts = source.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  const lines = editedLines(file.source, fitting).map((number) => ({ number, text: texts[number - 1] ?? '' }));
  return { kind: 'edited', source, lines, followed, like, notes };
}
