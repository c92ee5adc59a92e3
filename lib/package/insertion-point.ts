/** Where a piece goes in a package file that exists. */
import type { TextEdit } from '../python/edit.js';
import { lineStart } from '../python/style.js';
import { childOf, type PythonNode, type PythonTree } from '../python/syntax.js';
import type { Piece } from './pieces.js';
import { type Route, routesOf, type Statement, statementsOf, takes } from './statements.js';

/** A piece as the formatter prints it, with its statements. */
export type Body = { readonly text: string; readonly statements: readonly Statement[]; readonly piece: Piece };

/** What is between two pieces. */
export const GAP = '\n\n\n';

/** Where a piece that is not in the file goes, or why that is not clear. */
export function insertionPoint(tree: PythonTree, body: Body, router: string): TextEdit | string {
  const { place } = body.piece;
  const above = place === 'handlers' ? firstHandler(tree, body, router) : undefined;
  if (typeof above === 'string') return above;
  if (above !== undefined) return { at: above, remove: 0, insert: body.text + GAP };
  const { source } = tree;
  const anchor = place === 'helper' || place === 'opening' ? lastHelper(tree, body.piece.after) : undefined;
  if (anchor !== undefined) {
    // Below imports one empty line is enough, below a definition it is not.
    const more = /^\n\n(?!\n)/.test(source.slice(anchor)) ? '\n' : '';
    return { at: anchor, remove: 0, insert: GAP + body.text + more };
  }
  const creation = tablesMade(tree);
  if (creation !== undefined) return { at: commentsAbove(source, creation), remove: 0, insert: body.text + GAP };
  const used = source.trimEnd().length;
  // Blanks behind the last line are its own.
  const end = used + (/^[ \t]*/.exec(source.slice(used))?.[0].length ?? 0);
  const last = source.endsWith('\n') ? body.text : `${body.text}\n`;
  return { at: end, remove: 0, insert: used === 0 ? last : GAP + last };
}

/** The start of the first statement that makes the tables of the classes above it: by `create_all`, or by a function that does. */
function tablesMade({ root }: PythonTree): number | undefined {
  const functions = root.named.filter(({ type }) => type === 'function_definition');
  const makers = functions
    .filter(({ text }) => MAKES_TABLES.test(text))
    .map((each) => childOf(each, 'name')?.text ?? '');
  const isMaking = ({ type, text }: PythonNode): boolean =>
    !/_definition$|^comment$|import_/.test(type) &&
    (MAKES_TABLES.test(text) || makers.some((name) => text.includes(`${name}(`)));
  return root.named.find(isMaking)?.start;
}

const MAKES_TABLES = /\.create_all\b/;

/** The end of the last of the statements that a helper comes after, or else of what opens the file. */
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
  const ours = body.statements.flatMap((each) => routesOf(each, router));
  const handlers = statementsOf(tree).map((each) => ({ ...each, routes: routesOf(each, router) }));
  const hidden = handlers.find(({ routes }) => routes.some(({ path }) => path === undefined));
  if (hidden !== undefined) {
    const [line] = hidden.name.split('\n');
    return `the path of ${line} cannot be seen, so it is not clear what goes above it.`;
  }
  let first = handlers.findIndex(({ routes }) =>
    routes.some(({ path = '' }) => ours.some((each) => takes(path, each.path ?? ''))),
  );
  if (first === -1) return undefined;
  const isOfGroup = (at: number): boolean => {
    const routes = handlers[at]?.routes ?? [];
    return routes.length > 0 && routes.every(({ path = '' }) => /^\/?(?:$|\{)/.test(path));
  };
  while (isOfGroup(first - 1)) first -= 1;
  for (const { name, routes } of handlers.slice(first)) {
    const lost = routes.find((theirs) => ours.some((each) => hides(each, theirs)));
    if (lost !== undefined)
      return `${name} would not be reached any more: its path ${lost.path} is below the new ones.`;
  }
  return commentsAbove(tree.source, handlers[first]?.node.start ?? 0);
}

function hides(above: Route, below: Route): boolean {
  const isSame = above.method === below.method || below.method === 'api_route';
  return isSame && takes(above.path ?? '', below.path ?? '');
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
