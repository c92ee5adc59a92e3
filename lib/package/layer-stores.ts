/** What ends a write, and what is answered where it fails. */
import { argumentText, pythonString } from '../naming/names.js';
import { type Field, isDeletedWith } from '../request/fields.js';
import type { ModelSpec } from '../request/model.js';
import type { Supply } from '../style/supply.js';
import { caught, raiseMissing, raiseTaken, takenField, takenText } from './answers.js';
import type { Context } from './context.js';
import { fetched } from './layer-calls.js';
import { missingChecks } from './layer-references.js';
import type { Scope, Writer } from './layer-scope.js';
import type { NamedChain } from './layers.js';
import { type Part, py } from './print/code.js';
import { alchemyErrors, fastapi, ormErrors } from './print/symbols.js';
import {
  isForeignKey,
  isKept,
  keptText,
  needsKey,
  raiseMissingReference,
  raiseMissingReferences,
  referencesOf,
  storedReferences,
} from './references.js';
import { scopeNames } from './scopes.js';
import { isSupplied } from './supply.js';

/** What ends a write at the lowest level, with what it answers there. */
export function stored(writer: Writer, scope: Scope, isUpdate: boolean): readonly Part[] {
  const statement = storing(writer, scope);
  return scope.commit === undefined && statement !== undefined
    ? guarded(writer, scope, statement, isUpdate)
    : [scope.commit];
}

export function ended(writer: Writer, scope: Scope): readonly Part[] {
  return [scope.commit ?? storing(writer, scope)];
}

/** Nothing where a higher level commits and nobody flushes below it. */
function storing({ context: { dialect: d, conventions }, chain }: Writer, { level, session }: Scope): Part {
  if (level >= chain.commits) return py`${d.await}${session}.${conventions.transaction}()`;
  return chain.isFlushed ? py`${d.await}${session}.flush()` : undefined;
}

/** What commits where the level below has written; nothing at the others. */
export function committedHere(writer: Writer, scope: Scope): Part {
  const { context, chain } = writer;
  // A unit of work is committed by the level that it is given to.
  if (chain.unit?.isCommitted && scope.level > 0 && scope.level < chain.layers.length) {
    return py`${context.dialect.await}${scope.session}.commit()`;
  }
  return scope.level > 0 && scope.level === chain.commits && storing(writer, scope);
}

/** What deletes a record, with what this level answers where another one refers to it. */
export function guardedDelete(writer: Writer, scope: Scope, statements: readonly Part[]): readonly Part[] {
  const clause = scope.level === writer.chain.taken && deleteClause(writer, scope);
  if (!clause) return statements;
  return [
    py`
      try:
          ${statements}
      ${clause}
    `,
  ];
}

/** What a failed delete is answered with: a record that others refer to, or one that is marked and gone with what it refers to. */
function deleteClause(writer: Writer, scope: Scope): Part {
  const { context, spec } = writer;
  const before = undone(writer, scope);
  if (isKept(context, spec)) {
    const kept = py`raise ${fastapi.HTTPException}(status_code=409, detail=${argumentText(keptText(context, spec))})`;
    return caught(context, alchemyErrors.IntegrityError, before, kept);
  }
  const isLost = spec.deletion !== undefined && isDeletedWith(spec);
  return isLost && caught(context, ormErrors.StaleDataError, before, raiseMissing(context, spec, scope.key));
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
function storeClauses(writer: Writer, scope: Scope, isUpdate: boolean): readonly Part[] {
  const { context, spec } = writer;
  const isTaken = takenText(context, spec) !== undefined;
  const gone = raiseGone(writer, scope, isUpdate);
  const before = undone(writer, scope);
  const { from } = context.conventions.raises;
  const behind = from !== undefined && ` from ${from}`;
  const found = gone === 'raise' ? missingChecks(writer, scope, isUpdate ? 'update' : 'create', behind) : [];
  return [
    isTaken && gone !== undefined
      ? caughtOneOf(context, before, [...found, gone], raiseTaken(context, spec, takenValue(spec, scope, isUpdate)))
      : isTaken
        ? caught(
            context,
            alchemyErrors.IntegrityError,
            before,
            raiseTaken(context, spec, takenValue(spec, scope, isUpdate)),
          )
        : gone && caught(context, alchemyErrors.IntegrityError, [...before, ...found], gone),
    ...(isUpdate ? lostClauses(writer, scope) : []),
  ].filter(Boolean);
}

/** A record that another request has deleted: before the write, or before a base of the host reads it back. */
function lostClauses(writer: Writer, scope: Scope): readonly Part[] {
  const { context, spec, chain } = writer;
  const [lowest] = chain.layers;
  const missing = raiseMissing(context, spec, scope.key);
  const statement = statementOfBase(spec, chain, scope);
  if (statement !== undefined) {
    const clause = caught(context, alchemyErrors.NoResultFound, undone(writer, scope), missing);
    return statement.needsRow ? [clause] : [];
  }
  const stale = caught(context, ormErrors.StaleDataError, undone(writer, scope), missing);
  const isOwn = scope.level === 0 || lowest === undefined || !isSupplied(spec, lowest, 'update');
  if (isOwn || scope.key === undefined) return [stale];
  // The error of a failed refresh says other things, too: the record is looked for.
  const found = fetched(writer, scope);
  const looked = py`
    ${found.before}
    if ${found.value} is not None:
        raise
  `;
  return [stale, caught(context, alchemyErrors.InvalidRequestError, [looked], missing)];
}

/** What is answered where something that is referred to is gone; of several each is looked for again where it has to be told. */
export function raiseGone(writer: Writer, scope: Scope, isUpdate: boolean): Part {
  const { context, spec } = writer;
  const references = (isUpdate ? referencesOf : storedReferences)(context, spec);
  const only = references.length === 1 ? references[0] : undefined;
  const isLookedFor = needsKey(context.conventions) && references.length > 0 && only?.isEach !== false;
  // What failed to flush in a session of the request's answers nothing more.
  if (isLookedFor && context.conventions.transaction === 'flush') {
    return raiseMissingReferences(withoutExceptions(context), references, undefined);
  }
  if (isLookedFor) return 'raise';
  return raiseMissingReferences(context, references, only && storedValue(writer, scope, only.field, isUpdate));
}

/** The same context where what is missing is an `HTTPException`: that needs no key. */
function withoutExceptions(context: Context): Context {
  const { raises } = context.conventions;
  return { ...context, conventions: { ...context.conventions, raises: { ...raises, missingBy: { kind: 'http' } } } };
}

/** What is answered where a new record was deleted with what it refers to. */
export function raiseDeletedWith(writer: Writer, scope: Scope): Part {
  const { context, spec } = writer;
  const gone = raiseGone(writer, scope, false);
  if (gone !== 'raise') return gone;
  const all = storedReferences(context, spec);
  const cause = all.find(({ field }) => field.ondelete === 'cascade') ?? all[0];
  return cause && raiseMissingReference(context, cause, storedValue(writer, scope, cause.field, false));
}

/** The head of an `except` that has the error by a name, and the answers for a foreign key and for a taken value. */
function caughtOneOf({ conventions }: Context, before: readonly Part[], gone: readonly Part[], taken: Part): Part {
  const { from } = conventions.raises;
  const name = from === undefined || from === 'None' ? 'error' : from;
  const behind = from !== undefined && ` from ${from}`;
  return py`
    except ${alchemyErrors.IntegrityError} as ${name}:
        ${before}
        if ${isForeignKey(name)}:
            ${gone.slice(0, -1)}
            ${gone.at(-1)}${gone.at(-1) !== 'raise' && behind}
        ${taken}${behind}
  `;
}

function undone({ context: { dialect: d, conventions }, chain }: Writer, { session }: Scope): readonly Part[] {
  // A unit of work that ends with an error rolls back.
  if (chain.unit !== undefined) return [];
  return conventions.transaction === 'commit' && session !== undefined ? [py`${d.await}${session}.rollback()`] : [];
}

/** The value of the only unique field in what was sent: `data.number`, `values["number"]`. */
function takenValue(spec: ModelSpec, scope: Scope, isUpdate: boolean): Part {
  const name = takenField(spec)?.name;
  return name && sentValue(name, scope, isUpdate);
}

/** What was to be stored of a reference: sent, or said by the request. */
function storedValue({ spec }: Writer, scope: Scope, { name, scope: said }: Field, isUpdate: boolean): Part {
  return said === undefined || scope.sent?.form === 'record'
    ? sentValue(name, scope, isUpdate)
    : scope.scopes[scopeNames(spec).indexOf(name)];
}

function sentValue(name: string, { sent }: Scope, isUpdate: boolean): Part {
  if (sent === undefined) return undefined;
  if (sent.form === 'schema' || sent.form === 'record') return py`${sent.code}.${name}`;
  return isUpdate ? py`${sent.code}.get(${pythonString(name)})` : py`${sent.code}[${pythonString(name)}]`;
}

/** What is known of an update that ends in a statement of a base, which finds no row where a record is gone. */
function statementOfBase(spec: ModelSpec, { layers }: NamedChain, { level }: Scope): Supply | undefined {
  const [lowest] = layers;
  if (level === 0 || lowest === undefined || !isSupplied(spec, lowest, 'update')) return undefined;
  const { supply } = lowest.operations.update;
  return supply?.isStatement === true ? supply : undefined;
}
