/** Puts the pieces of a model into a package file that exists. */

import { listedIn } from '../python/dunder-all.js';
import { applyEdits, type TextEdit } from '../python/edit.js';
import { assignments } from '../python/find.js';
import { formatPython, syntaxProblem } from '../python/format.js';
import { readImports } from '../python/imports.js';
import { endOfLine } from '../python/style.js';
import { loadParser, type PythonParser, type PythonTree } from '../python/syntax.js';
import { type FileStyle, printed, quoteOf } from './assemble.js';
import type { Spelling } from './import-spelling.js';
import { insertImports, isImported } from './insert-imports.js';
import { type Body, GAP, insertionPoint } from './insertion-point.js';
import { isAsWritten } from './other-ends.js';
import type { Piece } from './pieces.js';
import { isExistsName } from './references.js';
import { type Statement, statementsOf } from './statements.js';
import { printAllImports } from './type-imports.js';

/**
 * What putting pieces into an existing file came to. `replaces` names the statements that said
 * something else; `refused.paste` is what to add by hand.
 */
export type Insertion =
  | { readonly kind: 'same' }
  | {
      readonly kind: 'edited';
      readonly text: string;
      readonly replaces: readonly string[];
    }
  | { readonly kind: 'refused'; readonly reason: string; readonly paste: string };

/** Puts each piece where it belongs in a file; one that the file has already is left alone. */
export async function insertPieces(
  source: string,
  pieces: readonly Piece[],
  module: string,
  style: FileStyle,
  spell: Spelling,
): Promise<Insertion> {
  const parser = await loadParser();
  const bodies: Body[] = [];
  // A piece without a text only imports; an existing file has that already.
  for (const piece of pieces.filter(({ text }) => text.trim() !== '')) {
    const text = (await formatPython(piece.text, printed(style))).trim();
    bodies.push({ text, statements: statementsOf(parser.parse(text)), piece });
  }
  const refused = (reason: string): Insertion => ({
    kind: 'refused',
    reason,
    paste: pasteOf(parser.parse(source), bodies, module, style, spell),
  });
  const problem = await syntaxProblem(source);
  if (problem !== undefined) return refused(`line ${problem.line} is not valid Python: ${problem.message}.`);

  const eol = endOfLine(source);
  let text = source.replaceAll(eol, '\n');
  const replaces: string[] = [];
  for (const whole of bodies) {
    const tree = parser.parse(text);
    const body = withoutTwins(tree, whole, parser);
    const change = changeOf(tree, body, style.router);
    if (typeof change === 'string') return refused(change);
    if (change.edits.length === 0) continue;
    const missing = missingName(tree, body);
    if (missing !== undefined) return refused(`it has no ${missing}, which the code to be added needs.`);
    const bound = readImports(tree, { name: module, isPackage: false });
    const taken = body.statements.find(({ name }) => bound.bindings.some((each) => each.name === name));
    if (taken !== undefined) return refused(`it imports another ${taken.name}. Choose another name for the model.`);
    replaces.push(...change.replaces);
    const listed = await withExports(applyEdits(text, change.edits), parser, body.piece.exports, style);
    if (listed === undefined) return refused('its __all__ is no plain list of names.');
    const merged = await insertImports(listed, body.piece.imports, module, style, spell);
    if (typeof merged !== 'string') return refused(`it uses the name ${merged.taken} for something else.`);
    text = merged;
  }
  if (text === source.replaceAll(eol, '\n')) return { kind: 'same' };
  if ((await syntaxProblem(text)) !== undefined) return refused('the code to be added does not fit in.');
  return { kind: 'edited', text: text.replaceAll('\n', eol), replaces };
}

/** What the file is short of: imports, the code, and names for `__all__`. */
function pasteOf(tree: PythonTree, bodies: readonly Body[], module: string, style: FileStyle, spell: Spelling): string {
  const there = new Map(statementsOf(tree).map(({ name, node }) => [name, node.text]));
  const missing = bodies.filter(({ statements }) => statements.some(({ name, node }) => there.get(name) !== node.text));
  const known = readImports(tree, { name: module, isPackage: false });
  const imports = missing.flatMap(({ piece }) => piece.imports).filter((each) => !isImported(known, each));
  const listed = assignments(tree.root).find(({ name }) => name === '__all__')?.value.text ?? '';
  const exports = missing
    .flatMap(({ piece }) => piece.exports)
    .filter((name) => !new RegExp(`\\b${name}\\b`).test(listed));
  return [
    ...(imports.length > 0 ? [printAllImports(imports, style.isOwn, spell)] : []),
    ...(exports.length > 0 ? [`# For __all__: ${exports.map((name) => JSON.stringify(name)).join(', ')}`] : []),
    ...missing.map(({ text }) => text),
  ].join(GAP);
}

type Change = {
  readonly edits: readonly TextEdit[];
  readonly replaces: readonly string[];
};

/** In a file of several packages another one may look for the same records as this one: the function for that is shared. */
function withoutTwins(tree: PythonTree, body: Body, parser: PythonParser): Body {
  const there = new Map(statementsOf(tree).map(({ name, node }) => [name, node.text]));
  const isTwin = ({ name, node }: Statement): boolean => isExistsName(name) && there.get(name) === node.text;
  const own = body.statements.filter((each) => !isTwin(each));
  if (own.length === body.statements.length || own.some(({ name }) => there.has(name))) return body;
  const cuts = body.statements
    .filter(isTwin)
    .map(({ node }) => ({ at: node.start, remove: node.end - node.start, insert: '' }));
  const text = applyEdits(body.text, cuts)
    .replace(/\n{4,}/g, GAP)
    .trim();
  return { ...body, text, statements: statementsOf(parser.parse(text)) };
}

/** A piece that is not there is put in whole; of one that is, the statements that differ are replaced. */
function changeOf(tree: PythonTree, body: Body, router: string): Change | string {
  const there = new Map(statementsOf(tree).map((each) => [each.name, each]));
  if (!body.statements.some(({ name }) => there.has(name))) {
    const at = insertionPoint(tree, body, router);
    return typeof at === 'string' ? at : { edits: [at], replaces: [] };
  }
  const edits: TextEdit[] = [];
  const replaced: string[] = [];
  const added: string[] = [];
  // What is missing goes above the statement that follows it: a class needs the types of its fields.
  let missing = '';
  for (const { name, node } of body.statements) {
    const old = there.get(name)?.node;
    if (old === undefined) {
      added.push(name);
      missing += node.text + GAP;
      continue;
    }
    const isSame = isAsWritten(old, node);
    if (!isSame) replaced.push(name);
    const insert = missing + (isSame ? '' : node.text);
    if (insert !== '') edits.push({ at: old.start, remove: isSame ? 0 : old.end - old.start, insert });
    missing = '';
  }
  const last = body.statements.flatMap(({ name }) => there.get(name) ?? []).at(-1);
  if (missing !== '' && last !== undefined) {
    edits.push({ at: last.node.end, remove: 0, insert: GAP + missing.trimEnd() });
  }
  return { edits, replaces: [...replaced, ...added] };
}

function missingName(tree: PythonTree, { piece, statements }: Body): string | undefined {
  const there = new Set([...statementsOf(tree), ...statements].map(({ name }) => name));
  return piece.requires.find((name) => !there.has(name));
}

/** Adds names to `__all__` where there is one; nothing comes back where it is no list of plain strings. */
async function withExports(
  source: string,
  parser: PythonParser,
  names: readonly string[],
  style: FileStyle,
): Promise<string | undefined> {
  let text = source;
  for (const name of [...names].sort()) {
    const tree = parser.parse(text);
    const edits = listedIn(tree, name, quoteOf(style), style.lineLength);
    if (edits === undefined) return undefined;
    text = applyEdits(text, edits);
  }
  return text;
}
