/** Where the blueprint commits a write: in its lowest layer, in one above that, or in its handlers. */
import type { HostFunction } from '../framework/host-classes.js';
import { sessionCallsIn } from '../framework/session-calls.js';
import { keepsRecords, makerBehind } from '../framework/session-maker.js';
import type { HostReading } from './host-reading.js';
import { scopesByLevel } from './layer-answers.js';
import type { Layer, Level, OperationName, Writes } from './layers.js';
import type { LayerPlace, OperationChain } from './operation-chains.js';
import { byOperation } from './operations.js';

const WRITES: readonly OperationName[] = ['create', 'update', 'delete'];

const calls = (scopes: readonly HostFunction[], ...methods: readonly string[]): boolean =>
  scopes.some(({ node }) => sessionCallsIn(node).some(({ method }) => methods.includes(method)));

export type Committing = Pick<Writes, 'commits' | 'isReadBehind'> & {
  /** Whether the blueprint flushes below. */
  readonly flushes: boolean;
};

/** The lowest level that commits; the lowest of all where none does, or where it has no session that it could name. */
export function committing(
  host: HostReading,
  chains: ReadonlyMap<OperationName, OperationChain>,
  places: readonly LayerPlace[],
  chain: readonly Layer[],
): Committing {
  const levels: readonly Level[] = [...chain.map(({ role }) => role), 'handlers'];
  const [lowest = 'handlers'] = levels;
  for (const operation of WRITES) {
    const found = chains.get(operation);
    if (found === undefined) continue;
    const scopes = scopesByLevel(host, found, places);
    const at = scopes.findIndex((all) => calls(all, 'commit'));
    const commits = levels[at];
    if (commits === undefined) continue;
    if (at === 0 || !hasSession(chain, at)) break;
    const isReadBehind = calls(scopes[at] ?? [], 'refresh') || !isKept(host);
    // What is read back before the commit has to be sent before: no session refreshes a new record that it has not sent.
    const flushes = !isReadBehind || scopes.slice(0, at).some((all) => calls(all, 'flush'));
    return { commits, flushes, isReadBehind };
  }
  return { commits: lowest, flushes: false, isReadBehind: true };
}

/** What a base of the host supplies where it does not commit: not right where nobody above it does. */
export function suppliedBelow(layer: Layer, { commits, isReadBehind }: Committing): Layer {
  const isAbove = commits !== layer.role;
  const operations = byOperation((name) => {
    const operation = layer.operations[name];
    const { supply } = operation;
    if (supply === undefined || !supply.isUncommitted) return operation;
    const isRead = supply.isFresh || isReadBehind || name === 'delete';
    return { ...operation, supply: { ...supply, isRight: supply.isRight && isAbove && isRead } };
  });
  return { ...layer, operations };
}

/** How a write ends; a taken value is told where the statement is sent that finds it. */
export function writesOf(
  { commits, flushes, isReadBehind }: Committing,
  taken: Level,
  chain: readonly Layer[],
): Writes & { readonly taken: Level } {
  const levels: readonly Level[] = [...chain.map(({ role }) => role), 'handlers'];
  const isEarlier = levels.indexOf(taken) < levels.indexOf(commits);
  const isSupplied = chain[0]?.operations.create.supply?.isRight === true;
  return isEarlier && isSupplied && !flushes
    ? { commits, isReadBehind, isFlushed: false, taken: commits }
    : { commits, isReadBehind, isFlushed: flushes || isEarlier, taken };
}

/** Whether what is written at a level can name a session: handlers are given one by its dependency. */
function hasSession(chain: readonly Layer[], level: number): boolean {
  const layer = chain[level];
  if (layer === undefined) return chain[0]?.opens === undefined;
  const { holder, operations } = layer;
  if (holder.kind === 'object' && (holder.session !== undefined || heldBelow(layer, chain[level - 1]) !== undefined)) {
    return true;
  }
  return WRITES.every((each) => operations[each].parameters.some(({ kind }) => kind === 'session'));
}

/** The session that the object of the layer below holds, from the one above: `repository.session`. */
export function heldBelow(
  { holder }: Pick<Layer, 'holder'>,
  below: Pick<Layer, 'holder'> | undefined,
): string | undefined {
  const isHeld = holder.kind === 'object' && holder.below !== undefined && below?.holder.kind === 'object';
  return isHeld && below.holder.session !== undefined ? `${holder.below.name}.${below.holder.session}` : undefined;
}

/** Whether the host's sessions let records keep what they hold, as the dependency itself or what it opens them with says. */
function isKept({ session, modules }: HostReading): boolean {
  const definition = session?.definition;
  return [definition, makerBehind(definition, modules)].some((each) => each !== undefined && keepsRecords(each.node));
}
