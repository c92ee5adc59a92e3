/** A write at a level above the lowest: a call of the level below, and the commit where that is this level's. */
import type { Supply } from '../style/supply.js';
import { ifMissing, raiseMissing } from './answers.js';
import { modelWords } from './context.js';
import { refreshed } from './deletion.js';
import { hashedAt } from './hashes.js';
import { keyOf } from './key.js';
import { calling, checked, fetched, isOptional, loaded, namedChanges, returnsFound } from './layer-calls.js';
import { checkedAbove, checkedReferences } from './layer-references.js';
import { isAnsweredHere, isPassedUp, raisedIfLost, readCreated, readUpdated, WRITTEN } from './layer-reread.js';
import type { Answer, Scope, Writer } from './layer-scope.js';
import { dumped } from './layer-statements.js';
import { committedHere, guarded, guardedDelete } from './layer-stores.js';
import { type Part, py } from './print/code.js';
import { isSupplied } from './supply.js';
import { committedRecord } from './units-of-work.js';

/** What a create begins with at each level. */
export function beforeCreate(writer: Writer, scope: Scope): readonly Part[] {
  return [
    ...checkedAbove(writer, scope),
    ...checkedReferences(writer, scope, 'create'),
    ...hashedAt(writer, scope, 'create'),
  ];
}

/** What an update begins with at each level, and the record that it works on. */
export function beforeUpdate(
  writer: Writer,
  scope: Scope,
): { readonly before: readonly Part[]; readonly record: Part } {
  const { before, record } = loaded(writer, scope, 'update');
  const checked = checkedReferences(writer, { ...scope, record }, 'update');
  return { before: [...before, ...checked, ...hashedAt(writer, scope, 'update')], record };
}

export function createdAbove(writer: Writer, scope: Scope, answer: Answer): readonly Part[] {
  const call = calling(writer, 'create', scope);
  const commit = committedRecord(writer, scope);
  const before = beforeCreate(writer, scope);
  if (commit) {
    const variable = nameOfResult(scope);
    const given = { ...scope, variable };
    const lost = isReadBelow(writer, scope) && isAnsweredHere(writer, scope, 'create');
    const statements = [py`${variable} = ${call}`, lost && raisedIfLost(writer, given, 'create', variable), commit];
    const again = isReadBelow(writer, scope) ? [answer(variable)] : readCreated(writer, given, answer);
    return [...before, ...guarded(writer, scope, py`${statements}`, false), ...again];
  }
  if (supplied(writer, scope, 'create')?.isReadAgain === true) {
    const name = `created_${modelWords(writer.context, writer.spec).variable}`;
    const read = fetched(writer, { ...scope, key: py`${name}.${keyOf(writer.context).name}` });
    return [...before, ...guarded(writer, scope, py`${name} = ${call}`, false), ...read.before, answer(read.value)];
  }
  return [
    ...before,
    ...(isAnsweredHere(writer, scope, 'create')
      ? checkedCall(writer, scope, { write: 'create', name: WRITTEN.create, call }, answer)
      : guarded(writer, scope, answer(call), false)),
  ];
}

/** Whether a level below has read back what was written: it may be nothing. */
const isReadBelow = ({ chain }: Writer, { level }: Scope): boolean => chain.rereads < level;

/** What was sent may have the name of the record already. */
const nameOfResult = ({ variable, sent }: Scope): string => (sent?.code === variable ? `db_${variable}` : variable);

export function updatedAbove(writer: Writer, scope: Scope, answer: Answer): readonly Part[] {
  const { before, record } = beforeUpdate(writer, scope);
  const named = namedChanges(writer, scope);
  const given = { ...scope, record, sent: named.sent };
  if (needsChanges(writer, scope)) return [...before, ...changedOrRead(writer, given, answer)];
  if (committedRecord(writer, scope)) return [...before, ...committedUpdate(writer, given, named.before, answer)];
  const call = calling(writer, 'update', given);
  if (supplied(writer, scope, 'update')?.isReadAgain === true) {
    const read = fetched(writer, scope);
    const isTold = writer.context.conventions.updateAnswers.kind !== 'record';
    const again = isTold ? [] : [...read.before, ...checked(writer, scope, read.value), answer(scope.variable)];
    return [...before, named.before, ...guarded(writer, given, call, true), ...again];
  }
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

function committedUpdate(writer: Writer, scope: Scope, changes: Part, answer: Answer): readonly Part[] {
  const { context, spec, chain } = writer;
  const { record, level, key } = scope;
  const again = isReadBelow(writer, scope) ? undefined : readUpdated(writer, scope, answer);
  const isAnswering = isAnsweredHere(writer, scope, 'update');
  const isLost = isReadBelow(writer, scope) && (isAnswering || isPassedUp(writer, scope, 'update'));
  const isNone = isLost || isOptional(writer, scope, 'update');
  const name = typeof record !== 'string' ? scope.variable : isLost ? WRITTEN.update : record;
  const nothing = isAnswering || chain.missing === level ? raiseMissing(context, spec, key) : 'return None';
  const statements = [
    py`${name} = ${calling(writer, 'update', scope)}`,
    isNone && ifMissing(context, name, nothing),
    committedRecord(writer, scope),
  ];
  return [
    again?.before,
    changes,
    ...guarded(writer, { ...scope, key: again?.key ?? key }, py`${statements}`, true),
    ...(again?.after ?? [answer(name)]),
  ];
}

export function deletedAbove(writer: Writer, scope: Scope): readonly Part[] {
  const { before, record } = loaded(writer, scope, 'delete');
  const { context, spec, chain } = writer;
  const call = calling(writer, 'delete', { ...scope, record });
  const isFound = returnsFound(chain, scope.level);
  const commit = committedHere(writer, scope);
  const guardedBy = (...statements: readonly Part[]): readonly Part[] => [
    ...before,
    ...guardedDelete(writer, scope, statements),
  ];
  if (!isOptional(writer, scope, 'delete')) {
    const again = commit && record !== undefined && refreshed(context, spec, scope.session, record);
    return [...guardedBy(call, commit), again, isFound && 'return True'];
  }
  if (isFound && commit) return [...guardedBy(py`deleted = ${call}`, commit), 'return deleted'];
  if (isFound) return guardedBy(py`return ${call}`);
  const checked = py`
    if not ${call}:
        ${raiseMissing(context, spec, scope.key)}
  `;
  return guardedBy(checked, commit);
}

/** What is known of a write of the level below, where a base of the host does it. */
function supplied({ spec, chain }: Writer, { level }: Scope, write: keyof typeof WRITTEN): Supply | undefined {
  const below = chain.layers[level - 1];
  return below !== undefined && isSupplied(spec, below, write) ? below.operations[write].supply : undefined;
}

/** Whether the level below fails where there is nothing to change. */
function needsChanges(writer: Writer, scope: Scope): boolean {
  const supply = supplied(writer, scope, 'update');
  const isTouched = writer.context.conventions.stamps.some(({ name }) => name === supply?.touches);
  return scope.sent?.form === 'schema' && supply?.needsChanges === true && !isTouched;
}

/** An update where there is something to change, else the record as it is. */
function changedOrRead(writer: Writer, scope: Scope, answer: Answer): readonly Part[] {
  const { context, spec, chain } = writer;
  const changes = scope.changes ?? 'values';
  const { variable } = scope;
  const given = { ...scope, sent: { code: changes, form: 'dict' as const } };
  const commit = committedRecord(writer, scope);
  const again = commit && chain.rereads === scope.level ? readUpdated(writer, scope, answer) : undefined;
  const statements = [py`${variable} = ${calling(writer, 'update', given)}`, commit];
  const updated = guarded(writer, given, py`${statements}`, true);
  const { before, value } = fetched(writer, scope);
  return [
    again?.before,
    scope.sent && py`${changes} = ${dumped(context, spec, 'update', scope.sent)}`,
    py`
      if ${changes}:
          ${updated}
      else:
          ${[...before, py`${variable} = ${value}`]}
    `,
    chain.missing === scope.level && ifMissing(context, variable, raiseMissing(context, spec, scope.key)),
    ...(again?.after ?? [answer(variable)]),
  ];
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
