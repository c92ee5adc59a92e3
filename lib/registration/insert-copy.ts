/** Puts the copy of a statement or of an element where it belongs. */

import { applyEdits, type TextEdit } from '../python/edit.js';
import { dottedParts, isVariable } from '../python/find.js';
import { longestExpressions } from '../python/imports.js';
import { boundBy } from '../python/scope.js';
import { insertItem } from '../python/sequence.js';
import { sortedPlace } from '../python/sorted.js';
import {
  endOfLineAt,
  indentAt,
  insertLinesBelow,
  isAloneOnItsLines,
  lineStart,
  nextLine,
  trailingComment,
} from '../python/style.js';
import { childOf, type PythonNode, walk } from '../python/syntax.js';
import { isLike, type Likeness, type UseSite } from '../wiring/use-site.js';
import { pragmaIn, withoutComments } from './comments.js';
import type { HostFile } from './host-file.js';
import { limitOf } from './host-file.js';

/** A part of the blueprint that reads differently in the copy. */
export type Replacement = { readonly node: Pick<PythonNode, 'start' | 'end'>; readonly text: string };

/** The text of a node with some of its nodes replaced and its comments, but for pragmas, left out. */
export function copyOf(source: string, unit: PythonNode, changes: readonly Replacement[]): string {
  const edits = changes.map(({ node, text }) => ({
    at: node.start - unit.start,
    remove: node.end - node.start,
    insert: text,
  }));
  const isChanged = (at: number): boolean => edits.some((edit) => edit.at <= at && at < edit.at + edit.remove);
  const comments = withoutComments(source, unit).filter(({ at }) => !isChanged(at));
  return applyEdits(unit.text, [...edits, ...comments]);
}

/** The edits that put a copy of a place's unit where it belongs. */
export function insertCopy(
  file: HostFile,
  site: UseSite,
  copy: string,
  likeness: Likeness,
  sorted = false,
): readonly TextEdit[] {
  return site.kind === 'element'
    ? insertElement(file, site, copy, likeness, sorted)
    : [insertStatement(file, site, copy)];
}

/** The statement below which the copy of a place comes, or the statement that an element is in. */
export function anchorOf(site: UseSite): PythonNode {
  return site.kind === 'element' ? site.unit : lastSibling(site);
}

function insertElement(
  file: HostFile,
  site: UseSite,
  copy: string,
  likeness: Likeness,
  sorted: boolean,
): readonly TextEdit[] {
  const { holder, unit, node, among } = site;
  const items = holder.named.filter(({ type }) => type !== 'comment' && type !== 'line_continuation');
  const wanted = likeness(node);
  const last = among.filter((each) => each === unit || isLike(unit, each, node, wanted, likeness)).at(-1) ?? unit;
  const order = (left: string, right: string): number => (left === right ? 0 : left < right ? -1 : 1);
  const sortedIndex =
    sorted && items.length > 1
      ? sortedPlace(
          items.map(({ text }) => text),
          copy,
          [order],
        )
      : undefined;
  const comment = pragmaBehind(file.source, unit.end);
  const item = { before: sortedIndex ?? items.indexOf(last) + 1, text: copy, comment };
  return insertItem(file.source, { items, node: holder }, item, limitOf(file));
}

function pragmaBehind(source: string, offset: number): string {
  const found = /^,?([ \t]*#.*)/.exec(source.slice(offset, offset + 200))?.[1] ?? '';
  return pragmaIn(found);
}

function insertStatement(file: HostFile, site: UseSite, copy: string): TextEdit {
  const { source } = file;
  const anchor = lastSibling(site);
  const original = statementIn(site);
  if (!isAloneOnItsLines(source, anchor.start, anchor.end) && !isCommaAlone(source, anchor)) {
    return { at: anchor.end, remove: 0, insert: `; ${copy}` };
  }
  const comment = trailingComment(source, original.end);
  const gap = isApart(source, site, anchor) ? endOfLineAt(source, anchor.end) : '';
  const text = gap + indentAt(source, anchor.start) + copy + pragmaIn(comment);
  return insertLinesBelow(source, anchor.end, text);
}

function isCommaAlone(source: string, anchor: PythonNode): boolean {
  return source[anchor.end] === ',' && isAloneOnItsLines(source, anchor.start, anchor.end + 1);
}

/** The statement that the place's unit is, or is all of but a comma. */
function statementIn({ unit, holder }: UseSite): PythonNode {
  return holder.named.find((each) => each.start <= unit.start && unit.end <= each.end) ?? unit;
}

/** Whether a blank line is above each of the siblings. */
function isApart(source: string, site: UseSite, anchor: PythonNode): boolean {
  const { among } = site;
  if (among.length < 2 || !among.includes(anchor)) return false;
  return among.every((each, index) => {
    const before = among[index - 1];
    if (before === undefined) return true;
    const between = source.slice(nextLine(source, before.end), lineStart(source, each.start));
    return /^[ \t]*(?:\r|\n)/.test(between) && between.split(/\r\n|\r|\n/).every((line) => /^\s*(?:#.*)?$/.test(line));
  });
}

/**
 * The last statement of the run of siblings, but above anything that includes the receiver, binds one of the names anew or
 * takes every path: before 0.137 FastAPI copied the routes when the parent included it.
 */
function lastSibling(site: UseSite): PythonNode {
  const { among, holder, receiver } = site;
  const original = statementIn(site);
  const block = holder.named.filter(({ type }) => type !== 'comment');
  const names = new Set([...walk(original)].flatMap((each) => (isVariable(each) ? [each.text] : [])));
  let last = original;
  for (const statement of block.slice(block.indexOf(original) + 1)) {
    if (receiver !== undefined && (passesOn(statement, receiver) || takesAll(statement, receiver))) break;
    if (!among.includes(statement) && bindsAnew(statement, names)) break;
    if (among.includes(statement)) last = statement;
  }
  return last;
}

function passesOn(statement: PythonNode, receiver: string): boolean {
  return longestExpressions(statement).some((node) => {
    const name = dottedParts(node)?.join('.') ?? '';
    return name === receiver || receiver.startsWith(`${name}.`);
  });
}

/** Whether a statement gives a name of the copied one another meaning below it; imports of others are no such thing. */
function bindsAnew(statement: PythonNode, names: ReadonlySet<string>): boolean {
  const bound = boundBy(statement);
  return [...bound].some((name) => names.has(name));
}

/** `app.mount("/", …)` and a route of any path: what is registered below it is never reached. */
function takesAll(statement: PythonNode, receiver: string): boolean {
  return [...walk(statement)].some((node) => {
    if (node.type !== 'call' || !childOf(node, 'function')?.text.startsWith(`${receiver}.`)) return false;
    const first = childOf(node, 'arguments')?.named[0]?.text ?? '';
    return /^["']\/?\{\w+:path\}["']$/.test(first) || (/\.mount\(\s*["']\/?["']/.test(node.text) && node.text !== '');
  });
}
