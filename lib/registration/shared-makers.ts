/** Puts what makes the objects of the new package's layers beside what makes the blueprint's, in a file for all features. */
import { parameterName } from '../framework/parameter-dependencies.js';
import { singular } from '../naming/inflect.js';
import { withArticle } from '../naming/phrase.js';
import type { Project } from '../project/project.js';
import { assignments, parametersOf } from '../python/find.js';
import { formatStatement } from '../python/format.js';
import type { Reference } from '../python/imports.js';
import { endOfLine } from '../python/style.js';
import { childOf, isWithinNode, type PythonNode, walk } from '../python/syntax.js';
import { below } from '../wiring/searched-file.js';
import { makerStatements } from '../wiring/shared-makers.js';
import { type Need, nameOf, needOf } from './copied-import.js';
import { draftedOrByHand, type EditDraft } from './finish.js';
import { type HostFile, isObstacle, limitOf, type Obstacle, readHostFile, unreadable } from './host-file.js';
import { copyOf, type Replacement } from './insert-copy.js';
import { type MakerCopy, placed } from './maker-places.js';
import { counterpartName } from './names.js';
import type { EditOutcome } from './outcome.js';
import type { MakerRequest, RegistrationRequest } from './request.js';

export async function draftMakers(
  project: Project,
  path: string,
  request: RegistrationRequest,
): Promise<EditDraft | EditOutcome> {
  const file = await readHostFile(project, path, request);
  if (isObstacle(file)) return unreadable(file);
  const asked = (request.makers ?? []).filter((each) => each.path === path);
  const there = makerStatements(file.tree);
  const missing = asked.filter(({ to }) => !there.has(to));
  const [first] = missing;
  if (first === undefined) return { kind: 'unchanged', because: 'what makes its layers is there' };
  const isKnown = (after: HostFile): boolean => missing.every(({ to }) => makerStatements(after.tree).has(to));
  const copies = await copied(file, missing, there);
  return draftedOrByHand(file, copies, {
    followed: 'blueprint',
    like: there.get(first.from)?.line ?? 1,
    notes: [],
    unknown: 'layer-shape-unknown',
    isRegistered: isKnown,
  });
}

async function copied(
  file: HostFile,
  asked: readonly MakerRequest[],
  there: ReadonlyMap<string, PythonNode>,
): Promise<EditDraft['copies'] | Obstacle> {
  const needs: Need[] = [];
  const copies: MakerCopy[] = [];
  const promises = promised(file, asked, there);
  for (const each of asked) {
    const node = there.get(each.from);
    if (node === undefined) return { id: 'layer-shape-unknown', reason: `There is no ${each.from} here.` };
    const changes: Replacement[] = [];
    for (const reference of file.imports.references()) {
      if (!isWithinNode(node, reference.node) || below(reference.target, file.blueprint) === undefined) continue;
      const found = copyClass(file, reference, each);
      if (isObstacle(found)) return found;
      changes.push({ node: reference.node, text: found.expression });
      needs.push(...found.needs);
    }
    const renamed = renamings(file, node, { ...each, names: [...each.names, ...promises] }, changes);
    const text = await fitting(file, copyOf(file.source, node, [...changes, ...renamed]));
    copies.push({ node, from: each.from, to: each.to, text });
  }
  return {
    texts: copies.map(({ text }) => text),
    needs,
    notes: [],
    edits: placed(file.source, copies, there),
    touched: [...copies.map(({ node }) => node), ...needs.map(({ sibling }) => sibling)],
  };
}

/** The interfaces of the blueprint that makers say they return, each with the new package's class that is returned: it has no other. */
function promised(
  file: HostFile,
  asked: readonly MakerRequest[],
  there: ReadonlyMap<string, PythonNode>,
): readonly (readonly [string, string])[] {
  return asked.flatMap((each): readonly (readonly [string, string])[] => {
    const node = there.get(each.from);
    const said = node && childOf(node, 'return_type')?.text;
    if (node === undefined || said === undefined || counterpartName(said, file.request) === said) return [];
    const given = file.imports.references().find(({ node: at, target }) => {
      const isReturned = at.field === 'function' && at.parent?.parent?.type === 'return_statement';
      return isReturned && isWithinNode(node, at) && below(target, file.blueprint) !== undefined;
    });
    const found = given === undefined || given.node.text === said ? undefined : copyClass(file, given, each);
    return found === undefined || isObstacle(found) ? [] : [[said, found.expression]];
  });
}

/** A longer noun may make a line too long. */
async function fitting(file: HostFile, text: string): Promise<string> {
  const limit = limitOf(file);
  if (limit === undefined || text.split(/\r\n|\r|\n/).every((line) => line.length <= limit)) return text;
  return (await formatStatement(text, limit)).join(endOfLine(file.source));
}

/** The new package's class in the place of one of the blueprint's. */
function copyClass(
  file: HostFile,
  { target, via, node }: Reference,
  { names }: MakerRequest,
): { readonly expression: string; readonly needs: readonly Need[] } | Obstacle {
  const inside = below(target, file.blueprint) ?? [];
  const known = new Map(names);
  const ours = inside.map((part) => known.get(part) ?? counterpartName(part, file.request));
  const depth = below(via.path, file.blueprint)?.length;
  if (depth === undefined) {
    return { id: 'layer-shape-unknown', reason: `${node.text} is not imported by itself.`, line: node.line };
  }
  const imported = ours.slice(0, depth);
  const there = file.imports.bindings.find(({ path }) => path === [file.package, ...imported].join('.'));
  const need = needOf(file, via, depth, imported);
  if (isObstacle(need)) return { ...need, id: 'layer-shape-unknown' };
  const own = asTheirs(file, need, via, imported.at(-1) ?? '');
  const name = there?.name ?? nameOf(own.form);
  return { expression: [name, ...ours.slice(depth)].join('.'), needs: there === undefined ? [own] : [] };
}

/** Under its own name where the blueprint's has that, and in the statement that has more of its module. */
function asTheirs({ imports }: HostFile, need: Need, { form }: Reference['via'], name: string): Need {
  if (form.kind === 'import' || form.alias !== undefined || need.form.kind === 'import') return need;
  const { module } = need.form;
  const beside = imports.bindings.find((each) => each.form.kind === 'from' && each.form.module === module);
  return { ...need, sibling: beside?.statement ?? need.sibling, form: { kind: 'from', module, name } };
}

/** Its own name, those of what it depends on and of its variables, and the words of its docstring. */
function renamings(
  file: HostFile,
  node: PythonNode,
  { names, nouns }: MakerRequest,
  changed: readonly Replacement[],
): readonly Replacement[] {
  const own = new Map(names);
  const local = new Set([
    ...(node.type === 'function_definition' ? parametersOf(node) : []).map(parameterName),
    ...assignments(node).map(({ name }) => name),
  ]);
  const nameFor = (text: string): string =>
    own.get(text) ?? (local.has(text) ? counterpartName(text, file.request) : text);
  return [...walk(node)].flatMap((each): readonly Replacement[] => {
    if (changed.some((other) => isWithinNode(other.node, each))) return [];
    const statement = each.type === 'string_content' ? each.parent?.parent : undefined;
    if (statement?.type === 'expression_statement') {
      const rest = statement.parent?.named ?? [];
      const next = rest[rest.indexOf(statement) + 1];
      // Words of another script have the blueprint's noun in them, which is not known there.
      const isForeign = /[^\0-\u024f\u2000-\u2bff]/.test(each.text);
      if (isForeign && next !== undefined) return [{ node: { start: statement.start, end: next.start }, text: '' }];
      return [{ node: each, text: worded(file, each.text, nameFor, nouns) }];
    }
    const text = each.type === 'identifier' && !isAttribute(each) ? nameFor(each.text) : each.text;
    return text === each.text ? [] : [{ node: each, text }];
  });
}

const isAttribute = (node: PythonNode): boolean => node.parent?.type === 'attribute' && node.field === 'attribute';

/** The words of a docstring, with the article that a noun needs. */
function worded(
  { request: { blueprint } }: HostFile,
  text: string,
  nameFor: (name: string) => string,
  { one, many }: MakerRequest['nouns'],
): string {
  const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
  const spoken = (words: string): string => words.replace(/_/g, ' ');
  const single = singular(blueprint);
  const words = new Map([
    [blueprint, many],
    [single, one],
    [capital(blueprint), capital(many)],
    [capital(single), capital(one)],
  ]);
  return text.replace(/\b(?:([Aa]n?)( ))?(\w+)\b/g, (found, article: string | undefined, gap: string, word: string) => {
    const named = nameFor(word);
    const noun = named === word ? words.get(word) : named;
    if (noun === undefined) return found;
    const [own = ''] = withArticle(noun).split(' ');
    return article === undefined ? noun : `${article.startsWith('A') ? capital(own) : own}${gap}${spoken(noun)}`;
  });
}
