/** What the handlers of a feature do with its records. */

export const OPERATIONS = ['list', 'get', 'create', 'update', 'delete'] as const;

export type Operation = (typeof OPERATIONS)[number];

/** One value for each operation. */
export function byOperation<Value>(of: (operation: Operation) => Value): Readonly<Record<Operation, Value>> {
  return { list: of('list'), get: of('get'), create: of('create'), update: of('update'), delete: of('delete') };
}
