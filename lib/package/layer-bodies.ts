/** The statements of each operation at each level: on the session at the lowest, by a call of the level below at the others. */

import type { ModelSpec } from '../request/model.js';
import type { OperationName } from '../style/layers.js';
import { ifMissing, raiseMissing } from './answers.js';
import type { Context } from './context.js';
import { keyOf } from './key.js';
import type { Answer, Scope, Writer } from './layer-scope.js';
import { dumped, newRecord, oneRow, pageOfRows, type Read, type Sent, setFields } from './layer-statements.js';
import { ended, guarded, refreshed, stored } from './layer-stores.js';
import { type NamedChain, type NamedLayer, type NamedOperation, parameterOf } from './layers.js';
import { modelOf } from './modules.js';
import { type Code, join, type Part, py } from './print/code.js';

export function operationBody(writer: Writer, operation: OperationName, scope: Scope, answer: Answer): Code {
  const statements = BODIES[operation](writer, scope, answer);
  return py`${statements}`;
}

type Body = (writer: Writer, scope: Scope, answer: Answer) => readonly Part[];

const BODIES: Readonly<Record<OperationName, Body>> = {
  list: (writer, scope, answer) => {
    if (scope.level > 0) return [answer(calling(writer, 'list', scope))];
    const { context, spec } = writer;
    const { before, value } = pageOfRows(context, spec, scope.session, scope.skip, scope.limit);
    return [...before, answer(value)];
  },
  get: (writer, scope, answer) => {
    const { before, value } = fetched(writer, scope);
    if (writer.chain.missing !== scope.level) return [...before, answer(value)];
    return [...before, ...checked(writer, scope, value), answer(scope.variable)];
  },
  create: (writer, scope, answer) => {
    if (scope.level > 0) return guarded(writer, scope, answer(calling(writer, 'create', scope)), false);
    const { variable } = scope;
    return [
      ...(scope.sent === undefined ? [] : newRecord(writer.context, writer.spec, variable, scope.sent)),
      py`${scope.session}.add(${variable})`,
      ...stored(writer, scope, false),
      ...refreshed(writer, scope),
      answer(variable),
    ];
  },
  update: (writer, scope, answer) => {
    const { before, record } = loaded(writer, scope, 'update');
    const named = namedChanges(writer, scope);
    const given = { ...scope, record, sent: named.sent };
    if (scope.level > 0) {
      const call = calling(writer, 'update', given);
      return [
        ...before,
        named.before,
        ...(isOptional(writer, scope, 'update')
          ? checkedCall(writer, given, call, answer)
          : guarded(writer, given, answer(call), true)),
      ];
    }
    return [
      ...before,
      named.before,
      named.sent && setFields(writer.context, writer.spec, record, named.sent),
      ...stored(writer, given, true),
      ...refreshed(writer, given),
      answer(record),
    ];
  },
  delete: (writer, scope) => {
    const { before, record } = loaded(writer, scope, 'delete');
    const given = { ...scope, record };
    const isFound = returnsFound(writer.chain, scope.level);
    if (scope.level > 0) {
      const call = calling(writer, 'delete', given);
      if (!isOptional(writer, scope, 'delete')) return [...before, call];
      if (isFound) return [...before, py`return ${call}`];
      return [
        ...before,
        py`
        if not ${call}:
            ${raiseMissing(writer.context, writer.spec, scope.key)}
      `,
      ];
    }
    const { dialect: d } = writer.context;
    return [
      ...before,
      py`${d.await}${scope.session}.delete(${record})`,
      ...ended(writer, scope),
      isFound && 'return True',
    ];
  },
};

/** Whether the level below gives nothing where there is no record: it takes a key, and a higher level answers. */
function isOptional({ chain }: Writer, { level }: Scope, operation: OperationName): boolean {
  const below = chain.layers[level - 1];
  return below !== undefined && chain.missing >= level && parameterOf(below.operations[operation], 'key') !== undefined;
}

/** Whether an operation tells if there was a record, since a higher level answers. */
export function returnsFound(chain: NamedChain, level: number): boolean {
  const layer = chain.layers[level];
  return layer !== undefined && chain.missing > level && parameterOf(layer.operations.delete, 'key') !== undefined;
}

/** The changes under the name that they have there, where they are no schema any more. */
function namedChanges(
  { context, spec, chain }: Writer,
  { level, sent, changes }: Scope,
): { before: Part; sent: Sent | undefined } {
  const form = chain.layers[level - 1]?.operations.update.data;
  const isNamed = changes !== undefined && sent?.form === 'schema' && form !== 'schema' && sent.code !== changes;
  if (!isNamed) return { before: undefined, sent };
  return { before: py`${changes} = ${dumped(context, spec, 'update', sent)}`, sent: { code: changes, form: 'dict' } };
}

/** The call of an operation of the level below, with what this one has. */
function calling({ context, spec, chain }: Writer, operation: OperationName, scope: Scope): Code {
  const below = chain.layers[scope.level - 1];
  if (below === undefined) throw new Error('the lowest level calls nobody');
  const target = below.operations[operation];
  let isNamed = false;
  const values = target.parameters.map(({ kind, name, given }) => {
    isNamed ||= given !== 'place';
    const value = {
      session: scope.session,
      key: scope.key ?? py`${scope.record}.${keyOf(context).name}`,
      record: scope.record,
      data: passed(context, spec, operation, scope.sent, target),
      skip: scope.skip,
      limit: scope.limit,
    }[kind];
    return isNamed && !(kind === 'data' && target.data === 'keywords') ? py`${name}=${value}` : value;
  });
  return py`${context.dialect.await}${scope.below(operation)}(${join(', ', values)})`;
}

/** What was sent in the form that an operation takes. */
function passed(
  context: Context,
  spec: ModelSpec,
  operation: OperationName,
  sent: Sent | undefined,
  { data }: NamedOperation,
): Part {
  if (sent === undefined || sent.form === data) return sent?.code;
  const dict = dumped(context, spec, operation, sent);
  if (data === 'keywords') return py`**${dict}`;
  return data === 'record' ? py`${modelOf(context, spec)}(**${dict})` : dict;
}

/** The record of a key, or nothing. */
function fetched(writer: Writer, scope: Scope): Read {
  if (scope.level > 0) return { before: [], value: calling(writer, 'get', scope) };
  return oneRow(writer.context, writer.spec, scope.session, scope.key);
}

/** The value under a name, and what is raised where there is none. */
function checked({ context, spec }: Writer, { variable, key }: Scope, value: Part): readonly Part[] {
  return [py`${variable} = ${value}`, ifMissing(context, variable, raiseMissing(context, spec, key))];
}

/** The record to work on: the one that is given, or the one that the key names. */
function loaded(
  writer: Writer,
  scope: Scope,
  operation: 'update' | 'delete',
): { before: readonly Part[]; record: Part } {
  const below = writer.chain.layers[scope.level - 1];
  const isPassedOn = below !== undefined && parameterOf(below.operations[operation], 'record') === undefined;
  if (scope.record !== undefined || isPassedOn) return { before: [], record: scope.record };
  const { missing } = writer.chain;
  const { variable, level } = scope;
  const own = level < writer.chain.layers.length ? scope.own : undefined;
  if (own !== undefined && missing <= level) {
    const layer = writer.chain.layers[level];
    const call = layer && ownCall(writer, layer, own('get'), scope);
    return { before: [py`${variable} = ${call}`], record: variable };
  }
  const { before, value } = fetched(writer, scope);
  if (missing < level) return { before: [...before, py`${variable} = ${value}`], record: variable };
  if (missing === level) return { before: [...before, ...checked(writer, scope, value)], record: variable };
  const nothing = operation === 'delete' ? 'return False' : 'return None';
  return {
    before: [...before, py`${variable} = ${value}`, ifMissing(writer.context, variable, nothing)],
    record: variable,
  };
}

/** The call of `get` of the same layer. */
function ownCall({ context }: Writer, layer: NamedLayer, callee: Part, scope: Scope): Code {
  const values = layer.operations.get.parameters.map(({ kind, name, given }) => {
    const value = kind === 'session' ? scope.session : scope.key;
    return given === 'only-name' ? py`${name}=${value}` : value;
  });
  return py`${context.dialect.await}${callee}(${join(', ', values)})`;
}

/** A call that may give nothing: its result under a name, and what is raised where there is none. */
function checkedCall(writer: Writer, scope: Scope, call: Part, answer: Answer): readonly Part[] {
  const { context, spec, chain } = writer;
  const { variable, key } = scope;
  const assigned = py`${variable} = ${call}`;
  if (chain.missing !== scope.level) return guarded(writer, scope, answer(call), true);
  return [
    ...guarded(writer, scope, assigned, true),
    ifMissing(context, variable, raiseMissing(context, spec, key)),
    answer(variable),
  ];
}
