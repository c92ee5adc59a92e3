/** What a copy says of the new package instead of the blueprint: paths, labels, tags and guards. */
import { isCommonPath, isNeutral } from '../naming/neutral-words.js';
import { longestExpressions } from '../python/imports.js';
import { childOf, type PythonNode, walk } from '../python/syntax.js';
import { below } from '../wiring/searched-file.js';
import type { UseSite } from '../wiring/use-site.js';
import { calledLabel, calledPath } from './copied-labels.js';
import { guardOfBlueprint } from './guard-of-blueprint.js';
import type { HostFile, Obstacle } from './host-file.js';
import type { Replacement } from './insert-copy.js';
import { redotted } from './names.js';
import { type NewPath, newPath } from './paths.js';
import { type Joiners, mentions, relabelled, reworded } from './spelling.js';
import { purposeOf, type StringPurpose } from './string-purpose.js';

/** A piece of a string that is the path of the package here. */
export type PathPiece = { readonly content: PythonNode; readonly path: NewPath };

/** What a copy reads differently apart from the expression that names the package, and why something is left out. */
export type Rewriting = {
  readonly changes: readonly Replacement[];
  readonly paths: readonly PathPiece[];
  readonly notes: readonly string[];
};

/**
 * The changes in a copy of the blueprint's registration: paths and labels get the new package's name, guards stay as they
 * are. What applies to the blueprint alone is left out where it is a tag, and refused elsewhere.
 */
export function rewrite(
  file: HostFile,
  site: UseSite,
  nodes: readonly PythonNode[] = [site.node],
): Rewriting | Obstacle {
  const { unit } = site;
  const parts: Rewriting[] = [];
  for (const content of contentsOf(unit)) {
    const purpose = purposeOf(content, unit);
    if (nodes.some((node) => isInside(content, node))) continue;
    if (purpose === 'guard') {
      const guard = guardFor(file, content);
      if (guard !== undefined) return guard;
      continue;
    }
    const isPath = purpose === 'path' || content.text.startsWith('/');
    const part = isPath ? pathOf(file, site, content) : labelOf(file, site, content, purpose);
    if ('reason' in part) return part;
    parts.push(part);
  }
  const changed = parts.flatMap(({ changes }) => changes);
  for (const name of longestExpressions(unit)) {
    if (isInside(name, changed) || nodes.some((node) => isInside(name, node) || isInside(node, name))) continue;
    const part = nameOf(file, site, name);
    if ('reason' in part) return part;
    parts.push(part);
  }
  return {
    changes: parts.flatMap(({ changes }) => changes),
    paths: parts.flatMap(({ paths }) => paths),
    notes: parts.flatMap(({ notes }) => notes),
  };
}

const NOTHING: Rewriting = { changes: [], paths: [], notes: [] };

function pathOf(file: HostFile, site: UseSite, content: PythonNode): Rewriting | Obstacle {
  const { request } = file;
  const { text, line } = content;
  const underscored = isUnderscored(file);
  const path = newPath(text, request, underscored) ?? calledPath(file, site.node, text, underscored);
  if (path === 'unclear' || (path !== undefined && !isAtEnd(content))) {
    const reason = `The path ${text} contains "${request.blueprint}" in a form that cannot be adapted.`;
    return { id: 'prefix-in-include', reason, line };
  }
  if (path !== undefined) {
    return { changes: [{ node: content, text: textIn(content, path.text) }], paths: [{ content, path }], notes: [] };
  }
  // A plain `prefix="/accounts"` is judged by its siblings; elsewhere nothing tells whose the path is.
  const isPlain = content.parent?.parent?.type === 'keyword_argument' && content.parent.named.length === 3;
  if (isPlain || isCommonPath(text) || isShared(site, text) || request.ownPrefix === true) return NOTHING;
  const reason = `It is not clear whether the path ${text} belongs to ${request.blueprint} alone.`;
  return { id: 'prefix-in-include', reason, line };
}

/** A path with the key of a record in it, as the string writes it: its braces hold no value. */
function textIn({ parent }: PythonNode, text: string): string {
  return /^\w*[fF]\w*["']/.test(parent?.text ?? '') ? text.replaceAll(/[{}]/g, '$&$&') : text;
}

function labelOf(file: HostFile, site: UseSite, content: PythonNode, purpose: StringPurpose): Rewriting | Obstacle {
  const { request } = file;
  const { text, line } = content;
  const joiners = joinersOf(file);
  const label =
    purpose === 'sentence'
      ? reworded(text, request, joiners)
      : (relabelled(text, request, joiners) ?? redotted(text, request) ?? calledLabel(file, site.node, text, joiners));
  const own = purpose === 'tag' ? request.tag : undefined;
  const changed = (to: string): Rewriting => ({ ...NOTHING, changes: [{ node: content, text: to }] });
  if (label !== undefined) return changed(own ?? label);
  if (purpose === 'sentence' && !isOwnSentence(content)) return NOTHING;
  if (isNeutral(text) || isShared(site, text)) return NOTHING;
  const isTold = mentions(text, request);
  if (own !== undefined && content.parent?.parent?.named.length === 1) return changed(own);
  if (purpose === 'tag') return withoutTag(file, site, content);
  if (purpose !== 'sentence' && !isTold && (site.kind === 'statement' || content.parent?.field === 'key'))
    return NOTHING;
  const reason = `"${text}" applies only to ${request.blueprint}; there is no equivalent for the new package.`;
  return { id: 'router-shape-unknown', reason, line };
}

/** A description or summary that is given to the router itself, not to one of its responses. */
function isOwnSentence(content: PythonNode): boolean {
  for (let at = content.parent; at !== undefined; at = at.parent) {
    if (at.type === 'keyword_argument') return /^(?:description|summary)$/.test(childOf(at, 'name')?.text ?? '');
    if (at.type === 'pair' && at.parent?.parent?.type === 'pair') return false;
  }
  return false;
}

function nameOf(file: HostFile, site: UseSite, name: PythonNode): Rewriting | Obstacle {
  const { request, blueprint, imports } = file;
  const purpose = purposeOf(name, site.unit);
  const target = imports.resolve(name)?.target;
  const isOurs = target !== undefined && below(target, blueprint) !== undefined;
  if (purpose === 'guard') return guardFor(file, name) ?? NOTHING;
  const isTold = isOurs || mentions(name.text, request);
  if (purpose === 'tag') return isTold || !isNameShared(site, name) ? withoutTag(file, site, name) : NOTHING;
  if (!isTold) return NOTHING;
  const id = purpose === 'path' ? 'prefix-in-include' : 'router-shape-unknown';
  const reason = `${name.text} applies only to ${request.blueprint}; there is no equivalent for the new package.`;
  return { id, reason, line: name.line };
}

function guardFor(file: HostFile, node: PythonNode): Obstacle | undefined {
  const guard = guardOfBlueprint(file, node);
  if (guard === undefined) return undefined;
  const { blueprint } = file.request;
  const reason = `${guard} guards ${blueprint} alone; there is no equivalent for the new package.`;
  return { id: 'router-shape-unknown', reason, line: node.line };
}

/** Whether an expression is used for other packages too, or by no other at all, so that nothing tells it apart. */
function isNameShared({ among, node }: UseSite, name: PythonNode): boolean {
  const others = among.filter((other) => !isInside(node, other));
  const named = others.map((other) => longestExpressions(other).filter(({ text }) => text === name.text));
  return named.some((each) => each.length > 0) || !/^(?:\w+\.)*[A-Z]\w*\.\w+$/.test(name.text);
}

function withoutTag({ request }: HostFile, { unit }: UseSite, tag: PythonNode): Rewriting | Obstacle {
  const left = leftOut(tag, unit);
  const { text, line } = tag;
  if (left === undefined) {
    const reason = `The tag ${text} applies only to ${request.blueprint}; there is no equivalent for the new package.`;
    return { id: 'router-shape-unknown', reason, line };
  }
  const note = `line ${line}: the tag ${text} was left out: there is no equivalent for ${request.package}`;
  return { changes: [left], paths: [], notes: [note] };
}

/** Whether the registration of another package has the same text. */
function isShared({ among, node }: UseSite, text: string): boolean {
  return among.some((other) => !isInside(node, other) && contentsOf(other).some((content) => content.text === text));
}

/** The text between the quotes of the strings of a node. */
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
function leftOut(inner: PythonNode, unit: PythonNode): Replacement | undefined {
  let at = inner;
  while (at !== unit && at.parent !== undefined && !['list', 'tuple', 'keyword_argument'].includes(at.parent.type))
    at = at.parent;
  const list = at.parent;
  if (at === unit || list === undefined) return undefined;
  const isOnly = list.type === 'keyword_argument' || list.named.filter(({ type }) => type !== 'comment').length === 1;
  if (!isOnly) return withoutItem(at);
  // Code that reads a dict expects its keys: the list stays, empty.
  if (list.parent?.type === 'pair') return { node: list, text: list.type === 'tuple' ? '()' : '[]' };
  const keyword = list.type === 'keyword_argument' ? list : list.parent;
  return keyword?.type === 'keyword_argument' ? withoutItem(keyword) : undefined;
}

/** The change that takes an item and its comma out of a sequence. */
export function withoutItem(item: PythonNode): Replacement | undefined {
  const items = item.parent?.named.filter(({ type }) => type !== 'comment') ?? [];
  const index = items.indexOf(item);
  const before = items[index - 1];
  const next = items[index + 1];
  if (before !== undefined) return { node: { start: before.end, end: item.end }, text: '' };
  return next === undefined ? undefined : { node: { start: item.start, end: next.start }, text: '' };
}

function isInside(node: PythonNode, outer: PythonNode | readonly Replacement[]): boolean {
  const ranges = 'type' in outer ? [outer] : outer.map((change) => change.node);
  return ranges.some((range) => range.start <= node.start && node.end <= range.end);
}

/** How the labels of this file join words. */
function joinersOf(file: HostFile): Partial<Joiners> {
  const labels = contentsOf(file.tree.root).filter((content) => purposeOf(content, file.tree.root) === 'tag');
  const lower = labels.flatMap(({ text }) => /^[a-z]+([-_ ])[a-z]/.exec(text)?.[1] ?? [])[0];
  const capital = labels.flatMap(({ text }) => /^[A-Z][a-z]+([-_ ]?)[A-Z][a-z]/.exec(text)?.[1] ?? [])[0];
  return { ...(lower === undefined ? {} : { lower }), ...(capital === undefined ? {} : { capital }) };
}

/** Whether the paths of this file join words by underscores. */
function isUnderscored(file: HostFile): boolean {
  const paths = contentsOf(file.tree.root).filter(({ text }) => text.startsWith('/'));
  return paths.some(({ text }) => /[a-z]_[a-z]/.test(text)) && !paths.some(({ text }) => /[a-z]-[a-z]/.test(text));
}
