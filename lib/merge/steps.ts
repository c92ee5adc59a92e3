/** What one text has more than another, put into a third that people have edited: the steps, or nothing where they meet. */

import { indentAt } from '../python/style.js';
import { childOf, type PythonNode } from '../python/syntax.js';
import { align, labelOfItem } from './align.js';
import {
  aboveStatement,
  amongItems,
  belowStatement,
  indented,
  insertedTokens,
  linesOf,
  type MergeStep,
  onOneLine,
} from './place.js';
import { isRetyped, newType } from './retyped.js';
import { bare, hasComments, isContained, isSameCode, parts, tokensOf } from './tokens.js';

export type MergeSetting = {
  readonly source: string;
  /** Collections may lack what was there before: a text that is not the application. */
  readonly isLenient: boolean;
  readonly limit: number | undefined;
};

type MergeSteps = readonly MergeStep[] | undefined;

const LISTS: ReadonlySet<string> = new Set([
  'argument_list',
  'block',
  'dictionary',
  'list',
  'parameters',
  'set',
  'tuple',
]);

/** `base` is what `theirs` has come from; without one everything of `theirs` that `ours` has not is new. */
export function stepsBetween(
  base: PythonNode | undefined,
  theirs: PythonNode,
  ours: PythonNode,
  setting: MergeSetting,
): MergeSteps {
  if ((base !== undefined && isSameCode(base, theirs)) || isSameCode(ours, theirs)) return [];
  const inner = within(base, theirs, ours, setting);
  if (inner !== undefined) return inner;
  // What people wrote instead stays.
  if (base === undefined || (theirs.type === 'string' && ours.type === 'string' && !isSameCode(base, ours))) return [];
  if (!isSameCode(base, ours)) return undefined;
  if (theirs.type === 'string' && ours.type === 'string') {
    return [{ edits: [{ at: ours.start, remove: ours.end - ours.start, insert: theirs.text }], isInline: true }];
  }
  // Its lines go with the statement that has them.
  if (theirs.type === 'block') return undefined;
  if (hasBody(theirs))
    return isContained(tokensOf(ours), tokensOf(theirs)) && hasComments(theirs, ours)
      ? [inPlace(theirs, ours, setting)]
      : undefined;
  const inserted = insertedTokens(theirs, ours);
  return inserted && [inserted];
}

/** A statement of several lines. */
const hasBody = ({ type, children }: PythonNode): boolean =>
  type === 'decorated_definition' || children.some((child) => child.type === 'block' || /_clause$/.test(child.type));

function within(base: PythonNode | undefined, theirs: PythonNode, ours: PythonNode, setting: MergeSetting): MergeSteps {
  if (theirs.type !== ours.type || (base !== undefined && base.type !== theirs.type)) return undefined;
  if (LISTS.has(theirs.type)) return inList(base, theirs, ours, setting);
  if (isRetyped(base ?? theirs, theirs, ours)) {
    const [more, own] = [assigned(theirs), assigned(ours)];
    const steps = more && own && stepsBetween(base && assigned(base), more, own, setting);
    return steps && [...newType(base ?? theirs, theirs, ours), ...steps];
  }
  const [their, our, old] = [theirs, ours, base ?? theirs].map((node) => parts(node).map(bare));
  if (their === undefined || our === undefined || old === undefined || their.length === 0) return undefined;
  const isOneShape = [our, old].every((each) => each.length === their.length);
  if (!isOneShape || signs(theirs) !== signs(ours) || (base !== undefined && signs(base) !== signs(theirs)))
    return undefined;
  const found: MergeStep[] = [];
  for (const [index, each] of their.entries()) {
    const [own, before] = [our[index], base === undefined ? undefined : old[index]];
    const steps = own && stepsBetween(before, each, own, setting);
    if (steps === undefined) return undefined;
    found.push(...steps);
  }
  return found;
}

const assigned = (node: PythonNode): PythonNode | undefined => childOf(node, 'right');

/** What is between the parts: operators and keywords. */
const signs = (node: PythonNode): string =>
  node.children
    .filter((child) => !node.named.includes(child) && child.type !== ',')
    .map(({ text }) => text)
    .join(' ');

function inList(base: PythonNode | undefined, theirs: PythonNode, ours: PythonNode, setting: MergeSetting): MergeSteps {
  const [their, our, old] = [parts(theirs), parts(ours), base === undefined ? [] : parts(base)];
  const isBlock = theirs.type === 'block';
  const ofOld = align(their, old);
  const how = isBlock && !isOfClass(theirs) ? 'renamed' : 'alike';
  const inOurs = align(old, our, how);
  // What was put in before is nearer to what it is to be.
  const done = align(their, our, how);
  const used = new Set(inOurs.values());
  const added = their.filter((each) => !ofOld.has(each));
  const there = align(
    added,
    our.filter((each) => !used.has(each)),
    'named',
  );
  const gone = new Set(old.filter((each) => ![...ofOld.values()].includes(each)));
  const ownOf = (item: PythonNode): PythonNode | undefined => {
    const before = ofOld.get(item);
    if (before === undefined) return there.get(item);
    const own = done.get(item);
    return inOurs.get(before) ?? (own !== undefined && !used.has(own) ? own : undefined);
  };
  const isReplacing = isBlock || setting.isLenient;
  const replaced = new Map<PythonNode, PythonNode>();
  for (const item of isReplacing ? added.filter((each) => !there.has(each)) : []) {
    const isPlace = (each: PythonNode): boolean =>
      isContained(tokensOf(each), tokensOf(item)) ||
      (!isBlock && isInstead(each, item) && old.length === their.length && old.indexOf(each) === their.indexOf(item));
    const former = [...gone].find(isPlace);
    if (former === undefined) continue;
    gone.delete(former);
    replaced.set(item, former);
  }
  // A body that had nothing gets its first line instead of the word for that.
  const nothing = [...gone].find((each) => each.type === 'pass_statement' && inOurs.has(each));
  const [firstAdded] = added.filter((each) => !there.has(each) && !replaced.has(each));
  if (nothing !== undefined && firstAdded !== undefined) replaced.set(firstAdded, nothing);
  const placeOf = (item: PythonNode): PythonNode | undefined => {
    const former = replaced.get(item);
    return ownOf(item) ?? (former && inOurs.get(former));
  };
  const found: MergeStep[] = [];
  for (const [index, item] of their.entries()) {
    const [before, own] = [ofOld.get(item), ownOf(item)];
    if (before !== undefined && isSameCode(before, item)) continue;
    if (own !== undefined) {
      // What nobody has changed in a test is written anew where it cannot be added to.
      const isUntouched = setting.isLenient && isBlock && before !== undefined && isSameCode(before, own);
      const isLine = isUntouched && !hasBody(item) && !own.text.includes('#');
      const steps = isLine
        ? [inPlace(item, own, setting)]
        : (stepsBetween(before && bare(before), bare(item), bare(own), setting) ??
          (isUntouched ? [inPlace(item, own, setting)] : undefined));
      if (steps === undefined) return undefined;
      found.push(...steps);
      continue;
    }
    if (before !== undefined) {
      // A method or a key that people have taken out.
      if (isOfClass(theirs) || (setting.isLenient && !isBlock)) continue;
      return undefined;
    }
    const given = our[index];
    // Without what it has come from, what people give a call in its place is that.
    if (base === undefined && theirs.type === 'argument_list' && given && isInstead(given, item)) continue;
    const former = replaced.get(item);
    if (former === undefined) {
      const step = insertion(their, our, item, index, placeOf, ours, setting);
      if (step === undefined) return undefined;
      found.push(step);
      continue;
    }
    const place = placeOf(item);
    if (place === undefined || !isSameCode(place, former) || !hasComments(item, place)) {
      if (isBlock) return undefined;
      continue;
    }
    found.push(isBlock ? inPlace(item, place, setting) : instead(item, place));
  }
  const isLoss = (each: PythonNode): boolean => each.type !== 'pass_statement' && inOurs.has(each);
  return [...gone].some(isLoss) && !(setting.isLenient && !isBlock) ? undefined : found;
}

/** A value without a name in the place of another one: `4` for `3` in `range(1, 3)`. */
const isInstead = (each: PythonNode, item: PythonNode): boolean =>
  each.type === item.type && labelOfItem(each) === undefined && labelOfItem(item) === undefined;

const instead = (item: PythonNode, own: PythonNode): MergeStep => ({
  edits: [{ at: own.start, remove: own.end - own.start, insert: onOneLine(item.text) }],
  isInline: true,
});

const isOfClass = ({ type, parent }: PythonNode): boolean => type === 'block' && parent?.type === 'class_definition';

function insertion(
  their: readonly PythonNode[],
  our: readonly PythonNode[],
  item: PythonNode,
  index: number,
  ownOf: (item: PythonNode) => PythonNode | undefined,
  ours: PythonNode,
  { source, limit }: MergeSetting,
): MergeStep | undefined {
  const above = their.slice(0, index).findLast((each) => ownOf(each) !== undefined);
  const below = their.slice(index + 1).find((each) => ownOf(each) !== undefined);
  const [prev, next] = [above && ownOf(above), below && ownOf(below)];
  if (ours.type !== 'block') {
    const last = our.at(-1);
    const end = last !== undefined && /^(?:dictionary|dictionary_splat)$/.test(last.type) ? our.length - 1 : our.length;
    const at = prev !== undefined ? our.indexOf(prev) + 1 : next !== undefined ? our.indexOf(next) : end;
    return amongItems(source, ours, at, onOneLine(item.text), limit);
  }
  const lines = linesOf(their, item);
  // What stands close to the one below is one of its group.
  const isClose = below !== undefined && below === their[index + 1] && lines.behind < lines.before;
  if (prev !== undefined && !(isClose && next !== undefined)) return belowStatement(source, prev, lines);
  if (next !== undefined) return aboveStatement(source, next, lines);
  // What runs one after the other has its place between neighbours; a class has its attributes in any order.
  if (our.length > 0 && !isOfClass(ours)) return undefined;
  const last = our.findLast((each) => labelOfItem(each)?.startsWith('= ')) ?? our.at(-1) ?? ours;
  return belowStatement(source, last, { ...lines, before: 0 });
}

/** A statement with what is now around it, in its place. */
export function inPlace(item: PythonNode, own: PythonNode, { source }: Pick<MergeSetting, 'source'>): MergeStep {
  const text = indented(source, linesOf([item], item).text, indentAt(source, own.start)).trimStart();
  return { edits: [{ at: own.start, remove: own.end - own.start, insert: text }], isInline: false };
}
