import { applyEdits, type TextEdit } from '../python/edit.js';
import { assignments } from '../python/find.js';
import { formatPython, formatStatement, syntaxProblem } from '../python/format.js';
import { readImports } from '../python/imports.js';
import { endOfLine, lineStart } from '../python/style.js';
import { loadParser, type PythonParser, type PythonTree } from '../python/syntax.js';
import { printAll, type RenderedPiece, type Style } from './assemble.js';
import { mergeImports } from './merge-imports.js';
import { routesOf, type Statement, statementsOf, takes } from './statements.js';

/**
 * What putting pieces into a file that is there came to. `replaces` names the statements that were there and said
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

type Body = { readonly text: string; readonly statements: readonly Statement[]; readonly piece: RenderedPiece };

const GAP = '\n\n\n';

/** Puts each piece where it belongs in a file; one that is there and says the same is left alone. */
export async function insertPieces(
  source: string,
  pieces: readonly RenderedPiece[],
  module: string,
  style: Style,
): Promise<Insertion> {
  const parser = await loadParser();
  const bodies: Body[] = [];
  // A piece without a text only imports; a file that is there has that already.
  for (const piece of pieces.filter(({ text }) => text.trim() !== '')) {
    const text = (await formatPython(piece.text, { lineWidth: style.lineLength })).trim();
    bodies.push({ text, statements: statementsOf(parser.parse(text)), piece });
  }
  const refused = (reason: string): Insertion => ({
    kind: 'refused',
    reason,
    paste: bodies.map(({ text }) => text).join(GAP),
  });
  const problem = await syntaxProblem(source);
  if (problem !== undefined) return refused(`line ${problem.line} is not valid Python: ${problem.message}.`);

  const eol = endOfLine(source);
  let text = source.replaceAll(eol, '\n');
  const replaces: string[] = [];
  for (const body of bodies) {
    const tree = parser.parse(text);
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
    const merged = await mergeImports(listed, body.piece.imports, module, style);
    if (typeof merged !== 'string') return refused(`it uses the name ${merged.taken} for something else.`);
    text = merged;
  }
  if (text === source.replaceAll(eol, '\n')) return { kind: 'same' };
  if ((await syntaxProblem(text)) !== undefined) return refused('the code to be added does not fit in.');
  return { kind: 'edited', text: text.replaceAll('\n', eol), replaces };
}

type Change = {
  readonly edits: readonly TextEdit[];
  readonly replaces: readonly string[];
};

/** A piece that is not there is put in whole; of one that is, the statements that differ are replaced. */
function changeOf(tree: PythonTree, body: Body, router: string): Change | string {
  const there = new Map(statementsOf(tree).map((each) => [each.name, each]));
  if (!body.statements.some(({ name }) => there.has(name))) {
    const at = placeOf(tree, body, router);
    return typeof at === 'string' ? at : { edits: [at], replaces: [] };
  }
  const edits: TextEdit[] = [];
  const replaces: string[] = [];
  const missing: Statement[] = [];
  for (const { name, node } of body.statements) {
    const old = there.get(name)?.node;
    if (old?.text === node.text) continue;
    if (old === undefined) {
      missing.push({ name, node });
      continue;
    }
    replaces.push(name);
    edits.push({ at: old.start, remove: old.end - old.start, insert: node.text });
  }
  const last = body.statements.flatMap(({ name }) => there.get(name) ?? []).at(-1);
  if (missing.length > 0 && last !== undefined) {
    edits.push({ at: last.node.end, remove: 0, insert: missing.map(({ node }) => GAP + node.text).join('') });
  }
  return { edits, replaces: [...replaces, ...missing.map(({ name }) => name)] };
}

/** Where a piece that is not in the file goes, or why that is not clear. */
function placeOf(tree: PythonTree, body: Body, router: string): TextEdit | string {
  const { place } = body.piece;
  const above = place === 'handlers' ? firstHandler(tree, body, router) : undefined;
  if (typeof above === 'string') return above;
  if (above !== undefined) return { at: above, remove: 0, insert: body.text + GAP };
  const { source } = tree;
  const anchor = place === 'helper' || place === 'opening' ? lastHelper(tree, body.piece.after) : undefined;
  if (anchor !== undefined) return { at: anchor, remove: 0, insert: GAP + body.text };
  const end = source.trimEnd().length;
  return { at: end, remove: 0, insert: end === 0 ? body.text : GAP + body.text };
}

/** The end of the last of the statements that a helper stands behind, or else of what opens the file. */
function lastHelper(tree: PythonTree, after: readonly string[]): number | undefined {
  const helper = statementsOf(tree)
    .filter(({ name }) => after.includes(name))
    .at(-1);
  if (helper !== undefined) return helper.node.end;
  const own = new Set(statementsOf(tree).map(({ node }) => node));
  return tree.root.named.filter((node) => node.type !== 'comment' && !own.has(node)).at(-1)?.end;
}

/** The start of the group of handlers of which one would take a new path, or why that cannot be told. */
function firstHandler(tree: PythonTree, body: Body, router: string): number | string | undefined {
  const ours = body.statements.flatMap((each) => routesOf(each, router)).flatMap(({ path }) => path ?? []);
  const handlers = statementsOf(tree).map((each) => ({ ...each, routes: routesOf(each, router) }));
  const hidden = handlers.find(({ routes }) => routes.some(({ path }) => path === undefined));
  if (hidden !== undefined) return `the path of ${hidden.name} cannot be seen, so it is not clear what goes above it.`;
  let first = handlers.findIndex(({ routes }) =>
    routes.some(({ path }) => ours.some((each) => path !== undefined && takes(path, each))),
  );
  if (first === -1) return undefined;
  const isOfGroup = (at: number): boolean => {
    const routes = handlers[at]?.routes ?? [];
    return routes.length > 0 && routes.every(({ path = '' }) => /^\/?(?:$|\{)/.test(path));
  };
  while (isOfGroup(first - 1)) first -= 1;
  return commentsAbove(tree.source, handlers[first]?.node.start ?? 0);
}

/** Comments right above a statement are its own. */
function commentsAbove(source: string, start: number): number {
  let at = start;
  for (;;) {
    const above = lineStart(source, Math.max(0, at - 1));
    if (above === at || !source.startsWith('#', above)) return at;
    at = above;
  }
}

function missingName(tree: PythonTree, { piece, statements }: Body): string | undefined {
  const there = new Set([...statementsOf(tree), ...statements].map(({ name }) => name));
  return piece.requires.find((name) => !there.has(name));
}

/** Adds names to `__all__`; nothing where it is no list of plain strings. */
async function withExports(
  source: string,
  parser: PythonParser,
  names: readonly string[],
  style: Style,
): Promise<string | undefined> {
  if (names.length === 0) return source;
  const all = assignments(parser.parse(source).root).find(({ name }) => name === '__all__');
  const elements = all?.value.type === 'list' ? all.value.named : undefined;
  if (all === undefined || elements === undefined || elements.some(({ text }) => !/^(["'])\w+\1$/.test(text)))
    return undefined;
  const listed = [...elements.map(({ text }) => text.slice(1, -1)), ...names];
  const lines = await formatStatement(printAll(listed), style.lineLength);
  return applyEdits(source, [{ at: all.node.start, remove: all.node.end - all.node.start, insert: lines.join('\n') }]);
}
