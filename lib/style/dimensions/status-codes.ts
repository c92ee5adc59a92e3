/** How status codes are written, by one name or another or as numbers, and whether a create says that it is one. */

import type { Dimension } from '../dimension.js';
import { shapesOf } from '../handler-shapes.js';
import { type StatusForm, statusForm } from '../status-form.js';

export type StatusCodes = {
  readonly form: StatusForm;
  /** What a create answers: 200 where the blueprint's decorator says nothing. */
  readonly created: 200 | 201;
};

export const statusCodes: Dimension<StatusCodes> = {
  id: 'status-codes',
  default: { form: 'name', created: 201 },
  learn(host) {
    const [create] = shapesOf(host, 'create');
    const given = shapesOf(host, 'create', 'delete', 'update').flatMap(({ handler }) => {
      const code = handler.keywords.get('status_code');
      return code === undefined ? [] : [{ code, handler }];
    });
    const shown = given[0]?.handler ?? create?.handler;
    if (shown === undefined) return undefined;
    const form = given[0] === undefined ? 'name' : statusForm(given[0].handler.module, given[0].code);
    const isSilent =
      create !== undefined && !/201|CREATED/.test(create.handler.keywords.get('status_code')?.text ?? '');
    return {
      value: { form, created: isSilent ? 200 : 201 },
      at: host.at(shown.module, (given[0]?.code ?? shown.decorator).line),
    };
  },
};
