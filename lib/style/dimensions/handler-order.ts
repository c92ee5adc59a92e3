/** The order of the handlers in their file. */
import type { Operation } from '../../framework/operations.js';
import type { Dimension } from '../dimension.js';
import { handlerShapes } from '../handler-shapes.js';

export const handlerOrder: Dimension<readonly Operation[]> = {
  id: 'handler-order',
  default: ['create', 'list', 'get', 'update', 'delete'],
  learn(host) {
    const shapes = [...handlerShapes(host).values()];
    const [first] = shapes;
    if (first === undefined) return undefined;
    const shown = shapes.map(({ operation }) => operation);
    const others = handlerOrder.default.filter((each) => !shown.includes(each));
    return { value: withOthers(shown, others), at: host.at(first.handler.module, first.handler.node.line) };
  },
};

/** What the blueprint lacks comes behind everything that it follows in the standard. */
function withOthers(shown: readonly Operation[], others: readonly Operation[]): readonly Operation[] {
  const all = [...shown];
  for (const each of others) {
    const above = handlerOrder.default.slice(0, handlerOrder.default.indexOf(each));
    all.splice(Math.max(...above.map((other) => all.indexOf(other)), -1) + 1, 0, each);
  }
  return all;
}
