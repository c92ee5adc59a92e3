/** The statements of each operation at each level: on the session at the lowest, by a call of the level below at the others. */

import type { OperationName } from '../style/layers.js';
import { ifMissing, raiseMissing } from './answers.js';
import { modelWords } from './context.js';
import { refreshed, removed } from './deletion.js';
import { hashedAt } from './hashes.js';
import { calling, checked, fetched, isOptional, loaded } from './layer-calls.js';
import { checkedAbove, checkedReferences } from './layer-references.js';
import { isAnsweredHere, raisedIfLost, readCreated, readUpdated, WRITTEN } from './layer-reread.js';
import type { Answer, Scope, Writer } from './layer-scope.js';
import { dumped, newRecord, pageOfRows, type Read, type Sent, setFields } from './layer-statements.js';
import { ended, guarded, guardedDelete, stored } from './layer-stores.js';
import { type NamedChain, nameFor, parameterOf } from './layers.js';
import { locked, lockedWith } from './links.js';
import { modelOf } from './modules.js';
import { type Code, type Part, py } from './print/code.js';
import { isSupplied } from './supply.js';
import { countCall, counted, totalName, totalOf } from './totals.js';

export function operationBody(writer: Writer, operation: OperationName, scope: Scope, answer: Answer): Code {
  const statements = BODIES[operation](writer, scope, answer);
  return py`${statements}`;
}

type Body = (writer: Writer, scope: Scope, answer: Answer) => readonly Part[];

const BODIES: Readonly<Record<OperationName, Body>> = {
  list: (writer, scope, answer) => {
    const { before: read, value } = rowsAt(writer, scope);
    const before = [...checkedAbove(writer, scope), ...read];
    return totalOf(writer.context)?.from === scope.level
      ? rowsAndTotal(writer, scope, before, value, answer)
      : [...before, answer(value)];
  },
  get: (writer, scope, answer) => {
    const { before, value } = fetched(writer, scope);
    if (writer.chain.missing !== scope.level) return [...before, answer(value)];
    return [...before, ...checked(writer, scope, value), answer(scope.variable)];
  },
  create: (writer, scope, answer) => {
    const references = [
      ...checkedAbove(writer, scope),
      ...checkedReferences(writer, scope, 'create'),
      ...hashedAt(writer, scope, 'create'),
    ];
    if (scope.level > 0) {
      const call = calling(writer, 'create', scope);
      return [
        ...references,
        ...(isAnsweredHere(writer, scope, 'create')
          ? checkedCall(writer, scope, { write: 'create', name: WRITTEN.create, call }, answer)
          : guarded(writer, scope, answer(call), false)),
      ];
    }
    const { variable } = scope;
    return [
      ...references,
      ...(scope.sent === undefined ? [] : newRecord(writer.context, writer.spec, variable, scope.sent, scope.scopes)),
      py`${scope.session}.add(${variable})`,
      ...stored(writer, scope, false),
      ...readCreated(writer, scope, answer),
    ];
  },
  update: (writer, scope, answer) => {
    const { before: first, record } = loaded(writer, scope, 'update');
    const before = [
      ...first,
      ...checkedReferences(writer, { ...scope, record }, 'update'),
      ...hashedAt(writer, scope, 'update'),
    ];
    const named = namedChanges(writer, scope);
    const given = { ...scope, record, sent: named.sent };
    if (scope.level > 0 && needsChanges(writer, scope)) return [...before, ...changedOrRead(writer, given, answer)];
    if (scope.level > 0) {
      const call = calling(writer, 'update', given);
      const isKeyed = isOptional(writer, scope, 'update');
      const isAnswering = isAnsweredHere(writer, scope, 'update') || (isKeyed && writer.chain.missing === scope.level);
      const name = isKeyed ? scope.variable : WRITTEN.update;
      return [
        ...before,
        named.before,
        ...(isAnswering
          ? checkedCall(writer, given, { write: 'update', name, call }, answer)
          : guarded(writer, given, answer(call), true)),
      ];
    }
    const again = readUpdated(writer, given, answer);
    const { context, spec } = writer;
    const { sent } = named;
    return [
      ...before,
      again.before,
      named.before,
      sent &&
        lockedWith(
          spec,
          { code: sent.code, isSchema: sent.form === 'schema' },
          locked(context, spec, scope.session, modelOf(context, spec), again.key),
        ),
      sent && setFields(context, spec, record, sent),
      ...stored(writer, { ...given, key: again.key }, true),
      ...again.after,
    ];
  },
  delete: (writer, scope) => {
    const { before, record } = loaded(writer, scope, 'delete');
    const given = { ...scope, record };
    const isFound = returnsFound(writer.chain, scope.level);
    if (scope.level > 0) {
      const call = calling(writer, 'delete', given);
      if (!isOptional(writer, scope, 'delete')) {
        return [...before, ...guardedDelete(writer, scope, [call]), isFound && 'return True'];
      }
      if (isFound) return [...before, ...guardedDelete(writer, scope, [py`return ${call}`])];
      const checked = py`
        if not ${call}:
            ${raiseMissing(writer.context, writer.spec, scope.key)}
      `;
      return [...before, ...guardedDelete(writer, scope, [checked])];
    }
    const { context, spec } = writer;
    return [
      ...before,
      ...guardedDelete(writer, scope, [removed(context, spec, scope.session, record), ...ended(writer, scope)]),
      refreshed(context, spec, scope.session, record),
      isFound && 'return True',
    ];
  },
};

function rowsAt(writer: Writer, scope: Scope): Read {
  const { context, spec } = writer;
  if (scope.level > 0) return { before: [], value: calling(writer, 'list', scope) };
  return pageOfRows(context, spec, scope);
}

/** The records and how many there are, got one after the other. */
function rowsAndTotal(
  { context, spec, chain }: Writer,
  scope: Scope,
  before: readonly Part[],
  value: Part,
  answer: Answer,
): readonly Part[] {
  const total = totalOf(context);
  if (total === undefined) return [...before, answer(value)];
  const rows = modelWords(context, spec).many;
  const name = totalName(context, spec);
  const lower = total.counts[scope.level - 1];
  const number: Read =
    lower === undefined
      ? counted(context, spec, total, scope.session, scope)
      : {
          before: [],
          value: countCall(context, lower, scope.named(nameFor(context, spec, lower.name)), scope.session, scope, spec),
        };
  const counting = [...number.before, py`${name} = ${number.value}`];
  const reading = [...before, py`${rows} = ${value}`];
  const isTop = scope.level === chain.layers.length;
  return [
    ...(total.isFirst ? [...counting, ...reading] : [...reading, ...counting]),
    isTop ? answer(rows) : py`return ${rows}, ${name}`,
  ];
}

/** Whether an operation tells if there was a record, since a higher level answers. */
export function returnsFound(chain: NamedChain, level: number): boolean {
  const layer = chain.layers[level];
  return layer !== undefined && chain.missing > level && parameterOf(layer.operations.delete, 'key') !== undefined;
}

/** Whether the level below fails where there is nothing to change. */
function needsChanges({ spec, chain }: Writer, { level, sent }: Scope): boolean {
  const below = chain.layers[level - 1];
  const isSchema = sent?.form === 'schema';
  return (
    isSchema &&
    below !== undefined &&
    isSupplied(spec, below, 'update') &&
    below.operations.update.supply?.needsChanges === true
  );
}

/** An update where there is something to change, else the record as it is. */
function changedOrRead(writer: Writer, scope: Scope, answer: Answer): readonly Part[] {
  const { context, spec, chain } = writer;
  const changes = scope.changes ?? 'values';
  const { variable } = scope;
  const given = { ...scope, sent: { code: changes, form: 'dict' as const } };
  const updated = guarded(writer, given, py`${variable} = ${calling(writer, 'update', given)}`, true);
  const { before, value } = fetched(writer, scope);
  return [
    scope.sent && py`${changes} = ${dumped(context, spec, 'update', scope.sent)}`,
    py`
      if ${changes}:
          ${updated}
      else:
          ${[...before, py`${variable} = ${value}`]}
    `,
    chain.missing === scope.level && ifMissing(context, variable, raiseMissing(context, spec, scope.key)),
    answer(variable),
  ];
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

/** A call that may give nothing: its result under a name, and what is raised where there is none. */
function checkedCall(
  writer: Writer,
  scope: Scope,
  { write, name, call }: { readonly write: keyof typeof WRITTEN; readonly name: string; readonly call: Part },
  answer: Answer,
): readonly Part[] {
  return [
    ...guarded(writer, scope, py`${name} = ${call}`, write === 'update'),
    raisedIfLost(writer, scope, write, name),
    answer(name),
  ];
}
