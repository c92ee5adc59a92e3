/** The status that the blueprint's decorators say of each operation, and how: by one name or another, or as a number. */

import type { Dimension } from '../dimension.js';
import { shapesOf } from '../handler-shapes.js';
import type { OperationName } from '../layers.js';
import { type StatusForm, statusForm, successOf } from '../status-form.js';

export type StatusCodes = {
  readonly form: StatusForm;
  /** What an operation answers; nothing where its decorator says nothing, which is 200. */
  readonly said: Readonly<Partial<Record<OperationName, number>>>;
};

export const statusCodes: Dimension<StatusCodes> = {
  id: 'status-codes',
  default: { form: 'name', said: { create: 201 } },
  learn(host) {
    const shapes = shapesOf(host, 'create', 'delete', 'update', 'get', 'list');
    const given = shapes.flatMap(({ operation, handler }) => {
      const code = handler.keywords.get('status_code');
      return code === undefined ? [] : [{ operation, code, handler, number: successOf(code) }];
    });
    const [first] = given;
    const shown = first?.handler ?? shapes.find(({ operation }) => operation === 'create')?.handler;
    if (shown === undefined) return undefined;
    // Whether nothing is answered is another question, of deletes alone.
    const said = given.flatMap(({ operation, number }) =>
      number === undefined || number === 204 ? [] : [[operation, number] as const],
    );
    const lacks = (operation: OperationName): boolean => !shapes.some((each) => each.operation === operation);
    const isSaid = said.some(([operation, number]) => number === 200 && READING.includes(operation));
    return {
      value: {
        form: first === undefined ? 'name' : statusForm(first.handler.module, first.code),
        said: {
          ...(lacks('create') ? { create: 201 } : {}),
          ...Object.fromEntries(isSaid ? READING.filter(lacks).map((operation) => [operation, 200]) : []),
          ...Object.fromEntries(said),
        },
      },
      at: host.at(shown.module, (first?.code ?? shown.decorator).line),
    };
  },
};

/** A team that says the 200 of one of them says it of all. */
const READING: readonly OperationName[] = ['list', 'get', 'update'];
