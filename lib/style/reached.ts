/** What decides whether a statement of a function is reached: the conditions around it, and what returns or is tried before. */
import type { HostFunction } from '../framework/host-classes.js';
import { assignments } from '../python/find.js';
import { childOf, childrenOf, type PythonNode, walk } from '../python/syntax.js';
import { kindIn, type NameKinds } from './caller-names.js';
import { type ConditionKind, conditionKind, hasLeftOut, type Kinds } from './own-records.js';

/** A function that a handler is, or calls. */
export type Asking = {
  readonly scope: HostFunction;
  readonly kinds: NameKinds;
  /** Its names for what the handler is given: who calls, the session. */
  readonly given: ReadonlyMap<string, string>;
};

/** A condition that has to hold, or not to hold. */
export type When = { readonly place: Asking; readonly condition: PythonNode; readonly holds: boolean };

export type WayThere = {
  readonly kind: ConditionKind | undefined;
  /** Nothing where more than conditions decides. */
  readonly whens: readonly When[] | undefined;
  /** What may catch what is raised there. */
  readonly tries: readonly PythonNode[];
  /** Whether a part of the conditions asks whose a record is. */
  readonly isReduced: boolean;
};

const read = new WeakMap<Asking, Kinds>();

/** What is known of the names of a function, and what its local variables are made of where one statement tells that. */
export function kindsOf(place: Asking): Kinds {
  const known = read.get(place);
  if (known !== undefined) return known;
  const { scope, kinds } = place;
  const made = new Map<string, PythonNode | undefined>();
  for (const { name, value } of assignments(childOf(scope.node, 'body') ?? scope.node)) {
    made.set(name, made.has(name) ? undefined : value);
  }
  const found: Kinds = { kinds, made: (name) => made.get(name) };
  read.set(place, found);
  return found;
}

/** What a statement may stand in so that nothing but conditions decides whether it is reached. */
const PLAIN =
  /^(?:block|with_statement|await|call|argument_list|keyword_argument|attribute|assignment|expression_statement|return_statement|parenthesized_expression)$/;

/** The way to a statement, or to a call in one. */
export function wayTo(node: PythonNode, place: Asking): WayThere {
  const known = kindsOf(place);
  const kinds: (ConditionKind | undefined)[] = [];
  const whens: When[] = [];
  const tries: PythonNode[] = [];
  let isPlain = true;
  const add = (condition: PythonNode | undefined, holds: boolean): void => {
    if (condition === undefined) return;
    kinds.push(conditionKind(condition, known));
    whens.unshift({ place, condition, holds });
  };
  for (let at = node; at !== place.scope.node && at.parent !== undefined; at = at.parent) {
    const around = at.parent;
    for (const before of around.type === 'block' ? around.named.toReversed() : []) {
      if (before.start >= at.start || !isLeaving(before)) continue;
      const condition = childOf(before, 'condition');
      if (before.type === 'if_statement') add(condition, false);
      // What asks neither for the caller nor for a record lets some in who are not refused then.
      const isOne = before.type === 'if_statement' && childrenOf(before, 'alternative').length === 0;
      if (!isOne || !endsIn(before) || condition === undefined || conditionKind(condition, known) === undefined)
        isPlain = false;
    }
    if (at.field === 'condition') kinds.push(conditionKind(at, known));
    else if (around.type === 'if_statement') {
      const condition = childOf(around, 'condition');
      const others = childrenOf(around, 'alternative').filter((each) => each.end <= at.start);
      for (const other of others.toReversed()) add(childOf(other, 'condition'), false);
      add(condition, at.field === 'consequence');
    } else if (around.type === 'elif_clause') add(childOf(around, 'condition'), true);
    else if (around.type === 'while_statement') {
      kinds.push(conditionKind(childOf(around, 'condition') ?? around, known));
      isPlain = false;
    } else if (around.type === 'except_clause') {
      const tried = around.parent && childOf(around.parent, 'body');
      kinds.push(tried && kindIn(tried, place.kinds));
      isPlain = false;
    } else if (around.type === 'try_statement' && at.field === 'body') tries.push(around);
    else if (around !== place.scope.node && around.type !== 'else_clause' && !PLAIN.test(around.type)) isPlain = false;
    if (around.type === 'else_clause' && around.parent?.type !== 'if_statement') isPlain = false;
  }
  const kind = kinds.includes('record') ? 'record' : kinds.includes('caller') ? 'caller' : kinds.find(Boolean);
  return {
    kind,
    whens: isPlain ? whens : undefined,
    tries,
    isReduced: whens.some(({ condition }) => hasLeftOut(condition, known)),
  };
}

const isLeaving = (statement: PythonNode): boolean =>
  [...walk(statement)].some(({ type }) => type === 'return_statement');

/** Whether who comes into an `if` does not come out behind it. */
function endsIn(statement: PythonNode): boolean {
  const last = childOf(statement, 'consequence')
    ?.named.filter(({ type }) => type !== 'comment')
    .at(-1);
  return last?.type === 'return_statement' || last?.type === 'raise_statement';
}

/** Whether what is raised in a `try` may be caught there, and does not leave it as it is. */
export function mayCatch(tried: PythonNode, isHttp: boolean): boolean {
  for (const clause of tried.named) {
    if (clause.type !== 'except_clause' && clause.type !== 'except_group_clause') continue;
    const [first] = clause.named;
    const types = first === undefined || first.type === 'block' ? '' : first.text;
    const isAny = types === '' || /\b(?:Base)?Exception\b/.test(types);
    if (!isAny && isHttp && !/HTTPException/.test(types)) continue;
    const block = clause.named.find(({ type }) => type === 'block');
    const statements = block?.named.filter(({ type }) => type !== 'comment') ?? [];
    return !(statements.length === 1 && statements[0]?.text === 'raise');
  }
  return false;
}
