/** Whether a decorator documents what is answered besides: `responses={404: …}`. */
import { type Dimension, oneOf } from '../dimension.js';
import { shapesOf } from '../handler-shapes.js';

export type Responses = 'told' | 'silent';

export const responses: Dimension<Responses> = {
  id: 'responses',
  default: 'told',
  learn(host) {
    const shapes = shapesOf(host, 'get', 'update', 'delete', 'create');
    const shown = shapes.find(({ handler }) => handler.keywords.has('responses')) ?? shapes[0];
    if (shown === undefined) return undefined;
    const { keywords, module, decorator } = shown.handler;
    return { value: keywords.has('responses') ? 'told' : 'silent', at: host.at(module, decorator.line) };
  },
  pin: oneOf('told', 'silent'),
};
