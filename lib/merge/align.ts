/** Which items of two lists are the same thing: statements of two bodies, arguments of two calls, elements of two lists. */
import { childOf, type PythonNode } from '../python/syntax.js';
import { bare, isSameCode, likeness } from './tokens.js';

export type Pairs = ReadonlyMap<PythonNode, PythonNode>;

/** Items that are less alike than this are two things. */
const ALIKE = 0.5;

/** Pairs the items: equal ones in their order first, then those of one name, then those that are much alike. */
export function align(
  from: readonly PythonNode[],
  to: readonly PythonNode[],
  how: 'named' | 'alike' | 'renamed' = 'alike',
): ReadonlyMap<PythonNode, PythonNode> {
  const pairs = new Map<PythonNode, PythonNode>();
  const taken = new Set<PythonNode>();
  const pair = (one: PythonNode, other: PythonNode): void => {
    pairs.set(one, other);
    taken.add(other);
  };
  for (const [one, other] of equalInOrder(from, to)) pair(one, other);
  const rest = (): readonly PythonNode[] => from.filter((each) => !pairs.has(each));
  const free = (): readonly PythonNode[] => to.filter((each) => !taken.has(each));
  for (const each of rest()) {
    const name = labelOfItem(each);
    const other = name === undefined ? undefined : free().find((one) => labelOfItem(one) === name);
    if (other !== undefined) pair(each, other);
  }
  for (const each of rest()) {
    const other = free().find((one) => isSameCode(each, one));
    if (other !== undefined) pair(each, other);
  }
  if (how === 'named') return pairs;
  const isNamed = (node: PythonNode): boolean => labelOfItem(node) !== undefined;
  const alike = rest()
    .filter((each) => !isNamed(each))
    .flatMap((each) =>
      free()
        .filter((one) => one.type === each.type && !isNamed(one) && firstKey(one) === firstKey(each))
        .map((one) => ({ each, one, score: scoreOf(each, one) })),
    )
    .filter(({ score }) => score >= ALIKE)
    .sort((left, right) => right.score - left.score);
  for (const { each, one } of alike) if (!pairs.has(each) && !taken.has(one)) pair(each, one);
  return how === 'renamed' ? withRenamed(pairs, rest(), free()) : pairs;
}

/** A variable that people call otherwise has nearly the same value. */
const RENAMED = 0.75;

function withRenamed(pairs: Pairs, rest: readonly PythonNode[], free: readonly PythonNode[]): Pairs {
  const isVariable = (node: PythonNode): boolean => labelOfItem(node)?.startsWith('= ') === true;
  const found = rest.filter(isVariable).flatMap((each) => {
    const alike = free.filter((one) => isVariable(one) && likeness(each, one) >= RENAMED);
    const [only, other] = alike;
    return only !== undefined && other === undefined ? [[each, only] as const] : [];
  });
  return new Map([...pairs, ...found]);
}

/** Dictionaries are of one thing where they begin with the same key. */
const firstKey = (node: PythonNode): string | undefined =>
  node.type === 'dictionary' ? node.named.map(labelOfItem)[0] : '';

function scoreOf(one: PythonNode, other: PythonNode): number {
  if (one.type !== 'string') return likeness(one, other);
  const [left, right] = [one, other].map(({ text }) => text.replace(/["']/g, '').split(/\s+/));
  const shared = (left ?? []).filter((word) => right?.includes(word)).length;
  return (2 * shared) / ((left?.length ?? 0) + (right?.length ?? 0));
}

/** The longest common subsequence of equal items. */
function equalInOrder(
  from: readonly PythonNode[],
  to: readonly PythonNode[],
): readonly (readonly [PythonNode, PythonNode])[] {
  const best = from.map(() => to.map(() => 0));
  const at = (row: number, column: number): number => best[row]?.[column] ?? 0;
  for (let row = from.length - 1; row >= 0; row -= 1) {
    for (let column = to.length - 1; column >= 0; column -= 1) {
      const line = best[row];
      if (line === undefined) continue;
      line[column] = equal(from[row], to[column])
        ? at(row + 1, column + 1) + 1
        : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const found: [PythonNode, PythonNode][] = [];
  let [row, column] = [0, 0];
  while (row < from.length && column < to.length) {
    const [one, other] = [from[row], to[column]];
    if (one !== undefined && other !== undefined && equal(one, other)) {
      found.push([one, other]);
      row += 1;
      column += 1;
    } else if (at(row + 1, column) >= at(row, column + 1)) row += 1;
    else column += 1;
  }
  return found;
}

const equal = (one: PythonNode | undefined, other: PythonNode | undefined): boolean =>
  one !== undefined && other !== undefined && isSameCode(one, other);

/** What an item is known by: what is defined or assigned, the name of an argument or a parameter, the key of a pair. */
export function labelOfItem(item: PythonNode): string | undefined {
  const node = bare(item);
  if (node.type === 'decorated_definition') {
    const definition = childOf(node, 'definition');
    return definition && labelOfItem(definition);
  }
  if (node.type === 'expression_statement') {
    const [inner] = node.named;
    return inner?.type === 'assignment' ? `= ${childOf(inner, 'left')?.text}` : undefined;
  }
  if (node.type === 'class_definition' || node.type === 'function_definition')
    return `def ${childOf(node, 'name')?.text}`;
  if (node.type === 'pair') return `key ${childOf(node, 'key')?.text.replaceAll("'", '"')}`;
  if (node.type === 'keyword_argument') return `${childOf(node, 'name')?.text}=`;
  if (/^(?:typed_|default_|typed_default_)parameter$/.test(node.type)) {
    return `parameter ${(childOf(node, 'name') ?? node.named[0])?.text}`;
  }
  return undefined;
}
