/** What one file of a package will say: a new text, or the one that exists with what it lacks. */
import { assemble, type FileStyle } from '../package/assemble.js';
import { spellingIn } from '../package/import-spelling.js';
import { type Insertion, insertPieces } from '../package/insert.js';
import type { Piece } from '../package/pieces.js';
import type { HostFiles } from '../project/files.js';
import { compilerProblem } from '../python/compiler.js';
import type { PythonTree } from '../python/syntax.js';
import type { Refusal } from '../refusal.js';
import type { Docstring } from '../style/docstrings.js';
import { editableText, outsideOf } from './editable.js';
import type { Change } from './plan.js';
import { nameOfTwo, unboundName } from './unbound-names.js';

/** The text of a package's file; nothing where there is none. */
export function packageText(files: HostFiles, path: string, top: string): string | undefined | Refusal {
  return files.lstat(path) === undefined ? outsideOf(files, path, top) : editableText(files, path, top);
}

export type FileRequest = {
  readonly path: string;
  /** The file's dotted name, and its path below the package as the standard calls it. */
  readonly module: string;
  readonly file: string;
  readonly before: string | undefined;
  readonly pieces: readonly Piece[];
  /** What it says of itself. */
  readonly doc: Docstring | undefined;
  /** Whether the whole package is asked for, or only a model in an existing one. */
  readonly isNew: boolean;
  /** The tree of a text that the file will have. */
  parsed(text: string): PythonTree | undefined;
};

/** A change, with the statements of the user's that it replaces; nothing where the file says it all already. */
export type PlannedFile = { readonly change: Change | undefined; readonly differs: readonly string[] };

export async function planFile(request: FileRequest, style: FileStyle): Promise<PlannedFile | Refusal> {
  const { path, module, file, before, pieces, doc, isNew } = request;
  const spell = spellingIn(style.habits, module, file);
  const change = (after: string, replaces?: string): Change => ({
    path,
    before,
    after,
    why: 'package',
    evidence: '',
    replaces,
  });
  const whole = async (replaces?: string): Promise<PlannedFile | Refusal> => {
    const text = await validText(request, () => assemble(pieces, style, spell, doc));
    return typeof text === 'string' ? { change: change(text, replaces), differs: [] } : text;
  };
  if (before === undefined) {
    if (isNew) return whole();
    return { id: 'file-missing', status: 3, reason: 'This file does not exist.', at: { path } };
  }
  const insertion = await insertPieces(before, pieces, module, style, spell);
  if (insertion.kind === 'same') return { change: undefined, differs: [] };
  if (insertion.kind === 'refused') {
    if (!isNew) return notInserted(path, insertion);
    return whole('the whole file');
  }
  const { text, replaces } = insertion;
  if (replaces.length > 0) return { change: change(text, replaces.join(', ')), differs: replaces };
  // Of a package that is asked for again, code that somebody took out is a difference too.
  return { change: change(text, isNew ? 'code that was taken out comes back' : undefined), differs: [] };
}

/** What is said of code that Python could not run. */
export function codeInvalid(path: string, what: string): Refusal {
  return {
    id: 'code-invalid',
    status: 3,
    reason: `What would be written here could not run: ${what}.`,
    at: { path },
    hint: 'A habit of the blueprint was misread: please report it. --like takes another package for the blueprint.',
  };
}

/** What was printed, where Python could run it: a habit of the host that is misread must not end in a broken file. */
async function validText({ path, parsed }: FileRequest, print: () => Promise<string>): Promise<string | Refusal> {
  const invalid = (what: string): Refusal => codeInvalid(path, what);
  let text: string;
  try {
    text = await print();
  } catch (error) {
    if (error instanceof Error && /^line \d+: /.test(error.message)) return invalid(error.message);
    throw error;
  }
  const tree = parsed(text);
  if (tree === undefined) return text;
  // Its syntax was judged when it was formatted.
  const problem = compilerProblem(tree);
  if (problem !== undefined) return invalid(`line ${problem.line}: ${problem.message}`);
  const double = nameOfTwo(tree);
  if (double !== undefined) return nameTaken(path, double);
  const unbound = unboundName(tree);
  return unbound === undefined ? text : invalid(`line ${unbound.line}: nothing defines ${unbound.text}`);
}

function nameTaken(path: string, name: string): Refusal {
  const reason = `${name} would be the name of two things in this file.`;
  const hint = 'Choose another name for the model, or follow another package with --like PACKAGE.';
  return { id: 'name-taken', status: 2, reason, at: { path }, hint };
}

function notInserted(path: string, { reason, paste }: Insertion & { kind: 'refused' }): Refusal {
  return {
    id: 'package-file-unknown',
    status: 3,
    reason: `This file cannot be edited: ${reason}`,
    at: { path },
    paste: [{ path, lines: paste.split('\n') }],
    hint: 'Add the lines by hand, and run this again for the other files.',
  };
}
