/** How a dependency is written where there is no alias for it: as the default of a parameter, or in its annotation. */
import { type Dimension, oneOf } from '../dimension.js';
import { shapesOf } from '../handler-shapes.js';

export type Depends = 'default' | 'annotated';

export const depends: Dimension<Depends> = {
  id: 'depends',
  default: 'annotated',
  learn(host) {
    const shown = shapesOf(host, 'create', 'get', 'update', 'delete', 'list').flatMap(({ handler, parameters }) =>
      parameters.flatMap(({ kind, written, node }) => {
        if (kind === 'other' || written === 'bare') return [];
        // An alias is an annotation too.
        const value: Depends = written === 'default' ? 'default' : 'annotated';
        return [{ value, at: host.at(handler.module, node.line), isDependency: !/^(?:skip|limit)$/.test(kind) }];
      }),
    );
    const dependencies = shown.filter(({ isDependency }) => isDependency);
    const [first] = dependencies.length > 0 ? dependencies : shown;
    return first && { value: first.value, at: first.at };
  },
  pin: oneOf('default', 'annotated'),
};
