import { applyEdits, editedLines, type TextEdit } from '../python/edit.js';
import { formatStatement } from '../python/format.js';
import { endOfLine } from '../python/style.js';
import { type HostFile, isObstacle, type Obstacle, readHostFile } from './host-file.js';
import type { EditOutcome, Rung } from './outcome.js';

const LINE_LENGTH = 88;

/** The longest line that an insertion may make; `undefined` where the host has longer ones of its own. */
export function limitOf(file: HostFile): number | undefined {
  const { lineLength = LINE_LENGTH } = file.request;
  return file.source.split(/\r\n|\r|\n/).some((line) => line.length > lineLength) ? undefined : lineLength;
}

/** Breaks an inserted statement that is too long, where the host's own lines are not. */
async function fitted(file: HostFile, edit: TextEdit): Promise<TextEdit> {
  const limit = limitOf(file);
  const [, before = '', indent = '', statement = '', after = ''] =
    /^([\r\n]*)( *)([^\s#;,][^\r\n#]*)([\r\n]*)$/.exec(edit.insert) ?? [];
  if (limit === undefined || indent.length + statement.length <= limit || before + after === '') return edit;
  const lines = await formatStatement(statement, limit - indent.length).catch(() => [statement]);
  const text = lines.map((line) => indent + line).join(endOfLine(file.source));
  return { ...edit, insert: before + text + after };
}

export type Followed = { readonly rung: Rung; readonly like: number; readonly notes: readonly string[] };

/**
 * Makes the edits and judges the result as a second run would see it: valid Python in which the package is
 * registered as often as it should be. What fails here would have been a wrong edit.
 */
export async function edited(
  file: HostFile,
  edits: readonly TextEdit[],
  { rung, like, notes }: Followed,
  isRegistered: (file: HostFile) => boolean,
): Promise<EditOutcome | Obstacle> {
  const fitting = await Promise.all(edits.map((edit) => fitted(file, edit)));
  const source = applyEdits(file.source, fitting);
  const after = await readHostFile(source, file.request);
  if (isObstacle(after)) return { ...after, reason: `The edit was dropped. ${after.reason}`, line: like };
  if (!isRegistered(after)) {
    const reason = 'The edit was dropped: the new name would mean something else here.';
    return { id: 'name-taken', reason, line: like };
  }
  const texts = source.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  const lines = editedLines(file.source, fitting).map((number) => ({ number, text: texts[number - 1] ?? '' }));
  return { kind: 'edited', source, lines, rung, like, notes };
}
