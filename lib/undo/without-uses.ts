/** A file of the host without what it says of some modules: its imports of them, and the statements and list items that use them. */

import type { ModuleFile } from '../project/paths.js';
import { openModule } from '../project/project.js';
import { applyEdits, type TextEdit } from '../python/edit.js';
import { blockOf, dottedParts, isImportStatement, isWholeStatement, statementOf } from '../python/find.js';
import { type ImportBinding, isWithin } from '../python/imports.js';
import { lineEnd } from '../python/style.js';
import { childOf, isWithinNode, type PythonNode, type PythonParser, walk } from '../python/syntax.js';
import { unitSite } from '../wiring/units-of-work.js';

/** A place that cannot be taken out by itself. */
export type Unclear = { readonly line: number; readonly text: string };

const LISTS: ReadonlySet<string> = new Set(['list', 'tuple', 'set', 'dictionary']);

/** The text without them, or the first place that is not understood. */
export function withoutUses(
  parser: PythonParser,
  file: ModuleFile,
  source: string,
  modules: readonly string[],
): string | Unclear {
  const module = openModule(file, { path: file.path, source, tree: parser.parse(source) });
  const isOurs = (target: string): boolean => modules.some((each) => isWithin(target, each));
  const bindings = module.imports.bindings.filter(({ path }) => isOurs(path));
  const star = module.imports.stars.find(({ path }) => isOurs(path));
  const names = new Set(bindings.map(({ name }) => name));
  const used = [
    ...module.imports.references().flatMap(({ node, target }) => (isOurs(target) ? [node] : [])),
    ...[...walk(module.tree.root)].filter((node) => isNamedIn(node, names, isOurs)),
  ];
  const removed = new Set<PythonNode>(star === undefined ? [] : [star.statement]);
  for (const node of used) {
    const whole = removable(node, used);
    if (whole === undefined) return unclear(statementOf(node));
    removed.add(whole);
  }
  const imports = importsAlone(bindings);
  if ('line' in imports) return imports;
  return withoutNodes(parser, source, new Set([...removed, ...imports]));
}

/** What imports nothing but these, or the first statement that is not understood. */
export function importsAlone(bindings: readonly ImportBinding[]): readonly PythonNode[] | Unclear {
  const removed: PythonNode[] = [];
  for (const { statement, form } of bindings) {
    const items = statement.named.filter((each) => each.field === 'name');
    const own = items.filter((item) =>
      bindings.some((each) => each.statement === statement && saysImport(item, each.form)),
    );
    if (own.length === 0 || form.module === '__future__') return unclear(statement);
    removed.push(...(own.length === items.length ? [statement] : own));
  }
  return removed;
}

/** The text without these, or the first of them that leaves a block with nothing in it. */
export function withoutNodes(parser: PythonParser, source: string, removed: ReadonlySet<PythonNode>): string | Unclear {
  const outer = [...removed].filter(
    (node) => ![...removed].some((other) => other !== node && isWithinNode(other, node)),
  );
  const empty = outer.find((node) => leavesNothing(node, outer));
  if (empty !== undefined) return unclear(empty);
  const text = applyEdits(source, united(outer.map((node) => removal(source, node, outer))));
  const result = parser.parse(text);
  return result.complete ? text : { line: 1, text: '' };
}

/** Removals of which no two overlap: names beside each other share their comma, and groups of imports their lines. */
function united(removals: readonly TextEdit[]): readonly TextEdit[] {
  const all: TextEdit[] = [];
  for (const edit of [...removals].sort((left, right) => left.at - right.at)) {
    const last = all.at(-1);
    if (last === undefined || edit.at > last.at + last.remove) all.push(edit);
    else all.splice(-1, 1, { ...last, remove: Math.max(last.remove, edit.at + edit.remove - last.at) });
  }
  return all;
}

const unclear = (node: PythonNode): Unclear => ({ line: node.line, text: node.text });

/** A string in a list that is one of our names (`__all__`), or that is a module's dotted name. */
function isNamedIn(node: PythonNode, names: ReadonlySet<string>, isOurs: (target: string) => boolean): boolean {
  if (node.type !== 'string' || node.parent === undefined || !LISTS.has(node.parent.type)) return false;
  const content = /^(["'])([\w.:]+)\1$/.exec(node.text)?.[2] ?? '';
  return names.has(content) || (content.includes('.') && isOurs(content.replaceAll(':', '.')));
}

function saysImport(
  item: PythonNode,
  form: { readonly kind: string; readonly module: string; readonly name?: string; readonly alias?: string },
): boolean {
  const isAliased = item.type === 'aliased_import';
  const name = dottedParts((isAliased ? childOf(item, 'name') : item) ?? item)?.join('.');
  const alias = isAliased ? childOf(item, 'alias')?.text : undefined;
  return name === (form.kind === 'import' ? form.module : form.name) && alias === form.alias;
}

/** The list item or the statement that is there for this use alone. */
function removable(node: PythonNode, used: readonly PythonNode[]): PythonNode | undefined {
  const unit = unitSite(node)?.unit ?? makerAround(node, used);
  if (unit !== undefined) return unit;
  for (let at = node; at.parent !== undefined; at = at.parent) {
    const { parent } = at;
    if (parent.type === 'assignment' || parent.type.endsWith('_definition')) return undefined;
    if (LISTS.has(parent.type)) return at;
    if (isWholeStatement(at)) return isOneCall(at, node) ? parent : undefined;
  }
  return undefined;
}

/** A function of the module that returns an object of one of our classes, or an alias that is one for it. */
function makerAround(node: PythonNode, used: readonly PythonNode[]): PythonNode | undefined {
  let statement = node;
  while (statement.parent !== undefined && statement.parent.type !== 'module') statement = statement.parent;
  const isOurs = (each: PythonNode | undefined): boolean =>
    each !== undefined && used.some((other) => other.start === each.start && other.end === each.end);
  if (statement.type === 'function_definition') {
    const last = childOf(statement, 'body')?.named.at(-1);
    const made = last?.type === 'return_statement' ? last.named[0] : undefined;
    return made?.type === 'call' && isOurs(childOf(made, 'function')) ? statement : undefined;
  }
  const only = statement.type === 'expression_statement' ? statement.named[0] : undefined;
  const value = only?.type === 'assignment' ? childOf(only, 'right') : undefined;
  const isAlias = value?.type === 'subscript' && /^(?:\w+\.)*Annotated\[/.test(value.text);
  return isAlias && isOurs(value.named[1]) ? statement : undefined;
}

/** One call on a plain name, in which no other argument is a call beside the one that is meant. */
function isOneCall(statement: PythonNode, node: PythonNode): boolean {
  const call = statement.type === 'await' ? statement.named[0] : statement;
  const callee = call && childOf(call, 'function');
  if (call?.type !== 'call' || callee === undefined || dottedParts(callee) === undefined) return false;
  const list = childOf(call, 'arguments');
  const positional = list?.named.filter(({ type }) => type !== 'keyword_argument' && type !== 'comment') ?? [];
  const others = positional.filter((each) => !isWithinNode(each, node));
  return (
    isWithinNode(callee, node) ||
    others.every(({ type }) => type === 'string' || type === 'identifier' || type === 'attribute')
  );
}

/** Whether nothing is left of the block around a statement. */
function leavesNothing(node: PythonNode, removed: readonly PythonNode[]): boolean {
  const { parent } = node;
  return parent?.type === 'block' && blockOf(node).every((each) => removed.includes(each));
}

function removal(source: string, node: PythonNode, removed: readonly PythonNode[]): TextEdit {
  const isItem = node.parent !== undefined && (LISTS.has(node.parent.type) || node.field === 'name');
  const [start, end] = isItem ? itemSpan(source, node, removed) : [node.start, node.end];
  const from = source.lastIndexOf('\n', start - 1) + 1;
  const rest = /[ \t]*(?:#[^\r\n]*)?(?:\r\n|\n|\r|$)/y;
  rest.lastIndex = end;
  const tail = rest.exec(source)?.[0];
  // What has its lines for itself goes with them.
  const isAlone = source.slice(from, start).trim() === '' && tail !== undefined;
  if (!isAlone) return { at: start, remove: end - start, insert: '' };
  const group = groupSpan(source, node, removed);
  if (group !== undefined) return { at: group.start, remove: group.end - group.start, insert: '' };
  const at = isApart(node, removed) ? from - (/(?:\r\n|\n|\r)*$/.exec(source.slice(0, from))?.[0].length ?? 0) : from;
  // The line above keeps its end.
  const kept = at === from ? 0 : source.startsWith('\r\n', at) ? 2 : 1;
  return { at: at + kept, remove: end + tail.length - at - kept, insert: '' };
}

/**
 * The groups of imports around one, where nothing of them stays: from their first line to the next group, or from the end
 * of the statement above where they are the last ones.
 */
function groupSpan(source: string, node: PythonNode, removed: readonly PythonNode[]): Span | undefined {
  const all = node.parent?.type === 'module' && isImportStatement(node) ? node.parent.named : [];
  const isNext = (index: number): boolean => (all[index]?.line ?? 0) - lastLine(all[index - 1]) === 1;
  const goes = (index: number): boolean =>
    all.slice(index, index + 1).some((each) => isImportStatement(each) && removed.includes(each));
  let [first, last] = [all.indexOf(node), all.indexOf(node)];
  if (first === -1) return undefined;
  while (goes(first - 1)) first -= 1;
  while (goes(last + 1)) last += 1;
  if ((first > 0 && isNext(first)) || (last + 1 < all.length && isNext(last + 1))) return undefined;
  const [above, below] = [all[first - 1], all[last + 1]];
  const isLast = above !== undefined && below !== undefined && !isImportStatement(below);
  if (below === undefined || !isLast) return below && { start: all[first]?.start ?? node.start, end: below.start };
  return { start: lineEnd(source, above.end), end: lineEnd(source, all[last]?.end ?? node.end) };
}

type Span = Pick<PythonNode, 'start' | 'end'>;

const lastLine = (node: PythonNode | undefined): number =>
  node === undefined ? 0 : node.line + node.text.split(/\r\n|\n|\r/).length - 1;

/** Whether the blank lines above a statement are its own: it is a function, or stands below one that goes, too. */
function isApart(node: PythonNode, removed: readonly PythonNode[]): boolean {
  if (node.parent?.type !== 'module') return false;
  const above = node.parent.named.filter(({ end }) => end <= node.start).at(-1);
  return node.type === 'function_definition' || (above?.type === 'function_definition' && removed.includes(above));
}

/** An item with its comma; the last one of a line with the comma before it. */
function itemSpan(source: string, node: PythonNode, removed: readonly PythonNode[]): readonly [number, number] {
  const behind = /\s*,[ \t]*/y;
  behind.lastIndex = node.end;
  const comma = behind.exec(source)?.[0];
  const isOnLine = source.slice(source.lastIndexOf('\n', node.start - 1) + 1, node.start).trim() === '';
  if (comma !== undefined && (isOnLine || /\S/.test(source[node.end + comma.length] ?? ' '))) {
    return [node.start, node.end + (isOnLine ? comma.trimEnd().length : comma.length)];
  }
  const siblings = node.parent?.named.filter((each) => each.type !== 'comment' && each.field === node.field) ?? [];
  const before = siblings.slice(0, siblings.indexOf(node)).findLast((each) => !removed.includes(each));
  return before === undefined ? [node.start, node.end + (comma?.length ?? 0)] : [before.end, node.end];
}
