import { assemble, type Style } from '../../lib/package/assemble.js';
import { type Insertion, insertPieces } from '../../lib/package/insert.js';
import type { Piece } from '../../lib/package/pieces.js';
import type { PackageFile } from '../../lib/plan/plan.js';
import type { HostFiles } from '../../lib/project/files.js';
import { BackendPackageError } from '../../lib/refusal.js';
import { editableText } from './editable.js';

/** The text of a package's file that is there, and nothing where there is none. */
export function packageText(files: HostFiles, path: string, isInMemory: boolean): string | undefined {
  if (files.bytes(path) === undefined && files.lstat(path) === undefined) return undefined;
  return editableText(files, path, isInMemory, (why) => {
    throw new BackendPackageError(why);
  });
}

type FileRequest = {
  readonly path: string;
  /** The file's dotted name. */
  readonly module: string;
  readonly before: string | undefined;
  readonly pieces: readonly Piece[];
  /** Whether the whole package is asked for, or only a model in one that is there. */
  readonly isNew: boolean;
};

/** What a package's file will say: a new one, or the one that is there with what it lacks. */
export async function planFile(
  { path, module, before, pieces, isNew }: FileRequest,
  style: Style,
): Promise<PackageFile> {
  if (before === undefined) {
    if (isNew) return { path, kind: 'create', before: '', after: await assemble(pieces, style) };
    throw new BackendPackageError({ id: 'file-missing', status: 3, reason: 'This file does not exist.', at: { path } });
  }
  const insertion = await insertPieces(before, pieces, module, style);
  if (insertion.kind === 'same') return { path, kind: 'same', before, after: before };
  if (insertion.kind === 'edited' && !isNew) {
    const { text, replaces } = insertion;
    return { path, kind: replaces.length > 0 ? 'replace' : 'edit', before, after: text, differs: replaces };
  }
  if (insertion.kind === 'refused' && !isNew) throw notInserted(path, insertion);
  // Of a package that is asked for again, code that is missing is a difference too.
  return insertion.kind === 'edited' && insertion.replaces.length > 0
    ? { path, kind: 'replace', before, after: insertion.text, differs: insertion.replaces }
    : { path, kind: 'replace', before, after: await assemble(pieces, style) };
}

function notInserted(path: string, { reason, paste }: Insertion & { kind: 'refused' }): BackendPackageError {
  return new BackendPackageError({
    id: 'package-file-unknown',
    status: 3,
    reason: `This file cannot be edited: ${reason}`,
    at: { path },
    paste: [{ path, lines: paste.split('\n') }],
    hint: 'Add the lines by hand, and run this again for the other files.',
  });
}
