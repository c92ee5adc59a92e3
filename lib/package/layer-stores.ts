/** What ends a write, and what is answered where it fails. */
import { caught, raiseMissing, raiseTaken, takenText } from './answers.js';
import type { Scope, Writer } from './layer-scope.js';
import { type Part, py } from './print/code.js';
import { alchemyErrors, ormErrors } from './print/symbols.js';

/** What ends a write at the lowest level, with what it answers there. */
export function stored(writer: Writer, scope: Scope, isUpdate: boolean): readonly Part[] {
  return scope.commit === undefined ? guarded(writer, scope, storing(writer, scope), isUpdate) : [scope.commit];
}

export function ended(writer: Writer, scope: Scope): readonly Part[] {
  return [scope.commit ?? storing(writer, scope)];
}

function storing({ context: { dialect: d, conventions } }: Writer, { session }: Scope): Part {
  return py`${d.await}${session}.${conventions.transaction}()`;
}

export function refreshed({ context: { dialect: d } }: Writer, { session, variable, record }: Scope): readonly Part[] {
  return [py`${d.await}${session}.refresh(${record ?? variable})`];
}

/** A statement that stores, with what this level answers when it cannot. */
export function guarded(writer: Writer, scope: Scope, code: Part, isUpdate: boolean): readonly Part[] {
  const clauses = scope.level === writer.chain.taken ? storeClauses(writer, scope, isUpdate) : [];
  if (clauses.length === 0) return [code];
  return [
    py`
      try:
          ${code}
      ${clauses}
    `,
  ];
}

/** What a failed write is answered with: a taken value, or a record that another request has deleted. */
function storeClauses(
  { context, spec }: Writer,
  scope: Pick<Scope, 'session' | 'key' | 'record'>,
  isUpdate: boolean,
): readonly Part[] {
  const { dialect: d, conventions } = context;
  const undone =
    conventions.transaction === 'commit' && scope.session !== undefined
      ? [py`${d.await}${scope.session}.rollback()`]
      : [];
  const key = scope.key;
  return [
    takenText(context, spec) !== undefined &&
      caught(context, alchemyErrors.IntegrityError, undone, raiseTaken(context, spec)),
    isUpdate && caught(context, ormErrors.StaleDataError, undone, raiseMissing(context, spec, key)),
  ].filter(Boolean);
}
