/** The place in which the blueprint is used: what a new package gets a copy of, and what is beside it. */
import { isCommonPath, isNeutral } from '../naming/neutral-words.js';
import { statementOf } from '../python/find.js';
import { childOf, isWithinNode, type PythonNode, walk } from '../python/syntax.js';
import { below, type SearchedFile } from './searched-file.js';

/**
 * One use of the blueprint that a new package is to have too: a separate statement, or an element among others of its
 * kind. `node` is the expression that names the blueprint; `unit` what is copied.
 */
export type UseSite = {
  readonly kind: 'statement' | 'element';
  readonly node: PythonNode;
  readonly unit: PythonNode;
  /** What holds the elements, of which `unit` is one; the block for a statement. */
  readonly among: readonly PythonNode[];
  readonly holder: PythonNode;
  /** The object that a statement calls a method of, as dotted text. */
  readonly receiver?: string | undefined;
};

const HOLDERS = ['list', 'tuple', 'set', 'dictionary', 'expression_list'];
const CONDITIONS = ['conditional_expression', 'boolean_operator'];
const PASSED = ['argument_list', 'call', 'keyword_argument', 'pair', 'parenthesized_expression', ...CONDITIONS];

/** What two expressions have in common that may be the same thing of two packages. */
export type Likeness = (node: PythonNode) => string | undefined;

/**
 * The place in which an expression is used; `undefined` where it is used in a way that cannot be copied. `likeness` tells what
 * an expression is for (`router`), so that elements for other packages are found.
 */
export function useSiteOf(file: SearchedFile, node: PythonNode, likeness: Likeness): UseSite | undefined {
  const levels: { unit: PythonNode; holder: PythonNode }[] = [];
  let at = node;
  for (let up = at.parent; up !== undefined; at = up, up = at.parent) {
    if (HOLDERS.includes(up.type)) levels.push({ unit: at, holder: up });
    else if (!PASSED.includes(up.type) || (up.type === 'call' && at.field === 'function')) break;
    else if (up.type === 'pair' && at.field !== 'value') break;
    else if (up.type === 'keyword_argument' && /^(?:routes|dependencies|tags|callbacks)$/.test(nameOf(up)))
      return undefined;
  }
  const wanted = likeness(node);
  // A version under its own key has its own list: the pair is no element for the blueprint.
  while (levels.length > 1 && levels.some(({ unit }) => isUnderNeutralKey(unit))) {
    levels.splice(
      levels.findIndex(({ unit }) => isUnderNeutralKey(unit)),
      1,
    );
  }
  const isOurs = sameOwner(file, node);
  const hasLike = ({ unit, holder }: { unit: PythonNode; holder: PythonNode }, likeness: Likeness): boolean =>
    elementsOf(holder).some((other) => other !== unit && isLike(unit, other, node, wanted, likeness));
  // One element may hold several things of one package: a list of its routers in a list of such lists.
  const ofOthers: Likeness = (each) => (isOurs(each) ? undefined : likeness(each));
  const like = levels.find((level) => hasLike(level, ofOthers)) ?? levels.find((level) => hasLike(level, likeness));
  const outer = levels.at(-1);
  const statement = statementSite(file, node);
  const isAlone = outer !== undefined && elementsOf(outer.holder).length === 1;
  if (like === undefined && statement !== undefined && (outer === undefined || (isAlone && hasSiblings(statement)))) {
    return statement;
  }
  const chosen = like ?? (outer !== undefined && (isAlone || isMixed(outer.unit, node)) ? outer : undefined);
  if (chosen === undefined) return outer === undefined ? statement : undefined;
  return { kind: 'element', node, ...chosen, among: elementsOf(chosen.holder) };
}

function isUnderNeutralKey(unit: PythonNode): boolean {
  const key = unit.type === 'pair' ? /^["'](.*)["']$/.exec(childOf(unit, 'key')?.text ?? '')?.[1] : undefined;
  return key !== undefined && (isNeutral(key) || isCommonPath(key));
}

/** Tells what is of the package that a node is of: by name, or by a string that has the package's name in it. */
function sameOwner(
  { imports, blueprint, package: own }: SearchedFile,
  node: PythonNode,
): (other: PythonNode) => boolean {
  const dotted = (each: PythonNode): string =>
    imports.resolve(each)?.target ?? /^["']([\w.:]+)["']$/.exec(each.text)?.[1]?.replaceAll(':', '.') ?? '';
  const owner = [blueprint, own].find((each) => below(dotted(node), each) !== undefined);
  const name = owner?.split('.').at(-1);
  return (other) => {
    if (owner === undefined || name === undefined) return false;
    return other.type === 'string'
      ? dotted(other).split('.').includes(name)
      : below(dotted(other), owner) !== undefined;
  };
}

/** The elements between the commas, but for comments and `*others`. */
export function elementsOf(holder: PythonNode): readonly PythonNode[] {
  return holder.named.filter(
    ({ type }) => !['comment', 'list_splat', 'dictionary_splat', 'line_continuation'].includes(type),
  );
}

/** Whether another element is for another package what this one is for the blueprint. */
export function isLike(
  unit: PythonNode,
  other: PythonNode,
  node: PythonNode,
  wanted: string | undefined,
  likeness: Likeness,
): boolean {
  if (wanted === undefined) return false;
  if (unit === node) return likeness(other) === wanted;
  if (other.type !== unit.type || childOf(other, 'function')?.text !== childOf(unit, 'function')?.text) return false;
  return [...walk(other)].some((each) => each.parent?.type !== 'attribute' && likeness(each) === wanted);
}

/** Whether an element with the blueprint in it says more than its name: a tuple with a prefix, say. */
function isMixed(unit: PythonNode, node: PythonNode): boolean {
  return unit !== node && unit.type !== 'pair';
}

/** Statements that use the blueprint and nothing else of its kind: a call, an item that is set, a yield. */
function statementSite(file: SearchedFile, node: PythonNode): UseSite | undefined {
  const unit = statementOf(node);
  if (unit.type !== 'expression_statement') return undefined;
  const inner = unit.named.filter(({ type }) => type !== 'comment');
  const [only] = inner;
  if (only === undefined || inner.length !== 1) return undefined;
  const expression = only.type === 'await' ? (only.named[0] ?? only) : only;
  const isCall = expression.type === 'call' && !isWithinNode(childOf(expression, 'function'), node);
  const isItem = expression.type === 'assignment' && childOf(expression, 'left')?.type === 'subscript';
  const isGrowing = expression.type === 'augmented_assignment';
  const isYield = expression.type === 'yield' && expression.named[0] === node;
  const isCondition = CONDITIONS.includes(expression.type);
  if (!isCall && !isItem && !isGrowing && !isYield && !isCondition) return undefined;
  // A stray comma behind a call makes a tuple of it; the copy does without.
  const copied = isCall && only.type !== 'await' && file.source[only.end] === ',' ? only : unit;
  const receiver = receiverOf(unit);
  return { kind: 'statement', node, unit: copied, among: siblingsOf(unit), holder: unit.parent ?? unit, receiver };
}

/** What a statement does and on what, without for whom: the called function, the mapping. */
export function actionOf(statement: PythonNode): string | undefined {
  const only = statement.type === 'expression_statement' ? statement.named[0] : undefined;
  const expression = only?.type === 'await' ? only.named[0] : only;
  if (expression === undefined) return undefined;
  if (expression.type === 'call') return childOf(expression, 'function')?.text.replace(/\s/g, '');
  if (expression.type === 'yield') return 'yield';
  const left = childOf(expression, 'left');
  if (expression.type === 'augmented_assignment') return `${left?.text} +=`;
  const object = left?.type === 'subscript' ? childOf(left, 'value') : undefined;
  return object && `${object.text}[]`;
}

function receiverOf(statement: PythonNode): string | undefined {
  const parts = actionOf(statement)?.split('.') ?? [];
  return parts.length > 1 && parts.every((part) => /^\w+$/.test(part)) ? parts.slice(0, -1).join('.') : undefined;
}

/** The statements of the same block that do the same, itself included. */
function siblingsOf(statement: PythonNode): readonly PythonNode[] {
  const action = actionOf(statement);
  return statement.parent?.named.filter((each) => action !== undefined && actionOf(each) === action) ?? [statement];
}

function hasSiblings(site: UseSite): boolean {
  return site.among.length > 1;
}

function nameOf(keyword: PythonNode): string {
  return childOf(keyword, 'name')?.text ?? '';
}
