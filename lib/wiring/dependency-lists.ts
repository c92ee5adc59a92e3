/** The elements of `dependencies=…`, wherever the list is written down. */
import { dependsIn } from '../framework/depends-calls.js';
import type { Project } from '../project/project.js';
import { givenTo, type Turn, type Value } from './values.js';

const DEEPEST = 6;

export type Dependencies = {
  readonly read: readonly Value[];
  /** What cannot be followed to a list. */
  readonly unread: readonly Value[];
};

export const NO_DEPENDENCIES: Dependencies = { read: [], unread: [] };

export function dependenciesIn(
  project: Project,
  value: Value | undefined,
  turn: Turn = () => undefined,
  depth: number = DEEPEST,
): Dependencies {
  if (value === undefined || value.node.type === 'none') return NO_DEPENDENCIES;
  const { module, node } = value;
  const each = (inner: Value | undefined): Dependencies => dependenciesIn(project, inner, turn, depth - 1);
  if (depth === 0) return { read: [], unread: [value] };
  const given = turn(node);
  if (given !== undefined) return dependenciesIn(project, given, undefined, depth - 1);
  if (node.type === 'list' || node.type === 'tuple') {
    const items = node.named.filter(({ type }) => type !== 'comment');
    return together(items.map((item) => itemIn(project, { module, node: item }, turn, each)));
  }
  if (node.type === 'parenthesized_expression' || node.type === 'binary_operator') {
    return together(node.named.map((inner) => each({ module, node: inner })));
  }
  if (node.type === 'conditional_expression') {
    // What may be asked of a caller is taken as asked.
    const [chosen, , other] = node.named;
    return together([chosen, other].map((inner) => each(inner && { module, node: inner })));
  }
  const known = givenTo(project, value);
  return known === undefined ? { read: [], unread: [value] } : dependenciesIn(project, known, undefined, depth - 1);
}

function itemIn(
  project: Project,
  item: Value,
  turn: Turn,
  each: (value: Value | undefined) => Dependencies,
): Dependencies {
  const { module, node } = item;
  if (node.type === 'list_splat') return each(node.named[0] && { module, node: node.named[0] });
  const isWhole = node.type === 'call' || dependsIn(module, node, project).some(({ name }) => name !== undefined);
  const value = turn(node) ?? (isWhole ? item : givenTo(project, item));
  const isRead = value !== undefined && dependsIn(value.module, value.node, project).length > 0;
  return isRead ? { read: [value], unread: [] } : { read: [], unread: [item] };
}

export function together(all: readonly Dependencies[]): Dependencies {
  return { read: all.flatMap(({ read }) => read), unread: all.flatMap(({ unread }) => unread) };
}
