import { applyEdits, editedLines, type TextEdit } from '../python/edit.js';
import { formatStatement, syntaxProblem } from '../python/format.js';
import { type Imports, isWithin, readImports } from '../python/imports.js';
import { endOfLine } from '../python/style.js';
import { loadParser, type PythonNode, type PythonTree, walk } from '../python/syntax.js';
import type { EditOutcome, RefusalId } from './outcome.js';
import type { RegistrationRequest } from './request.js';

/** A host file that was read for one registration. */
export type HostFile = {
  readonly source: string;
  readonly request: RegistrationRequest;
  readonly tree: PythonTree;
  readonly imports: Imports;
  /** The dotted names of the two packages. */
  readonly blueprint: string;
  readonly package: string;
};

/** Why nothing is edited, before the text to paste is known. */
export type Obstacle = { readonly id: RefusalId; readonly reason: string; readonly line?: number };

export async function readHostFile(source: string, request: RegistrationRequest): Promise<HostFile | Obstacle> {
  const problem = await syntaxProblem(source);
  if (problem !== undefined) {
    return { id: 'invalid-python', reason: `The file is not valid Python: ${problem.message}.`, line: problem.line };
  }
  const tree = (await loadParser()).parse(source);
  const imports = readImports(tree, { name: request.module, isPackage: request.isPackage ?? false });
  const below = (name: string): string => (request.importRoot === '' ? name : `${request.importRoot}.${name}`);
  return { source, request, tree, imports, blueprint: below(request.blueprint), package: below(request.package) };
}

export function isObstacle(value: object): value is Obstacle {
  return 'reason' in value;
}

/** The part of a dotted name below a package; `undefined` for what is not in it, empty for the package itself. */
export function below(name: string, ancestor: string): readonly string[] | undefined {
  if (!isWithin(name, ancestor)) return undefined;
  return name
    .slice(ancestor.length + 1)
    .split('.')
    .filter((part) => part !== '');
}

export function refused(obstacle: Obstacle, paste: string): EditOutcome {
  return { kind: 'refused', ...obstacle, paste };
}

const LINE_LENGTH = 88;

/** Breaks an inserted line that is too long, where the host's own lines are not. */
async function fitted(file: HostFile, edit: TextEdit): Promise<TextEdit> {
  const { lineLength = LINE_LENGTH } = file.request;
  const [, before = '', indent = '', statement = '', after = ''] =
    /^([\r\n]*)( *)([^\s#;][^\r\n#]*)([\r\n]*)$/.exec(edit.insert) ?? [];
  const isLong = (line: string): boolean => line.length > lineLength;
  if (!isLong(indent + statement) || file.source.split(/\r\n|\r|\n/).some(isLong)) return edit;
  const lines = await formatStatement(statement, lineLength - indent.length);
  const text = lines.map((line) => indent + line).join(endOfLine(file.source));
  return { ...edit, insert: before + text + after };
}

/**
 * Makes the edits and judges the result as a second run would see it: valid Python in which the package is
 * registered. What fails here would have been a wrong edit.
 */
export async function edited(
  file: HostFile,
  edits: readonly TextEdit[],
  like: number,
  isRegistered: (file: HostFile) => string | undefined,
): Promise<EditOutcome | Obstacle> {
  const fitting = await Promise.all(edits.map((edit) => fitted(file, edit)));
  const source = applyEdits(file.source, fitting);
  const after = await readHostFile(source, file.request);
  if (isObstacle(after)) return { ...after, reason: `The edit was dropped. ${after.reason}`, line: like };
  if (isRegistered(after) === undefined) {
    return {
      id: 'name-taken',
      reason: 'The edit was dropped: the new name would mean something else here.',
      line: like,
    };
  }
  const texts = source.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  const lines = editedLines(file.source, fitting).map((number) => ({ number, text: texts[number - 1] ?? '' }));
  return { kind: 'edited', source, lines, like };
}

/** The line of the first comment that a pattern is in. */
export function commentedLine(file: HostFile, pattern: RegExp): number | undefined {
  for (const node of walk(file.tree.root)) if (node.type === 'comment' && pattern.test(node.text)) return node.line;
  return undefined;
}

/** Comments that tools read; other comments speak of the blueprint and are not copied. */
export function isPragma(comment: string): boolean {
  return /#\s*(?:noqa|type:|pragma|pylint:|pyright:|mypy:|fmt:|isort:|ruff:|nosec)/.test(comment);
}

/** The edits, relative to the node, that take other comments than pragmas out of a copy of it. */
export function withoutComments(source: string, node: PythonNode): readonly TextEdit[] {
  return [...walk(node)].flatMap((child) => {
    if (child.type !== 'comment' || isPragma(child.text)) return [];
    let from = child.start;
    while (/[ \t]/.test(source[from - 1] ?? '')) from -= 1;
    const ownLine = /[\r\n]/.test(source[from - 1] ?? '');
    if (ownLine) from -= source.slice(from - 2, from) === '\r\n' ? 2 : 1;
    return [{ at: from - node.start, remove: child.end - from, insert: '' }];
  });
}
