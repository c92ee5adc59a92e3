/** One layer of the blueprint: what holds its operations, and how each of them is called. */
import type { Callee } from '../framework/callees.js';
import type { HostFunction } from '../framework/host-classes.js';
import { byOperation, OPERATIONS } from '../framework/operations.js';
import { openedSession } from '../framework/session-calls.js';
import { type Nouns, namePattern } from '../naming/name-pattern.js';
import { calls, parametersOf } from '../python/find.js';
import { childOf, type PythonNode } from '../python/syntax.js';
import { classDocOf, documented } from './docstrings.js';
import type { HostReading } from './host-reading.js';
import { layerBase } from './layer-base.js';
import { holderOf, isSamePlace } from './layer-holders.js';
import { operationByPattern, operationShown, type Shown } from './layer-operations.js';
import { isSessionTaken } from './layer-reached.js';
import type { Layer, LayerHolder, LayerOperation, LayerRole, OperationName } from './layers.js';
import type { LayerPlace, OperationChain } from './operation-chains.js';
import { asksForMore, asksWhoCalls, shownOperation } from './shown-operation.js';

export function roleOfPlace({ blueprint }: HostReading, place: LayerPlace): LayerRole {
  const { path } = place.kind === 'module' ? place.module : place.type.module;
  return blueprint?.of('crud').some((module) => module.path === path) ? 'crud' : 'services';
}

export function learnedLayer(
  host: HostReading,
  role: LayerRole,
  place: LayerPlace,
  chains: ReadonlyMap<OperationName, OperationChain>,
  aboveAt: LayerPlace | undefined,
  nouns: Nouns,
): Layer {
  const links = [...chains.values()].flatMap((chain) => chain.links.filter((link) => isSamePlace(link, place)));
  const [link] = links;
  if (link === undefined) throw new Error('a layer is called by some operation');
  const above =
    aboveAt && [...chains.values()].flatMap((chain) => chain.links).find((each) => isSamePlace(each, aboveAt));
  const holder = holderOf(host, place, link, above, nouns);
  const opens = opensIn(chains, place);
  // What is called for an operation may open its session below this layer.
  const isOpened = opensSessions(chains);
  const needsSession = !isOpened && opens === undefined && !isHeldBy(holder, links);
  const base = layerBase(host, place, link);
  const shown = new Map<OperationName, LayerOperation>();
  const own = new Map<OperationName, PythonNode>();
  const others: string[] = [];
  let get: string | undefined;
  for (const operation of OPERATIONS) {
    const found = shownOperation(host, operation, place, chains.get(operation), base !== undefined, nouns);
    if (found === undefined) continue;
    if (asksWhoCalls(found) || asksForMore(host, operation, found, nouns)) {
      others.push(found.scope.name);
      continue;
    }
    const called = calledAs(found, nouns);
    const known = operationShown(host, operation, found, nouns, needsSession);
    shown.set(operation, called === undefined ? known : { ...known, called });
    if (!found.isInherited) own.set(operation, found.scope.node);
    if (operation === 'get') get = found.scope.name;
  }
  for (const operation of ['update', 'delete'] as const) {
    const [known, node] = [shown.get(operation), own.get(operation)];
    if (known !== undefined && node !== undefined && callsOwn(node, place, get)) {
      shown.set(operation, { ...known, readsOwn: true });
    }
  }
  const distinctly = distinct(
    byOperation((name) => shown.get(name) ?? operationByPattern(name, shown, needsSession)),
    (name) => operationByPattern(name, shown, needsSession).name,
    others,
  );
  const operations = opens === undefined ? distinctly : byOperation((name) => byKey(distinctly[name]));
  return {
    role,
    holder,
    doc: place.kind === 'class' ? classDocOf(place.type.node, nouns) : undefined,
    base,
    opens,
    operations: documented(operations, [...own.values()]),
    order: [...own].sort(([, left], [, right]) => left.line - right.line).map(([name]) => name),
    isTyped: links.some(({ target }) => childOf(target.node, 'return_type') !== undefined),
    listType: listTypeOf(chains.get('list')?.links.find((each) => isSamePlace(each, place))?.target),
  };
}

/** The other name that a function of a module is called by: `crud.get_user(…)` of `from .crud_user import get as get_user`. */
function calledAs({ scope, call }: Shown, nouns: Nouns): string | undefined {
  const name = call?.callee.type === 'attribute' ? childOf(call.callee, 'attribute')?.text : undefined;
  return scope.owner !== undefined || name === undefined || name === scope.name ? undefined : namePattern(name, nouns);
}

/** Whether a function of a layer calls another one of it. */
function callsOwn(node: PythonNode, place: LayerPlace, name: string | undefined): boolean {
  const receivers = place.kind === 'class' ? ['self', 'cls', place.type.name].map((each) => `${each}.`) : [''];
  return calls(node).some(({ callee }) => receivers.some((receiver) => callee.text === `${receiver}${name}`));
}

/** A record that is read in one session is none of another one: what opens its own is given the key, but where a base does without. */
function byKey(operation: LayerOperation): LayerOperation {
  const { parameters, supply } = operation;
  if (supply?.isRight === true || !parameters.some(({ kind }) => kind === 'record')) return operation;
  const hasKey = parameters.some(({ kind }) => kind === 'key');
  return {
    ...operation,
    parameters: parameters.flatMap((each) =>
      each.kind !== 'record' ? [each] : hasKey ? [] : [{ ...each, kind: 'key' as const, name: '{one}_id' }],
    ),
  };
}

/**
 * Operations of which none takes the place of another: `find_by_query` and `find_by_tag` are both `find`. What a base
 * supplies is called as it is there; of the others a later one is named by the pattern, or after what it does.
 */
function distinct(
  operations: Layer['operations'],
  byPattern: (operation: OperationName) => string,
  others: readonly string[],
): Layer['operations'] {
  const supplied = OPERATIONS.flatMap((each) => (operations[each].supply === undefined ? [] : operations[each].name));
  const taken = new Set([...supplied, ...others]);
  return byOperation((operation) => {
    const own = operations[operation];
    if (own.supply !== undefined) return own;
    const other = operation === 'list' ? 'list_all' : `${operation}_one`;
    const name = [own.name, byPattern(operation), other].find((each) => !taken.has(each)) ?? `${own.name}_${operation}`;
    taken.add(name);
    return name === own.name ? own : { ...own, name };
  });
}

/** Whether the objects of a layer have the session, themselves or below them. One that keeps a repository may be given it by each call. */
function isHeldBy(holder: LayerHolder, links: readonly Callee[]): boolean {
  if (holder.kind !== 'object' || (holder.takes ?? holder.session) === undefined) return false;
  const isKept = holder.takes?.kind === 'session' || holder.session !== undefined;
  return isKept || !links.some(({ target }) => parametersOf(target.node).some(isSessionTaken));
}

/** `list[User]`, `Sequence[User]` */
function listTypeOf(list: HostFunction | undefined): Layer['listType'] {
  const returned = list && childOf(list.node, 'return_type')?.text;
  if (/^(?:typing\.)?[lL]ist\[/.test(returned ?? '')) return 'list';
  return /^(?:[\w.]+\.)?Sequence\[/.test(returned ?? '') ? 'sequence' : undefined;
}

/** Whether what runs the statements of the operations opens its sessions itself: nobody above gives it one. */
function opensSessions(chains: ReadonlyMap<OperationName, OperationChain>): boolean {
  const bottoms = [...chains.values()].filter(({ links }) => links.length > 0).map(({ bottom }) => bottom);
  const isGiven = ({ node }: HostFunction): boolean => parametersOf(node).some(isSessionTaken);
  return bottoms.some(({ node }) => openedSession(node) !== undefined) && !bottoms.some(isGiven);
}

/** What the functions of a layer call the session that they open themselves. */
function opensIn(chains: ReadonlyMap<OperationName, OperationChain>, place: LayerPlace): string | undefined {
  const opened = [...chains.values()].flatMap(({ links, bottom }) => {
    const own = links.filter((link) => isSamePlace(link, place)).map(({ target }) => target);
    // `get_by_id` of a base that calls its own `get_one`.
    const last = links.at(-1);
    const below = last !== undefined && isSamePlace(last, place) ? [bottom] : [];
    return [...own, ...below].flatMap(({ node }) => openedSession(node) ?? []);
  });
  return opened[0];
}
