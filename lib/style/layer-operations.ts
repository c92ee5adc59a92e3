/** What an operation of a layer is called, what it takes and what it calls its record: as the blueprint's own shows it. */
import type { HostClass, HostFunction } from '../framework/host-classes.js';
import { parameterName } from '../framework/parameter-dependencies.js';
import { hasNoun, lastWordPattern, type Nouns, namePattern } from '../naming/name-pattern.js';
import type { Call } from '../python/find.js';
import { childOf, type PythonNode } from '../python/syntax.js';
import { isRefusal } from '../refusal.js';
import { callableParameters } from './callable-parameters.js';
import { key } from './dimensions/key.js';
import { docOf } from './docstrings.js';
import type { HostReading } from './host-reading.js';
import { supplyOf } from './layer-base.js';
import { changesIn, isNested, variableIn } from './layer-locals.js';
import type { DataForm, LayerOperation, LayerParameter, OperationName } from './layers.js';
import { boundsType } from './list-bounds.js';
import { asksSchema, isToldColumns } from './of-library.js';
import { asCreate, asDelete, forOperation, hasOtherNoun, isOfWrite, operationName } from './operation-name.js';
import { calledParameters, formOf, isGivenCaller, isGivenPart, KEY, kindOf } from './parameter-kinds.js';

/** A function that shows how an operation is called; the call where the blueprint calls it. */
export type Shown = {
  readonly scope: HostFunction;
  readonly call: Call | undefined;
  /** Whether the class of the layer inherits it. */
  readonly isInherited: boolean;
  /** The class of the layer. */
  readonly type: HostClass | undefined;
};

type Kind = LayerParameter['kind'];

/** The operation that a function is. `needsSession` says that it has to be given one. */
export function operationShown(
  host: HostReading,
  operation: OperationName,
  { scope, call, isInherited, type: ofLayer }: Shown,
  nouns: Nouns,
  needsSession: boolean,
): LayerOperation {
  const parameters: LayerParameter[] = [];
  let data: DataForm = 'schema';
  let isBehindStar = false;
  // One value of several that were sent: `update(db, user, email: str | None = None, role=None)`.
  const isPart = (parameter: PythonNode, place: number): boolean =>
    isGivenPart(call, parameterName(parameter), place) ||
    (!isTyped(parameter) && calledParameters(scope).some((each) => isTyped(each) && isUnused(each)));
  const isUnused = (each: PythonNode): boolean =>
    parameterName(each) !== '' && kindOf(host, operation, scope, each, nouns) === undefined;
  for (const [place, parameter] of calledParameters(scope).entries()) {
    if (parameter.type === 'keyword_separator' || parameter.text === '*') isBehindStar = true;
    const name = parameterName(parameter);
    if (isGivenCaller(call, name, place)) continue;
    const type = operation === 'list' ? boundsType(host, scope, parameter, call) : undefined;
    const kind =
      name === '' ? undefined : type === undefined ? kindOf(host, operation, scope, parameter, nouns) : 'paging';
    if (kind === undefined || parameters.some((each) => each.kind === kind)) continue;
    // `gym_id=None` of a base narrows what it looks for, and is no key of a record that it is given.
    const isOptional = childOf(parameter, 'value')?.text === 'None';
    if (kind === 'key' && isOptional && parameters.some((each) => each.kind === 'record')) continue;
    if (kind === 'session' && !needsSession) continue;
    if (kind === 'schema' && call?.keywords.has(name) !== true && !asksSchema(host, operation)) continue;
    if (kind === 'data') data = formOf(host, scope, parameter);
    const isNamed = call?.keywords.has(name) === true || kind === 'schema' || kind === 'order';
    const given = isBehindStar ? 'only-name' : isNamed ? 'name' : 'place';
    const value = childOf(parameter, 'value')?.text;
    parameters.push({
      kind,
      name:
        kind === 'data' && (isPart(parameter, place) || isOfPart(name, nouns))
          ? 'data'
          : kind === 'key' && !isInherited && isKeyOfOther(name, nouns)
            ? '{one}_id'
            : lastWordPattern(kind === 'data' ? asCreate(name) : name, nouns),
      given,
      ...(type === undefined ? {} : { type }),
      ...(value !== undefined && /^(?:\d+|None)$/.test(value) && HAS_DEFAULT.test(kind) ? { default: value } : {}),
    });
  }
  // `delete(user_id=user.id, id=order_id)`: the record's own key is not that of who calls.
  const keys = [...(call?.keywords.keys() ?? [])].filter((name) => KEY.test(name));
  const isOwn = (name: string): boolean => /^(?:id|pk|uuid|key)$/.test(name) || hasNoun(namePattern(name, nouns));
  const keyed = keys.find(isOwn) ?? keys[0];
  const isKeyless =
    ['get', 'update', 'delete'].includes(operation) &&
    !parameters.some(({ kind }) => kind === 'key' || kind === 'record');
  // `find_one(id=user_id)` of `find_one(**filters)`
  const sought = isInherited ? columnSought(host, scope) : undefined;
  const takesNothing = isKeyless && keyed === undefined && sought === undefined;
  if (isKeyless && !takesNothing)
    parameters.push({ kind: 'key', name: sought ?? namePattern(keyed ?? 'id', nouns), given: 'only-name' });
  const kinds = parameters.map(({ kind }) => kind);
  return {
    name: isInherited ? namePattern(scope.name, nouns) : nameOf(operation, scope, nouns),
    parameters: completed(operation, parameters, needsSession, data),
    data,
    variable: lastWordPattern(variableIn(host, operation, scope, nouns) ?? '{one}', nouns),
    isNested: operation === 'delete' && isNested(scope.node),
    changes: operation === 'update' ? changesIn(scope.node, nouns) : undefined,
    doc: isInherited ? undefined : docOf(scope.node, nouns),
    // One that deletes what has all of some values is given no key, and is written again.
    supply: isInherited && !takesNothing ? supplyOf(host, operation, scope, ofLayer, kinds) : undefined,
  };
}

/** The key's column, for what takes the values of columns by their names: the blueprint finds a record by another one. */
function columnSought(host: HostReading, scope: HostFunction): string | undefined {
  if (!isToldColumns(host, scope)) return undefined;
  const found = key.learn(host);
  return found === undefined || isRefusal(found) ? key.default.name : found.value.name;
}

const HAS_DEFAULT = /^(?:skip|page|limit|schema|order)$/;

const isTyped = (parameter: PythonNode): boolean =>
  childOf(parameter, 'type') !== undefined || /^\*/.test(parameter.text);

/** Keys that say nothing of a feature: `item_id`, `obj_id`. */
export const GENERAL_KEY: RegExp = /^(?:obj|object|entity|record|item|model|row|resource|target)_/;

/** A name for one field of what is sent: `new_status`, `role`. */
function isOfPart(name: string, nouns: Nouns): boolean {
  return (
    !hasNoun(lastWordPattern(name, nouns)) &&
    /(?:^|_)(?:status|state|role|password|email|name|title|quantity|amount|price|avatar|image)$/.test(name)
  );
}

/** A key that says of which record it is, and that is none of the blueprint's: `product_id` of a user's favorites. */
function isKeyOfOther(name: string, nouns: Nouns): boolean {
  const isTold = /_(?:id|pk|uuid)$/.test(name) && !GENERAL_KEY.test(name);
  return OTHER_KEY.test(name) || (isTold && !hasNoun(lastWordPattern(name, nouns)));
}

/** Fields by which a blueprint is found beside its key, or in its place. */
const OTHER_KEY = /^(?:[a-z]+_)?(?:slug|e?mail|username|login|phone(?:_number)?|code|name|title)$/;

/**
 * `get_all` for a list that is left with its verb alone: `get_by_user_id` of posts. A function of a module that says what
 * it is about says so of another package, too: `list_invoices` for the `list_staff` of users.
 */
function nameOf(operation: OperationName, { name, owner }: HostFunction, nouns: Nouns): string {
  const said = operation === 'delete' ? asDelete(name) : operation === 'create' ? asCreate(name) : name;
  const plain = operationName(said, nouns);
  const isBuiltin = plain === 'list' && plain !== said;
  if (owner === undefined && (isBuiltin || hasOtherNoun(said, plain))) {
    return `${plain}_${operation === 'list' ? '{many}' : '{one}'}`;
  }
  const isLeft = operation === 'list' && plain !== name && /^_*[a-z]+$/.test(plain) && !/^(?:list|all)/.test(plain);
  return isLeft ? `${plain}_all` : plain;
}

/** What each operation has to be given, in the order in which it is added where the blueprint does not show it. */
const NEEDED: Readonly<Record<OperationName, readonly (readonly [Kind, string])[]>> = {
  list: [
    ['skip', 'skip'],
    ['limit', 'limit'],
  ],
  get: [['key', '{one}_id']],
  create: [['data', 'data']],
  update: [
    ['key', '{one}_id'],
    ['data', 'data'],
  ],
  delete: [['key', '{one}_id']],
};

function completed(
  operation: OperationName,
  shown: readonly LayerParameter[],
  needsSession: boolean,
  data: DataForm,
): readonly LayerParameter[] {
  const has = (kind: Kind): boolean => shown.some((each) => each.kind === kind);
  const given = shown.at(-1)?.given === 'only-name' ? 'only-name' : 'place';
  const session: readonly LayerParameter[] =
    needsSession && !has('session') ? [{ kind: 'session', name: 'db', given: 'place' }] : [];
  const missing = NEEDED[operation].flatMap(([kind, name]): readonly LayerParameter[] =>
    has(kind) ||
    (kind === 'key' && has('record')) ||
    (operation === 'list' && has('paging')) ||
    (kind === 'skip' && has('page'))
      ? []
      : [{ kind, name, given }],
  );
  return callableParameters([...session, ...shown, ...missing], data);
}

/** An operation that the blueprint does not show, named by the pattern of those that it shows. */
export function operationByPattern(
  operation: OperationName,
  shown: ReadonlyMap<OperationName, LayerOperation>,
  needsSession: boolean,
): LayerOperation {
  const others = [...shown.values()];
  const named = (['get', 'create', 'update', 'delete'] as const).flatMap((each) => shown.get(each)?.name ?? []);
  const withNoun = named.length === 0 || named.some(hasNoun);
  const name =
    operation === 'list' ? (withNoun ? 'get_{many}' : 'get_all') : withNoun ? `${operation}_{one}` : operation;
  const session = others.flatMap(({ parameters }) => parameters.filter(({ kind }) => kind === 'session'))[0];
  const like = (kind: Kind): LayerParameter | undefined =>
    others.flatMap(({ parameters }) => parameters).find((each) => each.kind === kind);
  const record = like('record');
  const wanted = NEEDED[operation].map(([kind, fallback]): LayerParameter => {
    if (kind === 'key' && operation !== 'get' && record !== undefined) return record;
    const found = like(kind) ?? { kind, name: fallback, given: session?.given ?? 'place' };
    return kind === 'data' ? { ...found, name: forOperation(found.name, operation) } : found;
  });
  const stored = (operation === 'update' ? shown.get('create') : shown.get('update'))?.data ?? 'schema';
  // A record that is only stored says nothing of what changes it.
  const data = stored === 'record' && operation === 'update' ? 'schema' : stored;
  return {
    name,
    parameters: callableParameters(
      [...(needsSession ? [session ?? ({ kind: 'session', name: 'db', given: 'place' } as const)] : []), ...wanted],
      data,
    ),
    data,
    variable: others.find(({ variable }) => variable.includes('{one}') && !isOfWrite(variable))?.variable ?? '{one}',
    isNested: false,
    changes: undefined,
    doc: undefined,
    supply: undefined,
  };
}
