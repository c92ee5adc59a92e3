/** What the names in a handler of the blueprint stand for: the record or the records, how many there are, what a client asks for. */
import type { Callee } from '../framework/callees.js';
import type { HostFunction } from '../framework/host-classes.js';
import { parameterName } from '../framework/parameter-dependencies.js';
import { sessionCallsIn } from '../framework/session-calls.js';
import { nounsOf } from '../naming/name-pattern.js';
import { calls, isVariable, parametersOf, valueReturned } from '../python/find.js';
import { childOf, isWithinNode, type PythonNode, walk } from '../python/syntax.js';
import { blueprintSchemas } from './blueprint-schemas.js';
import { COUNT, countingIn } from './counting.js';
import { type HandlerShape, handlerShapes, type ShapeParameter } from './handler-shapes.js';
import type { HostReading } from './host-reading.js';
import type { OperationName } from './layers.js';
import { mainModel } from './main-model.js';
import { openQueries } from './open-queries.js';
import { operationChains } from './operation-chains.js';
import { STANDARD_WORDS } from './standard-words.js';
import { type Hole, schemaNamed, type TemplateScope } from './templates.js';

/** A name that a body gives, alone or as one of several. */
type Given = { readonly name: string; readonly value: PythonNode; readonly place: number; readonly of: number };

type Asked = Pick<ShapeParameter, 'name' | 'kind'>;

export type HandlerScope = TemplateScope & {
  readonly operation: OperationName;
  readonly shape: HandlerShape;
  readonly function: HostFunction;
  /** How many calls are between the handler and the function. */
  readonly depth: number;
  readonly asked: readonly Asked[];
  /** What the function calls for the operation. */
  readonly served: Callee | undefined;
  /** The value that the last `return` gives. */
  readonly returned: PythonNode | undefined;
  /** The call that a list's total comes from; nothing where it comes with the records. */
  readonly count: PythonNode | undefined;
  /** What the number of the records is called; nothing where it has no name. */
  readonly total: string | undefined;
  /** What a local name is given, where that is worked out of other values. */
  localValue(name: string): PythonNode | undefined;
  isResult(node: PythonNode): boolean;
};

export function handlerScope(host: HostReading, operation: OperationName): HandlerScope | undefined {
  const shape = handlerShapes(host).get(operation);
  const chain = operationChains(host).get(operation);
  if (shape === undefined || chain === undefined) return undefined;
  return scopeOf(host, shape, chain.handler, 0, operation, shape.parameters);
}

/** The function that a handler calls for its operation, which gets what a client asks for under names of its own. */
export function scopeBelow({ host, operation, shape, asked, served, depth }: HandlerScope): HandlerScope | undefined {
  if (served === undefined) return undefined;
  const { call, target } = served;
  const names = parametersOf(target.node)
    .map(parameterName)
    .filter((name) => !/^(?:self|cls|)$/.test(name));
  const given = [...call.positional.map((value, index) => [names[index] ?? '', value] as const), ...call.keywords];
  const parameters = names.map((name): Asked => {
    const value = given.find(([each]) => each === name)?.[1];
    return { name, kind: asked.find((each) => each.name === value?.text)?.kind ?? 'other' };
  });
  return scopeOf(host, shape, target, depth + 1, operation, parameters);
}

function scopeOf(
  host: HostReading,
  shape: HandlerShape,
  inside: HostFunction,
  depth: number,
  operation: OperationName,
  asked: readonly Asked[],
): HandlerScope | undefined {
  const body = childOf(inside.node, 'body');
  if (body === undefined) return undefined;
  const served = operationChains(host).get(operation)?.links[depth];
  const nouns = nounsOf(mainModel(host)?.name, host.host.blueprint ?? '');
  const given = givenIn(body);
  const read = readingIn(host, inside, served?.call.node, body, given);
  const returned = valueReturned(body);
  return {
    host,
    module: inside.module,
    nouns,
    standard: STANDARD_WORDS[operation],
    operation,
    shape,
    function: inside,
    depth,
    asked,
    served,
    returned,
    count: read.count,
    total: read.total,
    localValue: (name) => given.findLast((each) => each.name === name)?.value,
    isResult: read.isResult,
    hole: (each) => read.hole(each, asked),
  };
}

function givenIn(body: PythonNode): readonly Given[] {
  return [...walk(body)].flatMap((node): readonly Given[] => {
    const [left, value] = node.type === 'assignment' ? [childOf(node, 'left'), childOf(node, 'right')] : [];
    if (left === undefined || value === undefined) return [];
    if (left.type === 'identifier') return [{ name: left.text, value, place: 0, of: 1 }];
    const names = /^(?:pattern_list|tuple_pattern)$/.test(left.type) ? left.named : [];
    return names.map((each, place) => ({ name: each.text, value, place, of: names.length }));
  });
}

type Reading = {
  readonly count: PythonNode | undefined;
  readonly total: string | undefined;
  isResult(node: PythonNode): boolean;
  hole(node: PythonNode, parameters: readonly Asked[]): Hole | 'unknown' | undefined;
};

function readingIn(
  host: HostReading,
  scope: HostFunction,
  served: PythonNode | undefined,
  body: PythonNode,
  given: readonly Given[],
): Reading {
  const model = mainModel(host)?.name ?? '';
  const counting = countingIn(scope, host.modules);
  const isIn = (node: PythonNode, part: PythonNode | undefined): boolean =>
    part !== undefined && isWithinNode(node, part);
  const asks = (node: PythonNode): boolean => sessionCallsIn(body).some(({ call }) => isIn(node, call.node));
  const runsOpen = openQueries(given, asks);
  const runs = (node: PythonNode): boolean => asks(node) || runsOpen(node);
  const counts = (node: PythonNode): boolean => /\bfunc\.count\b|\.count\(\)/.test(node.text);
  // `count_statement = select(func.count())…`, which another line runs.
  const statements = given.filter(({ value }) => counts(value) && !runs(value)).map(({ name }) => name);
  const isCount = (node: PythonNode): boolean =>
    counting.some(({ call }) => isIn(node, call.node)) ||
    (runs(node) &&
      (counts(node) || [...walk(node)].some(({ type, text }) => type === 'identifier' && statements.includes(text))));
  const isRead = (node: PythonNode): boolean => {
    if (isIn(node, served) || (runs(node) && !isCount(node))) return true;
    return calls(node).some(({ callee }) => callee.text === model || callee.text.endsWith(`.${model}`));
  };
  const counted = given.filter(({ value, of, place, name }) =>
    of === 1 ? isCount(value) : place > 0 && COUNT.test(name),
  );
  const isTotal = (node: PythonNode): boolean =>
    node.type === 'identifier' ? counted.some(({ name }) => name === node.text) : isCallLike(node) && isCount(node);
  const isResult = (node: PythonNode): boolean => {
    const bare = withoutAwait(node);
    if (bare.type !== 'identifier') return isCallLike(bare) && served !== undefined && withoutAwait(bare) === served;
    return given.some(
      ({ name, value, of, place }) =>
        name === bare.text && (of === 1 ? isRead(value) && !isCount(value) : place === 0 && isIn(value, served)),
    );
  };
  const { read } = blueprintSchemas(host);
  const converted = (node: PythonNode): PythonNode | undefined =>
    convertedIn(node, (each) => schemaNamed({ host, module: scope.module }, each)?.node === read?.node);
  return {
    count: counted.find(({ of }) => of === 1)?.value ?? (counted.length > 0 ? undefined : inlineCount(body, isCount)),
    total: counted[0]?.name,
    isResult,
    hole: (node, parameters) => holeOf(node, parameters, { isResult, isTotal, given, converted }),
  };
}

const isCallLike = ({ type }: PythonNode): boolean => type === 'call' || type === 'await';

/** A count inside of what is returned. */
function inlineCount(body: PythonNode, isCount: (node: PythonNode) => boolean): PythonNode | undefined {
  const returned = valueReturned(body);
  return returned && [...walk(returned)].filter((node) => isCallLike(node) && isCount(node)).at(-1);
}

export const withoutAwait = (node: PythonNode): PythonNode =>
  (node.type === 'await' || node.type === 'parenthesized_expression') && node.named[0] !== undefined
    ? withoutAwait(node.named[0])
    : node;

type Known = {
  readonly given: readonly Given[];
  isResult(node: PythonNode): boolean;
  isTotal(node: PythonNode): boolean;
  /** What schemas are made of. */
  converted(node: PythonNode): PythonNode | undefined;
};

function holeOf(
  node: PythonNode,
  parameters: readonly Asked[],
  { isResult, isTotal, given, converted }: Known,
): Hole | 'unknown' | undefined {
  if (isTotal(node)) return { kind: 'total' };
  if (isResult(node)) return { kind: 'result', isConverted: false };
  const made = converted(node);
  if (made !== undefined && isResult(made)) return { kind: 'result', isConverted: true };
  if (node.type !== 'identifier' || !isVariable(node)) return undefined;
  const parameter = parameters.find(({ name }) => name === node.text);
  const { kind } = parameter ?? {};
  if (kind === 'skip' || kind === 'limit' || kind === 'paging') return { kind: 'bound', of: kind };
  if (kind === 'record') return { kind: 'result', isConverted: false };
  if (parameter !== undefined) return 'unknown';
  const local = given.findLast(({ name, of }) => name === node.text && of === 1);
  const schemas = local && converted(local.value);
  if (schemas !== undefined && isResult(schemas)) return { kind: 'result', isConverted: true };
  return local && { kind: 'local', name: node.text };
}

/** What a schema is made of: `user` of `UserRead.model_validate(user)`, `users` of `[UserRead.of(u) for u in users]`. */
function convertedIn(node: PythonNode, isRead: (node: PythonNode) => boolean): PythonNode | undefined {
  const one = conversion(node, isRead);
  if (one !== undefined) return one;
  if (node.type !== 'list_comprehension') return undefined;
  const [body, clause, ...others] = node.named;
  const each = body && conversion(body, isRead);
  const [left, right] = [clause && childOf(clause, 'left'), clause && childOf(clause, 'right')];
  return others.length === 0 && each !== undefined && each.text === left?.text ? right : undefined;
}

/** By a method of Pydantic's, or by one that the schema that is read has for it. */
function conversion(node: PythonNode, isRead: (node: PythonNode) => boolean): PythonNode | undefined {
  const [call] = node.type === 'call' ? calls(node) : [];
  if (call === undefined || call.positional.length !== 1 || call.keywords.size > 0) return undefined;
  const object = childOf(call.callee, 'object');
  const isMade =
    /\.(?:model_validate|from_orm|parse_obj)$/.test(call.callee.text) || (object !== undefined && isRead(object));
  return isMade ? call.positional[0] : undefined;
}
