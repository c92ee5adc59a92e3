/** What ends a write, and what is answered where it fails. */
import { pythonString } from '../naming/names.js';
import type { ModelSpec } from '../request/model.js';
import { caught, raiseMissing, raiseTaken, takenField, takenText } from './answers.js';
import type { Scope, Writer } from './layer-scope.js';
import type { NamedChain } from './layers.js';
import { type Part, py } from './print/code.js';
import { alchemyErrors, ormErrors } from './print/symbols.js';
import { isSupplied } from './supply.js';

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
function storeClauses({ context, spec, chain }: Writer, scope: Scope, isUpdate: boolean): readonly Part[] {
  const { dialect: d, conventions } = context;
  const undone =
    conventions.transaction === 'commit' && scope.session !== undefined
      ? [py`${d.await}${scope.session}.rollback()`]
      : [];
  const key = scope.key;
  return [
    takenText(context, spec) !== undefined &&
      caught(
        context,
        alchemyErrors.IntegrityError,
        undone,
        raiseTaken(context, spec, takenValue(spec, scope, isUpdate)),
      ),
    isUpdate &&
      !isStatement(spec, chain, scope) &&
      caught(context, ormErrors.StaleDataError, undone, raiseMissing(context, spec, key)),
  ].filter(Boolean);
}

/** The value of the only unique field in what was sent: `data.number`, `values["number"]`. */
function takenValue(spec: ModelSpec, { sent }: Scope, isUpdate: boolean): Part {
  const name = takenField(spec)?.name;
  if (name === undefined || sent === undefined) return undefined;
  if (sent.form === 'schema' || sent.form === 'record') return py`${sent.code}.${name}`;
  return isUpdate ? py`${sent.code}.get(${pythonString(name)})` : py`${sent.code}[${pythonString(name)}]`;
}

/** Whether an update ends in a statement of a base, which finds no row where a record is gone. */
function isStatement(spec: ModelSpec, { layers }: NamedChain, { level }: Scope): boolean {
  const [lowest] = layers;
  return (
    level > 0 &&
    lowest !== undefined &&
    isSupplied(spec, lowest, 'update') &&
    lowest.operations.update.supply?.isStatement === true
  );
}
