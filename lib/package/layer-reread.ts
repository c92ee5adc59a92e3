/** What is read back after a write: the record as it is stored, or nothing where another request has deleted it by then. */
import { isDeletedWith } from '../request/fields.js';
import type { ModelSpec } from '../request/model.js';
import { ifMissing, raiseMissing } from './answers.js';
import { type Context, modelWords } from './context.js';
import { keyOf } from './key.js';
import type { Answer, Scope, Writer } from './layer-scope.js';
import { raiseDeletedWith } from './layer-stores.js';
import { chainOf, type NamedChain, parameterOf } from './layers.js';
import { modelOf } from './modules.js';
import { type Part, py } from './print/code.js';
import { sqlalchemy } from './print/symbols.js';
import { isSupplied } from './supply.js';

/** What a record is called that has been read again. */
export const WRITTEN = { create: 'created', update: 'updated' } as const;

type Write = keyof typeof WRITTEN;

type Layered = { readonly spec: ModelSpec; readonly chain: NamedChain };

/** The level that answers where a record is gone after it was written; nothing where that cannot be told. */
function lostLevel({ spec, chain }: Layered, write: Write): number | undefined {
  const [lowest] = chain.layers;
  if (chain.rereads === 0 && lowest !== undefined && isSupplied(spec, lowest, write)) return undefined;
  // Nobody knows of a new record, but it is deleted with what it refers to.
  if (write === 'create') return isDeletedWith(spec) ? Math.max(chain.taken, chain.rereads) : undefined;
  const isKeyed = lowest !== undefined && parameterOf(lowest.operations.update, 'key') !== undefined;
  return Math.max(isKeyed ? chain.missing : Math.min(chain.missing, chain.taken), chain.rereads);
}

/** Whether this level answers where a record is gone after it was written. */
export function isAnsweredHere(writer: Layered, { level }: Pick<Scope, 'level'>, write: Write): boolean {
  return lostLevel(writer, write) === level;
}

/** Whether a higher level does. */
export function isPassedUp(writer: Layered, { level }: Pick<Scope, 'level'>, write: Write): boolean {
  return level < (lostLevel(writer, write) ?? 0);
}

/** Whether an update reads its record again: a statement of a base of the host gives it back itself. */
export function isReadBack(context: Context, spec: ModelSpec): boolean {
  const [lowest] = chainOf(context, spec)?.layers ?? [];
  if (lowest === undefined || !isSupplied(spec, lowest, 'update')) return lowest !== undefined;
  return lowest.operations.update.supply?.isStatement !== true;
}

/** Whether a new record is read again, and may be gone with what it refers to. */
export function isCreateReadBack(context: Context, spec: ModelSpec): boolean {
  const chain = chainOf(context, spec);
  return chain === undefined || lostLevel({ spec, chain }, 'create') !== undefined;
}

type ReadAgain = {
  /** What has to be known before the write. */
  readonly before: Part;
  readonly key: Part;
  /** What is behind it. */
  readonly after: readonly Part[];
};

/** A refresh fails where the record is gone: it is asked for again, and may be none. */
export function readUpdated(writer: Writer, scope: Scope, answer: Answer): ReadAgain {
  const { context, spec } = writer;
  const { name } = keyOf(context);
  const own = py`${scope.record}.${name}`;
  // What a commit has let go of cannot be asked for its key.
  const isKept = context.conventions.transaction === 'flush' || writer.chain.commits > scope.level;
  const key = scope.key ?? (isKept ? own : modelWords(context, spec).key);
  return {
    before: scope.key === undefined && !isKept && py`${key} = ${own}`,
    key,
    after: givenOrRaised(writer, { ...scope, key }, 'update', stored(context, spec, scope.session, key), answer),
  };
}

/** The new record as it is stored. */
export function readCreated(writer: Writer, scope: Scope, answer: Answer): readonly Part[] {
  const { context, spec } = writer;
  const { session, variable } = scope;
  if (lostLevel(writer, 'create') === undefined) {
    return [py`${context.dialect.await}${session}.refresh(${variable})`, answer(variable)];
  }
  const key = py`${sqlalchemy.inspect}(${variable}).identity`;
  return givenOrRaised(writer, scope, 'create', stored(context, spec, session, key), answer);
}

function stored(context: Context, spec: ModelSpec, session: Part, key: Part): Part {
  return py`${context.dialect.await}${session}.get(${modelOf(context, spec)}, ${key}, populate_existing=True)`;
}

/** What may be none: given to the level that answers for it, or under a name with what is raised there. */
function givenOrRaised(writer: Writer, scope: Scope, write: Write, value: Part, answer: Answer): readonly Part[] {
  if (!isAnsweredHere(writer, scope, write)) return [answer(value)];
  const name = WRITTEN[write];
  return [py`${name} = ${value}`, raisedIfLost(writer, scope, write, name), answer(name)];
}

/** What is raised where a record is gone after it was written. */
export function raisedIfLost(writer: Writer, scope: Scope, write: Write, name: string): Part {
  const { context, spec } = writer;
  const raise = write === 'update' ? raiseMissing(context, spec, scope.key) : raiseDeletedWith(writer, scope);
  return ifMissing(context, name, raise);
}
