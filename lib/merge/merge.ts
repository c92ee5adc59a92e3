/** Puts what one text of a module has more than another into a third, statement by statement; what people wrote stays. */
import { applyEdits } from '../python/edit.js';
import { limitIn } from '../python/fit.js';
import { loadParser, type PythonNode, type PythonTree } from '../python/syntax.js';
import { labelOfItem } from './align.js';
import { fittedStep } from './fitted.js';
import { aboveStatement, belowStatement, emptyLines, linesOf, type MergeStep } from './place.js';
import { inPlace, type MergeSetting, stepsBetween } from './steps.js';
import { isSameCode, likeness } from './tokens.js';

export type MergeRequest = {
  readonly base: string;
  readonly theirs: string;
  readonly ours: string;
  readonly lineLength: number;
  /** Whether it is no code of the application: what cannot be put in is left out. */
  readonly isLenient: boolean;
};

/** A statement that could not be put in, as `theirs` has it. */
export type Unmerged = { readonly name: string; readonly text: string };

export type Merged = {
  readonly text: string;
  /** How much of `base` is in `ours`, from 0 to 1. */
  readonly known: number;
  /** The statements that people changed where they would change. */
  readonly unclear: readonly Unmerged[];
  /** The statements that `ours` no longer has. */
  readonly absent: readonly Unmerged[];
};

const MOST_STEPS = 200;

export async function mergeInsertions(request: MergeRequest): Promise<Merged> {
  const parser = await loadParser();
  const [old, more] = [parser.parse(request.base), parser.parse(request.theirs)];
  const olds = new Map(statements(old).map((node) => [labelOf(node), node]));
  const all = statements(more);
  const unclear: Unmerged[] = [];
  const absent: Unmerged[] = [];
  const limit = limitIn(request.ours, request.lineLength);
  const fitted = (of: PythonTree, step: MergeStep): ReturnType<typeof fittedStep> =>
    fittedStep(of, step, limit ?? request.lineLength, limit !== undefined);
  let text = request.ours;
  let tree = parser.parse(text);
  for (const theirs of all) {
    const base = olds.get(labelOf(theirs));
    if (base !== undefined && isSameCode(base, theirs)) continue;
    const before = text;
    for (let count = 0; ; count += 1) {
      if (tree.source !== text) tree = parser.parse(text);
      const found = find(tree, theirs, base, all);
      const setting = { source: text, isLenient: request.isLenient, limit };
      const steps =
        found === undefined ? missing(tree, theirs, base, all, olds) : stepsInto(base, theirs, found, setting);
      const [step] = typeof steps === 'string' ? [] : steps;
      if (step === undefined || count > MOST_STEPS) {
        const failed = { name: labelOf(theirs), text: theirs.text };
        if (typeof steps !== 'string' && count <= MOST_STEPS) break;
        const isAbsent = steps === 'absent' && count === 0;
        const anew = isAbsent || !request.isLenient ? undefined : anewIn(parser.parse(before), theirs, base, all);
        text = anew === undefined ? before : applyEdits(before, await fitted(anew.tree, anew.step));
        if (anew === undefined) (isAbsent ? absent : unclear).push(failed);
        break;
      }
      text = applyEdits(text, await fitted(tree, step));
    }
  }
  if (request.isLenient) text = withoutGone(parser.parse(text), olds, new Set(all.map(labelOf)));
  const own = new Set(statements(parser.parse(request.ours)).map(labelOf));
  const known = [...olds.keys()].filter((label) => own.has(label)).length / Math.max(1, olds.size);
  return { text, known, unclear, absent };
}

/** A test that is no longer made goes where nobody has changed it: it may not hold any more. */
function withoutGone(tree: PythonTree, olds: ReadonlyMap<string, PythonNode>, kept: ReadonlySet<string>): string {
  const { source } = tree;
  const gone = statements(tree).filter((node) => {
    const base = olds.get(labelOf(node));
    return base !== undefined && !kept.has(labelOf(node)) && isSameCode(base, node);
  });
  const edits = gone.map(({ start, end }) => {
    const from = source.slice(0, start).trimEnd().length;
    return { at: from, remove: end - from, insert: '' };
  });
  return applyEdits(source, edits);
}

/** A test that nobody has changed is written anew where it cannot be added to. */
function anewIn(
  tree: PythonTree,
  theirs: PythonNode,
  base: PythonNode | undefined,
  all: readonly PythonNode[],
): { readonly tree: PythonTree; readonly step: MergeStep } | undefined {
  const ours = base && find(tree, theirs, base, all);
  if (base === undefined || ours === undefined || !isSameCode(base, ours)) return undefined;
  return { tree, step: inPlace(theirs, ours, tree) };
}

function stepsInto(
  base: PythonNode | undefined,
  theirs: PythonNode,
  ours: PythonNode,
  setting: MergeSetting,
): readonly MergeStep[] | 'unclear' {
  // Without what it has come from, a statement of that name has to be the same one.
  if (base === undefined && likeness(theirs, ours) < 0.5) return 'unclear';
  return stepsBetween(base, theirs, ours, setting) ?? 'unclear';
}

/** What a module consists of besides its imports, its `__all__` and bare strings. */
function statements({ root }: PythonTree): readonly PythonNode[] {
  return root.named.filter((node) => {
    if (node.type === 'comment' || /^(?:future_)?import_/.test(node.type)) return false;
    if (node.named.length === 1 && node.named[0]?.type === 'string') return false;
    return labelOfItem(node) !== '= __all__';
  });
}

const labelOf = (node: PythonNode): string => (labelOfItem(node) ?? node.text).replace(/^(?:def|=) /, '');

/** The statement of the same name, or the one that it was renamed to. */
function find(
  tree: PythonTree,
  theirs: PythonNode,
  base: PythonNode | undefined,
  all: readonly PythonNode[],
): PythonNode | undefined {
  const own = statements(tree);
  const named = own.find((each) => labelOf(each) === labelOf(theirs));
  if (named !== undefined || base === undefined) return named;
  const known = new Set(all.map(labelOf));
  const [best, second] = own
    .filter((each) => each.type === base.type && !known.has(labelOf(each)))
    .map((node) => ({ node, score: likeness(base, node) }))
    .filter(({ score }) => score >= RENAMED)
    .sort((left, right) => right.score - left.score);
  return best !== undefined && (second === undefined || best.score - second.score > 0.05) ? best.node : undefined;
}

/** A statement that differs more from another has not only got another name. */
const RENAMED = 0.7;

/** A statement that is new goes beside its neighbours; one that people took out stays out. */
function missing(
  tree: PythonTree,
  theirs: PythonNode,
  base: PythonNode | undefined,
  all: readonly PythonNode[],
  olds: ReadonlyMap<string, PythonNode>,
): readonly MergeStep[] | 'absent' {
  if (base !== undefined) return isSameCode(base, theirs) ? [] : 'absent';
  const index = all.indexOf(theirs);
  const counterpart = (each: PythonNode): PythonNode | undefined => find(tree, each, olds.get(labelOf(each)), all);
  const lines = linesOf(all, theirs);
  const above = all.slice(0, index).findLast((each) => counterpart(each) !== undefined);
  const below = all.slice(index + 1).find((each) => counterpart(each) !== undefined);
  const [prev, next] = [above && counterpart(above), below && counterpart(below)];
  if (prev !== undefined) return [belowStatement(tree.source, prev, { ...lines, before: gapOf(lines.before, prev) })];
  if (next !== undefined) return [aboveStatement(tree.source, next, lines, gapAbove(tree, theirs, next))];
  const last = tree.root.named.at(-1);
  return last === undefined
    ? 'absent'
    : [belowStatement(tree.source, last, { ...lines, before: gapOf(lines.before, last) })];
}

/** The empty lines that a statement needs above it, less those that are above the one below. */
function gapAbove({ root, source }: PythonTree, theirs: PythonNode, next: PythonNode): number {
  const above = root.named[root.named.indexOf(next) - 1];
  if (above === undefined) return 0;
  const gap = emptyLines(source.slice(above.end, next.start));
  if (/definition$/.test(theirs.type)) return Math.max(0, 2 - gap);
  return /import/.test(above.type) ? Math.min(0, 1 - gap) : 0;
}

/** Two empty lines are between a definition and anything else. */
const gapOf = (before: number, above: PythonNode): number => (/definition$/.test(above.type) ? 2 : before);
