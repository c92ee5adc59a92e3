/** The lines that a refusal prints: each was put into the host's text, and what came out was judged as an edit is. */
import { findCreations } from '../framework/creations.js';
import { findInclusions, INCLUDE_WORD } from '../framework/inclusions.js';
import { BUILTINS } from '../naming/reserved-words.js';
import { applyEdits, editedLines, type TextEdit } from '../python/edit.js';
import { assignments, isVariable, statementOf } from '../python/find.js';
import { indentAt, insertLinesBelow, isAloneOnItsLines, lineStart } from '../python/style.js';
import { type PythonNode, walk } from '../python/syntax.js';
import { runsBefore } from '../wiring/model-imports.js';
import { type HostFile, isObstacle, type Obstacle, readHostFile } from './host-file.js';
import type { EditOutcome } from './outcome.js';

/** Whether the package is registered in a file as a second run would see it. */
type IsRegistered = (after: HostFile) => boolean;

/** A refusal with the first of several `ways` to write it by hand that is right; without lines where none is. */
export async function refusedWith(
  file: HostFile,
  obstacle: Obstacle,
  ways: readonly (string | undefined)[],
  isRegistered: IsRegistered,
): Promise<EditOutcome> {
  for (const paste of new Set(ways)) {
    const source = paste === undefined ? undefined : await withLines(file, paste.split('\n'), isRegistered);
    if (paste !== undefined && source !== undefined) return { kind: 'refused', ...obstacle, paste, source };
  }
  return { kind: 'refused', ...obstacle, reason: `${obstacle.reason} ${NO_LINES}`, paste: '' };
}

const NO_LINES = 'No lines to add by hand are shown: none that would register the package here is known.';

/** The text with the lines in it; nothing where they have no place or do not do what they are for. */
async function withLines(
  file: HostFile,
  lines: readonly string[],
  isRegistered: IsRegistered,
): Promise<string | undefined> {
  const isImport = (line: string): boolean => /^(?:from|import)\s/.test(line);
  const imports = lines.filter(isImport);
  const statement = lines.filter((line) => !isImport(line)).join('\n');
  const imported = await added(file, imports.join('\n'), importAnchor(file));
  if (imported === undefined || statement === '') return imported && judged(imported, isRegistered);
  const whole = await added(imported, statement, statementAnchor(imported, statement));
  return whole && judged(whole, isRegistered);
}

const judged = (after: HostFile, isRegistered: IsRegistered): string | undefined =>
  isRegistered(after) ? after.source : undefined;

type Anchor = { readonly node: PythonNode; readonly isAbove: boolean };

/** The file with text beside the anchor; nothing where that is no Python or uses a name that nothing binds. */
async function added(file: HostFile, text: string, anchor: Anchor | undefined): Promise<HostFile | undefined> {
  if (text === '') return file;
  if (anchor === undefined || !isAloneOnItsLines(file.source, anchor.node.start, anchor.node.end)) return undefined;
  const edits = [editAt(file.source, text, anchor)];
  const source = applyEdits(file.source, edits);
  const after = await readHostFile(file.project.with([{ path: file.path, after: source }]), file.path, file.request);
  if (isObstacle(after)) return undefined;
  const lines = new Set(editedLines(file.source, edits));
  const isBound = (node: PythonNode): boolean => BUILTINS.has(node.text) || after.imports.isBound(node.text, node);
  const isRight = [...walk(after.tree.root)].every(
    (node) => !lines.has(node.line) || !isVariable(node) || isBound(node),
  );
  return isRight ? after : undefined;
}

function editAt(source: string, text: string, { node, isAbove }: Anchor): TextEdit {
  const indent = indentAt(source, node.start);
  const indented = text.replace(/^(?=.)/gm, indent);
  return isAbove
    ? { at: lineStart(source, node.start), remove: 0, insert: `${indented}\n` }
    : insertLinesBelow(source, node.end, indented);
}

/** The last import at the top of the file, before tables are made; else the first statement, which it goes above. */
function importAnchor(file: HostFile): Anchor | undefined {
  const creations = findCreations(file);
  const top = file.imports.bindings.filter(
    ({ nested, typeOnly, statement }) =>
      !nested && !typeOnly && creations.every(({ node }) => runsBefore(statement, node)),
  );
  const stars = file.imports.stars.map(({ statement }) => statement).filter((each) => each.parent?.type === 'module');
  const last = [...top.map(({ statement }) => statement), ...stars].sort((left, right) => left.end - right.end).at(-1);
  if (last !== undefined) return { node: last, isAbove: false };
  const first = file.tree.root.named.find(
    ({ type, text }) => type !== 'comment' && !/^(?:[rbu]*["']|from __future__)/i.test(text),
  );
  return first && { node: first, isAbove: true };
}

/** What the statement goes below: the last one that does the same on the same object, or what makes that object. */
function statementAnchor(file: HostFile, statement: string): Anchor | undefined {
  const [, receiver] = new RegExp(`^([\\w.]+)\\.${INCLUDE_WORD}\\(`).exec(statement) ?? [];
  const made = assignments(file.tree.root).filter(({ name }) => name === receiver || name === 'engine');
  const same =
    receiver === undefined
      ? findCreations(file).map(({ node }) => node)
      : findInclusions(file.tree, file.imports)
          .filter((each) => each.receiver === receiver)
          .map(({ call }) => call.node);
  const bound = receiver === undefined ? boundEngine(file) : [];
  const nodes = [...same, ...bound, ...(same.length > 0 ? [] : made.map(({ node }) => node))];
  const last = nodes.sort((left, right) => left.end - right.end).at(-1);
  const node = last && outermost(last);
  return node && { node, isAbove: false };
}

/** The import of the engine at the top of the file. */
function boundEngine({ imports }: HostFile): readonly PythonNode[] {
  return imports.bindings.filter(({ name, nested }) => name === 'engine' && !nested).map(({ statement }) => statement);
}

/** The statement in its function or module, with the loops and conditions around it; nothing in the body of a class. */
function outermost(node: PythonNode): PythonNode | undefined {
  let at = statementOf(node);
  for (;;) {
    const owner = at.parent?.type === 'block' ? at.parent.parent : undefined;
    if (owner === undefined || owner.type === 'function_definition') return at;
    if (owner.type === 'class_definition') return undefined;
    at = statementOf(owner);
  }
}
