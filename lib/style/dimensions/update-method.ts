/** The verb that changes a record: PATCH or PUT. */
import { type Dimension, oneOf } from '../dimension.js';
import { shapesOf } from '../handler-shapes.js';

export type UpdateMethod = 'patch' | 'put';

export const updateMethod: Dimension<UpdateMethod> = {
  id: 'update-method',
  default: 'patch',
  learn(host) {
    const [shown] = shapesOf(host, 'update');
    if (shown === undefined) return undefined;
    const { method, module, decorator } = shown.handler;
    return { value: method === 'put' ? 'put' : 'patch', at: host.at(module, decorator.line) };
  },
  pin: oneOf('patch', 'put'),
};
