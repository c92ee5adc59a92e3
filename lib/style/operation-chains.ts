/** What carries out each operation of the blueprint: its handler, what that calls, and what runs the statements. */
import { type Callee, calleesIn } from '../framework/callees.js';
import { type Handler, handlerFunction } from '../framework/handlers.js';
import { functionsIn, type HostClass, type HostFunction, methodsIn } from '../framework/host-classes.js';
import { OPERATIONS, type Operation } from '../framework/operations.js';
import { parameterDependency } from '../framework/parameter-dependencies.js';
import { hasStatements, sessionCallsIn } from '../framework/session-calls.js';
import { COUNTS } from '../naming/counting-words.js';
import type { Module } from '../project/module.js';
import { parametersOf } from '../python/find.js';
import { childOf, type PythonNode, walk } from '../python/syntax.js';
import { blueprintRecords } from './blueprint-handlers.js';
import type { BlueprintModules } from './blueprint-modules.js';
import type { HostReading } from './host-reading.js';

/** What a layer is in the host: a class, or the functions of a module. */
export type LayerPlace =
  | { readonly kind: 'class'; readonly type: HostClass }
  | { readonly kind: 'module'; readonly module: Module };

/** One operation of the blueprint: what is called for it, from the handler down. */
export type OperationChain = {
  readonly handler: HostFunction;
  readonly decorated: Handler;
  /** The dependency that loads the record for the handler. */
  readonly loader: HostFunction | undefined;
  /** The calls that lead from the handler to what runs the statements, helpers of the same layer left out. */
  readonly links: readonly Callee[];
  /** What runs the statements: the handler itself where nothing is called for it. */
  readonly bottom: HostFunction;
};

const VERBS: Readonly<Record<Operation, RegExp>> = {
  create: /(?:^|_)(?:create|add|insert|register|new|save|make|store|signup|sign_up|post)(?:_|$)/,
  update: /(?:^|_)(?:update|edit|change|modify|patch|put)(?:_|$)/,
  delete: /(?:^|_)(?:delete|remove|destroy|drop|erase)(?:_|$)/,
  list: /(?:^|_)(?:list|all|many|multi|page|pages|paginate|paginated|filter|search|index)(?:_|$)|(?:^|_)[a-z]*[^su\W_]s(?:_|$)/,
  get: /(?:^|_)(?:get|find|read|fetch|retrieve|by_id|one|by|lookup|load|show|detail)(?:_|$)/,
};

/** Which operation a function is for, by its name. */
export function operationNamed(name: string): Operation | undefined {
  // What judges whether it may be done does not do it.
  if (/^_*(?:check|validate|verify|ensure|assert|authorize|can|may|is|has)_/.test(name)) return undefined;
  if (/(?:^|_)exists?(?:_|$)/.test(name)) return undefined;
  // `get_or_create` is two of them.
  if (/_or_(?:create|update|add|insert|get)(?:_|$)/.test(name)) return undefined;
  const order: readonly Operation[] = ['create', 'update', 'delete', 'list', 'get'];
  return order.find((operation) => VERBS[operation].test(name.replace(/^_+/, '')));
}

export function placeOfLayer({ target }: Callee): LayerPlace {
  return target.owner === undefined ? { kind: 'module', module: target.module } : { kind: 'class', type: target.owner };
}

export function keyOfPlace(place: LayerPlace): string {
  return place.kind === 'module' ? place.module.path : `${place.type.module.path}:${place.type.name}`;
}

/** The functions or methods of a layer, by their names. */
export function functionsOf(place: LayerPlace): readonly HostFunction[] {
  if (place.kind === 'module') return functionsIn(place.module);
  const { type } = place;
  return [...methodsIn(type)].map(([name, node]) => ({ module: type.module, name, node, owner: type }));
}

const chains = new WeakMap<BlueprintModules, ReadonlyMap<Operation, OperationChain>>();

/** The operations that the blueprint's handlers show. */
export function operationChains(host: HostReading): ReadonlyMap<Operation, OperationChain> {
  const { blueprint } = host;
  if (blueprint === undefined) return new Map();
  const known = chains.get(blueprint);
  if (known !== undefined) return known;
  const handlers = blueprintRecords(blueprint);
  const found = new Map<Operation, OperationChain>();
  for (const operation of OPERATIONS) {
    const handler = handlers.get(operation);
    if (handler?.node.type === 'function_definition') found.set(operation, chainOf(host, operation, handler));
  }
  chains.set(blueprint, found);
  return found;
}

function chainOf(host: HostReading, operation: Operation, decorated: Handler): OperationChain {
  const handler = handlerFunction(decorated);
  const loader = loaderOf(host, decorated);
  const links: Callee[] = [];
  let scope = operation === 'get' && loader !== undefined ? loader : handler;
  let place = '';
  for (let depth = 0; depth < 8; depth += 1) {
    const next = nextOf(host, operation, scope);
    if (next === undefined) break;
    const key = keyOfPlace(placeOfLayer(next));
    if (key !== place && next.receiver.kind !== 'self') links.push(next);
    place = key;
    scope = next.target;
  }
  return { handler, decorated, loader, links, bottom: scope };
}

/** The dependency of a handler that takes the key of the path and reads the record. */
function loaderOf({ modules }: HostReading, { module, node, path }: Handler): HostFunction | undefined {
  const keys = [...(path ?? '').matchAll(/\{(\w+)/g)].map(([, name]) => name);
  for (const parameter of parametersOf(node)) {
    const { made } = parameterDependency(parameter, module, modules);
    if (made?.node.type !== 'function_definition' || made.rest.length > 0) continue;
    const scope: HostFunction = { module: made.module, name: made.name ?? '', node: made.node, owner: undefined };
    const isKeyed = parametersOf(made.node).some((each) => keys.includes(/^\w+/.exec(each.text)?.[0] ?? ''));
    if (isKeyed && givesRecord(made.node) && reaches(scope, modules, 0)) return scope;
  }
  return undefined;
}

/** Whether a dependency may give a record: one that only lets callers in gives nothing, what it was given, or several things. */
function givesRecord(node: PythonNode): boolean {
  if (/^(?:\w+\.)?(?:tuple|Tuple|None|bool)\b/.test(childOf(node, 'return_type')?.text ?? '')) return false;
  const given = parametersOf(node).map((each) => /^\w+/.exec(each.text)?.[0]);
  const returned = [...walk(node)].filter(({ type }) => /^(?:return_statement|yield)$/.test(type));
  return returned.some(({ named: [value] }) => {
    const isOther = value !== undefined && !/^(?:none|true|false|tuple|expression_list)$/.test(value.type);
    return isOther && !given.includes(value.text);
  });
}

/** What a function calls for an operation; nothing where it runs the statements itself. */
function nextOf({ modules }: HostReading, operation: Operation, scope: HostFunction): Callee | undefined {
  const all = calleesIn(scope, modules).filter(
    ({ target }) => target.node !== scope.node && reaches(target, modules, 0) && !isBeside(target.name),
  );
  const named = all.filter(({ target }) => operationNamed(target.name) === operation);
  const best = operation === 'get' ? (named.find(isByKey) ?? named[0]) : named[0];
  if (best !== undefined) return best;
  if (runs(operation, scope)) return undefined;
  const isRead = operation === 'list' || operation === 'get';
  const others = all.filter(({ target }) => {
    const other = operationNamed(target.name);
    return other === undefined || (isRead && (other === 'list' || other === 'get'));
  });
  return isRead ? (others.find(isByKey) ?? others[0]) : others.at(-1);
}

/** Whether a function is only called besides: it commits, counts, or says whether there is one. */
function isBeside(name: string): boolean {
  return (
    COUNTS.test(name) ||
    /(?:^|_)exists?(?:_|$)/.test(name) ||
    (/commit/.test(name) && operationNamed(name) === undefined)
  );
}

function isByKey({ target }: Callee): boolean {
  const names = parametersOf(target.node).map((each) => /^\w+/.exec(each.text)?.[0] ?? '');
  return names.some((name) => /(?:^|_)(?:id|pk|uuid|key)$/.test(name)) || /_by_id$/.test(target.name);
}

/** Whether a function itself runs the statements of an operation. */
function runs(operation: Operation, { node }: HostFunction): boolean {
  const methods = sessionCallsIn(node).map(({ method }) => method);
  if (operation === 'create') return methods.some((method) => /^(?:add|add_all|merge)$/.test(method));
  if (operation === 'delete') return methods.includes('delete');
  if (operation === 'update')
    return /\bsetattr\(/.test(node.text) || methods.some((method) => /commit|flush/.test(method));
  return hasStatements(node);
}

/** Whether a function runs statements on a session, by itself or by what it calls. */
function reaches(scope: HostFunction, modules: HostReading['modules'], depth: number): boolean {
  if (sessionCallsIn(scope.node).some(({ method }) => method !== 'rollback')) return true;
  return (
    depth < 4 &&
    calleesIn(scope, modules).some(({ target }) => target.node !== scope.node && reaches(target, modules, depth + 1))
  );
}
