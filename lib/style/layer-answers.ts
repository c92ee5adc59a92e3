/** Where the blueprint answers for a missing record and for a taken value: in a layer, or in its handlers. */
import { type Callee, calleesIn } from '../framework/callees.js';
import type { HostFunction } from '../framework/host-classes.js';
import { raisedIn } from '../framework/raised.js';
import type { HostReading } from './host-reading.js';
import { isSamePlace } from './layer-holders.js';
import type { Layer, Level, OperationName } from './layers.js';
import type { LayerPlace, OperationChain } from './operation-chains.js';

const TAKEN = /exist|taken|already|duplicate|conflict|in use|registered|unique/i;

/** Where the blueprint answers for a missing record and for a taken value. */
export function levelsThatAnswer(
  host: HostReading,
  chains: ReadonlyMap<OperationName, OperationChain>,
  places: readonly LayerPlace[],
  chain: readonly Layer[],
): { readonly missing: Level; readonly taken: Level } {
  const levels: readonly Level[] = [...chain.map(({ role }) => role), 'handlers'];
  const levelOf = (
    operations: readonly OperationName[],
    isIt: (status: number | undefined, text: string) => boolean,
  ) => {
    for (const operation of operations) {
      const found = chains.get(operation);
      if (found === undefined) continue;
      for (const [index, all] of scopesByLevel(host, found, places).entries()) {
        const raised = all.flatMap((scope) => raisedIn(scope, host.modules));
        if (raised.some(({ status, statement }) => isIt(status, statement.text))) return levels[index];
      }
    }
    return undefined;
  };
  const missing = levelOf(
    ['get', 'delete', 'update'],
    (status, text) => status === 404 || /NotFound|DoesNotExist/.test(text),
  );
  const taken = levelOf(['create', 'update'], (status, text) => status === 409 || TAKEN.test(text));
  const top = levels.includes('services') ? 'services' : 'handlers';
  const written = (level: Level, operations: readonly OperationName[]): Level =>
    isWritten(chain, level, operations) ? level : 'handlers';
  return {
    missing: missing ?? written(taken ?? top, ['get', 'update', 'delete']),
    taken: written(taken ?? missing ?? top, ['create', 'update']),
  };
}

/** The functions of an operation at each level with the helpers that they call, from the lowest layer to the handler. */
export function scopesByLevel(
  host: HostReading,
  { handler, loader, links }: OperationChain,
  places: readonly LayerPlace[],
): readonly (readonly HostFunction[])[] {
  const layers = places.map((place) => links.filter((link) => isSamePlace(link, place)).map(({ target }) => target));
  const above = [handler, ...(loader === undefined ? [] : [loader])];
  return [...layers, above].map((all) => all.flatMap((scope) => withHelpers(scope, host)));
}

/** Whether a level's operations are written: what a base of the host does by itself, answers for nothing. */
function isWritten(chain: readonly Layer[], level: Level, operations: readonly OperationName[]): boolean {
  const layer = chain.find(({ role }) => role === level);
  return layer === undefined || operations.every((each) => layer.operations[each].supply?.isRight !== true);
}

/** A function with those of its own layer that it calls. */
function withHelpers(scope: HostFunction, { modules }: HostReading): readonly HostFunction[] {
  const own = calleesIn(scope, modules).filter(
    ({ receiver, target }: Callee) =>
      receiver.kind === 'self' || (receiver.kind === 'module' && target.module === scope.module),
  );
  return [scope, ...own.map(({ target }) => target)];
}
