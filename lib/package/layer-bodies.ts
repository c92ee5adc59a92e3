/** The statements of each operation at each level: on the session at the lowest, by a call of the level below at the others. */

import type { OperationName } from '../style/layers.js';
import { modelWords } from './context.js';
import { converted } from './converted.js';
import { refreshed, removed } from './deletion.js';
import { beforeCreate, beforeUpdate, createdAbove, deletedAbove, updatedAbove } from './layer-bodies-above.js';
import { calling, checked, fetched, loaded, namedChanges, returnsFound } from './layer-calls.js';
import { checkedAbove } from './layer-references.js';
import { readCreated, readUpdated } from './layer-reread.js';
import type { Answer, Scope, Writer } from './layer-scope.js';
import { newRecord, pageOfRows, type Read, setFields } from './layer-statements.js';
import { ended, guardedDelete, stored } from './layer-stores.js';
import { isConverted, nameFor } from './layers.js';
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
    if (scope.level > 0) return createdAbove(writer, scope, answer);
    const { variable } = scope;
    return [
      ...beforeCreate(writer, scope),
      ...(scope.sent === undefined ? [] : newRecord(writer.context, writer.spec, variable, scope.sent, scope.scopes)),
      py`${scope.session}.add(${variable})`,
      ...stored(writer, scope, false),
      ...(writer.chain.rereads > 0 ? [answer(variable)] : readCreated(writer, scope, answer)),
    ];
  },
  update: (writer, scope, answer) => {
    if (scope.level > 0) return updatedAbove(writer, scope, answer);
    const { before, record } = beforeUpdate(writer, scope);
    const named = namedChanges(writer, scope);
    const given = { ...scope, record, sent: named.sent };
    const again = readUpdated(writer, given, answer);
    const { context, spec, chain } = writer;
    const { sent } = named;
    // A dict of its values may be without what is no column.
    const whole = scope.sent?.form === 'schema' ? scope.sent : sent;
    const isUnanswered = chain.layers.length === 0 && context.conventions.updateAnswers.kind !== 'record';
    const isRead = chain.rereads === 0 && !(isUnanswered && again.before === false);
    return [
      ...before,
      again.before,
      named.before,
      attached(writer, scope),
      whole &&
        lockedWith(
          spec,
          { code: whole.code, isSchema: whole.form === 'schema' },
          locked(context, spec, scope.session, modelOf(context, spec), again.key),
        ),
      sent && whole && setFields(context, spec, record, sent, whole),
      ...stored(writer, { ...given, key: again.key }, true),
      ...(isRead ? again.after : [answer(record)]),
    ];
  },
  delete: (writer, scope) => {
    if (scope.level > 0) return deletedAbove(writer, scope);
    const { before, record } = loaded(writer, scope, 'delete');
    const { context, spec, chain } = writer;
    const removal = [
      spec.deletion !== undefined && attached(writer, scope),
      removed(context, spec, scope.session, record),
    ];
    return [
      ...before,
      ...guardedDelete(writer, scope, [...removal, ...ended(writer, scope)]),
      chain.rereads === 0 && refreshed(context, spec, scope.session, record),
      returnsFound(chain, scope.level) && 'return True',
    ];
  },
};

/** A record of another session, which this one does not store yet. */
function attached({ chain }: Writer, { session, record }: Scope): Part {
  return chain.layers[0]?.opens !== undefined && record !== undefined && py`${session}.add(${record})`;
}

/** The key of the records in what a base gives for a list, where the answer is not made of all of that. */
function recordsAt({ context, spec, chain }: Writer, { level }: Scope): string | undefined {
  const below = chain.layers[level - 1];
  const isAnswered = context.conventions.envelope.operations.list?.isOfPage === true;
  const isDict = below !== undefined && !isAnswered && isSupplied(spec, below, 'list');
  return isDict ? below.operations.list.supply?.recordsAt : undefined;
}

function rowsAt(writer: Writer, scope: Scope): Read {
  const { context, spec } = writer;
  if (scope.level > 0) {
    const rows = calling(writer, 'list', scope);
    const key = recordsAt(writer, scope);
    if (key !== undefined) {
      const name = `${modelWords(context, spec).many}_data`;
      return { before: [py`${name} = ${rows}`], value: `${name}["${key}"]` };
    }
    return { before: [], value: isConverted(writer.chain, scope.level) ? converted(context, spec, rows, true) : rows };
  }
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
