import { longestExpressions } from '../python/imports.js';
import { childOf, type PythonNode, walk } from '../python/syntax.js';
import type { Change } from './clone.js';
import { below, type HostFile, type Obstacle } from './host-file.js';
import { type NewPath, newPath } from './paths.js';
import { type Habit, mentions, relabelled, reworded } from './spelling.js';

/** A piece of a string that is the path of the package here. */
export type PathPiece = { readonly content: PythonNode; readonly path: NewPath };

/** What a copy reads differently apart from the expression that names the package, and why something is left out. */
export type Rewriting = {
  readonly changes: readonly Change[];
  readonly paths: readonly PathPiece[];
  readonly notes: readonly string[];
};

/**
 * The changes in a copy of the blueprint's registration: paths and labels speak of the new package, guards stay as they
 * are. `node` is the expression that is changed already.
 */
export function rewrite(file: HostFile, unit: PythonNode, node: PythonNode): Rewriting | Obstacle {
  const changes: Change[] = [];
  const paths: PathPiece[] = [];
  const notes: string[] = [];
  const asked = file.request;
  const habit = habitOf(file);
  const underscored = isUnderscored(file);
  const problem = (reason: string, line: number, id: Obstacle['id'] = 'router-shape-unknown'): Obstacle => ({
    id,
    reason,
    line,
  });

  for (const content of contentsOf(unit)) {
    const role = roleOf(content, unit);
    if (role === 'guard' || isInside(content, node)) continue;
    const { text, line } = content;
    if (role === 'path' || text.startsWith('/')) {
      const path = newPath(text, asked, underscored);
      if (path === undefined) continue;
      if (path === 'unclear' || !isAtEnd(content)) {
        return problem(
          `The path ${text} speaks of ${asked.blueprint} in a way that is not understood.`,
          line,
          'prefix-in-include',
        );
      }
      changes.push({ node: content, text: path.text });
      paths.push({ content, path });
      continue;
    }
    const label = role === 'sentence' ? reworded(text, asked, habit) : relabelled(text, asked, habit);
    if (label !== undefined) changes.push({ node: content, text: label });
    else if (!mentions(text, asked) || role === 'sentence') continue;
    else if (role === 'tag') {
      const left = leftOut(content, unit);
      if (left === undefined)
        return problem(`The tag ${text} speaks of ${asked.blueprint}; its counterpart is not known.`, line);
      changes.push(left);
      notes.push(`line ${line}: the tag "${text}" was left out, what it would be for ${asked.package} is not known`);
    } else return problem(`"${text}" speaks of ${asked.blueprint}; its counterpart is not known.`, line);
  }

  for (const name of longestExpressions(unit)) {
    if (isInside(name, node) || isInside(node, name) || isInside(name, changes)) continue;
    const role = roleOf(name, unit);
    const target = file.imports.resolve(name)?.target;
    const isOurs = target !== undefined && below(target, file.blueprint) !== undefined;
    if (role === 'guard' || (!isOurs && !mentions(name.text, asked))) continue;
    const left = role === 'tag' ? leftOut(name, unit) : undefined;
    if (left === undefined) {
      const id = role === 'path' ? 'prefix-in-include' : 'router-shape-unknown';
      return problem(`${name.text} speaks of ${asked.blueprint}; its counterpart is not known.`, name.line, id);
    }
    changes.push(left);
    notes.push(
      `line ${name.line}: the tag ${name.text} was left out, what it would be for ${asked.package} is not known`,
    );
  }
  return { changes, paths, notes };
}

type StringRole = 'guard' | 'path' | 'tag' | 'sentence' | 'label';

/** What a string or name is for, by the keyword or key that it is given under. */
export function roleOf(node: PythonNode, unit: PythonNode): StringRole {
  for (let at: PythonNode = node; at !== unit && at.parent !== undefined; at = at.parent) {
    const { parent } = at;
    const key = at.field === 'value' ? (childOf(parent, 'name') ?? childOf(parent, 'key')) : undefined;
    const name = key?.text.replace(/^\w?["']|["']$/g, '') ?? '';
    if (/^(?:dependencies|guards?|permissions?|middlewares?)$/.test(name)) return 'guard';
    if (parent.type === 'call' && /(?:^|\.)(?:Depends|Security)$/.test(childOf(parent, 'function')?.text ?? ''))
      return 'guard';
    if (/^(?:prefix|path|url_prefix|url|root)$/.test(name)) return 'path';
    if (/^tags?$/.test(name)) return 'tag';
    if (/^(?:responses|description|summary)$/.test(name)) return 'sentence';
  }
  return 'label';
}

/** What stands between the quotes of the strings of a node. */
function contentsOf(unit: PythonNode): readonly PythonNode[] {
  return [...walk(unit)].filter(({ type }) => type === 'string_content');
}

/** Whether a path ends with this piece: nothing follows in the string, nor is anything added to it. */
function isAtEnd(content: PythonNode): boolean {
  const string = content.parent;
  if (string === undefined || string.named.filter(({ type }) => type !== 'string_end').at(-1) !== content) return false;
  const { parent } = string;
  if (parent?.type === 'concatenated_string') return parent.named.at(-1) === string;
  return parent?.type !== 'binary_operator' || string.field === 'right';
}

/** The change that takes a tag out of a copy: the element, or the keyword when it is the only one. */
function leftOut(inner: PythonNode, unit: PythonNode): Change | undefined {
  let at = inner;
  while (at !== unit && at.parent !== undefined && !['list', 'tuple', 'keyword_argument'].includes(at.parent.type))
    at = at.parent;
  const list = at.parent;
  if (at === unit || list === undefined) return undefined;
  const isOnly = list.type === 'keyword_argument' || list.named.filter(({ type }) => type !== 'comment').length === 1;
  if (!isOnly) return withoutItem(at);
  const keyword = list.type === 'keyword_argument' ? list : list.parent;
  return keyword?.type === 'keyword_argument' ? withoutItem(keyword) : undefined;
}

/** The change that takes an item and its comma out of a sequence. */
export function withoutItem(item: PythonNode): Change | undefined {
  const items = item.parent?.named.filter(({ type }) => type !== 'comment') ?? [];
  const index = items.indexOf(item);
  const before = items[index - 1];
  const next = items[index + 1];
  if (before !== undefined) return { node: { start: before.end, end: item.end }, text: '' };
  return next === undefined ? undefined : { node: { start: item.start, end: next.start }, text: '' };
}

function isInside(node: PythonNode, outer: PythonNode | readonly Change[]): boolean {
  const ranges = 'type' in outer ? [outer] : outer.map((change) => change.node);
  return ranges.some((range) => range.start <= node.start && node.end <= range.end);
}

/** How the labels of this file join words. */
function habitOf(file: HostFile): Partial<Habit> {
  const labels = contentsOf(file.tree.root).filter((content) => roleOf(content, file.tree.root) === 'tag');
  const lower = labels.flatMap(({ text }) => /^[a-z]+([-_ ])[a-z]/.exec(text)?.[1] ?? [])[0];
  const capital = labels.flatMap(({ text }) => /^[A-Z][a-z]+([-_ ]?)[A-Z][a-z]/.exec(text)?.[1] ?? [])[0];
  return { ...(lower === undefined ? {} : { lower }), ...(capital === undefined ? {} : { capital }) };
}

/** Whether the paths of this file join words by underscores. */
function isUnderscored(file: HostFile): boolean {
  const paths = contentsOf(file.tree.root).filter(({ text }) => text.startsWith('/'));
  return paths.some(({ text }) => /[a-z]_[a-z]/.test(text)) && !paths.some(({ text }) => /[a-z]-[a-z]/.test(text));
}
