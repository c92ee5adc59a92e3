/** How the function of an operation calls the level below, and how it comes to the record that it works on. */

import { pythonString } from '../naming/names.js';
import type { ModelSpec } from '../request/model.js';
import type { LayerOperation, OperationName } from '../style/layers.js';
import { ifMissing, raiseMissing } from './answers.js';
import type { Context } from './context.js';
import { keyOf } from './key.js';
import type { Scope, Writer } from './layer-scope.js';
import { dumped, oneRow, type Read, type Sent } from './layer-statements.js';
import { type NamedChain, type NamedLayer, parameterOf } from './layers.js';
import { modelOf, schemaOf } from './modules.js';
import { type Code, join, type Part, py } from './print/code.js';
import { scopeKeywords, scopeNames } from './scopes.js';
import { isNewestFirst, orderNames } from './stamps.js';
import { isForBase, isSupplied } from './supply.js';

/** Whether the level below gives nothing where there is no record: it takes a key, and a higher level answers. */
export function isOptional({ spec, chain }: Writer, { level }: Scope, operation: OperationName): boolean {
  const below = chain.layers[level - 1];
  if (below === undefined || chain.missing < level) return false;
  const target = below.operations[operation];
  if (isSupplied(spec, below, operation)) return target.supply?.isOptional === true;
  return parameterOf(target, 'key') !== undefined;
}

/** The call of an operation of the level below, with what this one has. */
export function calling({ context, spec, chain }: Writer, operation: OperationName, scope: Scope): Code {
  const below = chain.layers[scope.level - 1];
  if (below === undefined) throw new Error('the lowest level calls nobody');
  const target = below.operations[operation];
  let isNamed = false;
  const taken = isSupplied(spec, below, operation)
    ? target.parameters
    : target.parameters.filter(({ kind }) => !isForBase(kind));
  const values = taken.map(({ kind, name, given }) => {
    isNamed ||= given !== 'place';
    const value = {
      session: scope.session,
      key: scope.key ?? py`${scope.record}.${keyOf(context).name}`,
      record: scope.record,
      data: passed(context, spec, operation, scope, target),
      skip: scope.skip,
      page: scope.page,
      paging: scope.paging,
      limit: scope.limit,
      filters: scope.filters,
      schema: schemaOf(context, spec, 'read'),
      order: sortedBy(context, spec),
      scope: scope.scopes[scopeNames(spec).indexOf(name)],
    }[kind];
    return isNamed && !(kind === 'data' && target.data === 'keywords') ? py`${name}=${value}` : value;
  });
  const isRead = operation === 'list' || operation === 'get';
  const live = isRead && isSupplied(spec, below, operation) && target.supply?.takesColumns && spec.deletion;
  const kept = live ? [py`${live.name}=${LIVE_VALUE[live.kind]}`] : [];
  return py`${context.dialect.await}${scope.below(operation)}(${join(', ', [...values, ...kept])})`;
}

/** What the mark of a record that is not deleted holds. */
const LIVE_VALUE = { moment: 'None', day: 'None', deleted: 'False', active: 'True' } as const;

/** The columns of the order of a list, by their names: `"id"`, `["created_at", "id"], sort_orders="desc"`. */
function sortedBy(context: Context, spec: ModelSpec): string {
  const names = orderNames(context, spec).map(pythonString);
  const columns = names.length === 1 ? names.join('') : `[${names.join(', ')}]`;
  return isNewestFirst(context, spec) ? `${columns}, sort_orders="desc"` : columns;
}

/** What was sent in the form that an operation takes. */
function passed(
  context: Context,
  spec: ModelSpec,
  operation: OperationName,
  { sent, scopes }: Scope,
  { data }: LayerOperation,
): Part {
  if (sent === undefined || sent.form === data) return sent?.code;
  const dict = dumped(context, spec, operation, sent);
  if (data === 'keywords') return py`**${dict}`;
  return data === 'record'
    ? py`${modelOf(context, spec)}(${join(', ', [py`**${dict}`, ...scopeKeywords(spec, scopes)])})`
    : dict;
}

/** The record of a key, or nothing. */
export function fetched(writer: Writer, scope: Scope): Read {
  if (scope.level > 0) return { before: [], value: calling(writer, 'get', scope) };
  return oneRow(writer.context, writer.spec, scope.session, scope.key, scope.scopes);
}

/** The value under a name, and what is raised where there is none. */
export function checked({ context, spec }: Writer, { variable, key }: Scope, value: Part): readonly Part[] {
  return [py`${variable} = ${value}`, ifMissing(context, variable, raiseMissing(context, spec, key))];
}

/** The record to work on: the one that is given, or the one that the key names. */
export function loaded(
  writer: Writer,
  scope: Scope,
  operation: 'update' | 'delete',
): { before: readonly Part[]; record: Part } {
  const below = writer.chain.layers[scope.level - 1];
  const isKeyed = below !== undefined && parameterOf(below.operations[operation], 'record') === undefined;
  // What takes a key may count on a record that exists.
  const isPassedOn = isKeyed && (writer.chain.missing < scope.level || isOptional(writer, scope, operation));
  if (scope.record !== undefined || isPassedOn) return { before: [], record: scope.record };
  const { missing } = writer.chain;
  const { variable, level } = scope;
  const own = level < writer.chain.layers.length ? scope.own : undefined;
  if (own !== undefined && missing <= level) {
    const layer = writer.chain.layers[level];
    const call = layer && ownCall(writer, layer, own('get'), scope);
    if (layer?.operations[operation].isNested) return { before: [], record: call };
    // What is below is given the key: the record is read for its error alone.
    if (isKeyed && operation === 'delete' && writer.spec.deletion === undefined)
      return { before: [call], record: undefined };
    return { before: [py`${variable} = ${call}`], record: variable };
  }
  const { before, value } = readBy(writer, scope, own, operation);
  if (missing < level) return { before: [...before, py`${variable} = ${value}`], record: variable };
  if (missing === level) return { before: [...before, ...checked(writer, scope, value)], record: variable };
  const nothing = operation === 'delete' ? 'return False' : 'return None';
  return {
    before: [...before, py`${variable} = ${value}`, ifMissing(writer.context, variable, nothing)],
    record: variable,
  };
}

/** The record of a key, by the same layer's `get` where the blueprint's function reads it so. */
function readBy(writer: Writer, scope: Scope, own: Scope['own'], operation: OperationName): Read {
  const layer = writer.chain.layers[scope.level];
  if (own === undefined || layer?.operations[operation].readsOwn !== true) return fetched(writer, scope);
  return { before: [], value: ownCall(writer, layer, own('get'), scope) };
}

/** The call of `get` of the same layer. */
function ownCall({ context, spec }: Writer, layer: NamedLayer, callee: Part, scope: Scope): Code {
  const values = layer.operations.get.parameters.map(({ kind, name, given }) => {
    const value =
      kind === 'session' ? scope.session : kind === 'scope' ? scope.scopes[scopeNames(spec).indexOf(name)] : scope.key;
    return given === 'only-name' ? py`${name}=${value}` : value;
  });
  return py`${context.dialect.await}${callee}(${join(', ', values)})`;
}

/** The changes under the name that they have there, where they are no schema any more. */
export function namedChanges(
  { context, spec, chain }: Writer,
  { level, sent, changes }: Scope,
): { before: Part; sent: Sent | undefined } {
  const form = chain.layers[level - 1]?.operations.update.data;
  const isNamed = changes !== undefined && sent?.form === 'schema' && form !== 'schema' && sent.code !== changes;
  if (!isNamed) return { before: undefined, sent };
  return { before: py`${changes} = ${dumped(context, spec, 'update', sent)}`, sent: { code: changes, form: 'dict' } };
}

/** Whether an operation tells if there was a record, since a higher level answers. */
export function returnsFound(chain: NamedChain, level: number): boolean {
  const layer = chain.layers[level];
  return layer !== undefined && chain.missing > level && parameterOf(layer.operations.delete, 'key') !== undefined;
}
