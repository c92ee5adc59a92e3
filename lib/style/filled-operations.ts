/** What the operations ask for that a blueprint lacks: as much as those that are most like them. */
import type { Operation } from '../framework/operations.js';

/** An operation that the blueprint lacks asks for as much as the one that is most like it. */
export function fillIn<Asked>(operations: Partial<Record<Operation, Asked>>, shown: ReadonlySet<Operation>): void {
  const like: readonly (readonly [Operation, Operation])[] = [
    ['delete', 'update'],
    ['update', 'delete'],
    ['create', 'update'],
    ['get', 'list'],
    ['list', 'get'],
  ];
  for (const [operation, other] of like) {
    const guards = operations[other];
    if (!shown.has(operation) && guards !== undefined) operations[operation] = guards;
  }
  if (shown.has('update') || shown.has('delete')) return;
  // Whoever may not read a record may not add one, and whoever may not do that may not change or delete one either.
  const reading = operations.get ?? operations.list;
  if (!shown.has('create') && reading !== undefined) operations.create ??= reading;
  const least = operations.create ?? reading;
  if (least === undefined) return;
  operations.update ??= least;
  operations.delete ??= least;
}
