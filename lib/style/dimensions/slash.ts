/** What is behind the path of a collection: `/users` or `/users/`. */

import { blueprintRecords } from '../blueprint-handlers.js';
import { type Dimension, oneOf } from '../dimension.js';

export const slash: Dimension<'' | '/'> = {
  id: 'slash',
  default: '',
  learn({ blueprint, at }) {
    if (blueprint === undefined) return undefined;
    const found = blueprintRecords(blueprint);
    // Where the two contradict each other, creating a record shows more of how the collection is called.
    const handler = found.get('create') ?? found.get('list');
    if (handler?.path === undefined) return undefined;
    return { value: handler.path.endsWith('/') ? '/' : '', at: at(handler.module, handler.decorator.line) };
  },
  pin: oneOf('', '/'),
};
