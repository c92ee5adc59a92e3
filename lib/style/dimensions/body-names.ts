/** What a handler calls the body that a client sends: `data`, `payload`, `{one}_in`. */
import { lastWordPattern, nounsOf } from '../../naming/name-pattern.js';
import type { Dimension } from '../dimension.js';
import { handlerShapes } from '../handler-shapes.js';
import { mainModel } from '../main-model.js';
import { asCreate, forOperation } from '../operation-name.js';

export type BodyNames = { readonly create: string; readonly update: string };

export const bodyNames: Dimension<BodyNames> = {
  id: 'body-names',
  default: { create: 'data', update: 'changes' },
  learn(host) {
    const nouns = nounsOf(mainModel(host)?.name, host.host.blueprint ?? '');
    const found = (['create', 'update'] as const).map((operation) => {
      const shape = handlerShapes(host).get(operation);
      const body = shape?.parameters.find(({ kind }) => kind === 'body');
      return (
        shape &&
        body && { name: lastWordPattern(asCreate(body.name), nouns), at: host.at(shape.handler.module, body.node.line) }
      );
    });
    const [create, update] = found;
    const shown = create ?? update;
    if (shown === undefined) return undefined;
    // The written standard's blueprint.
    if (create?.name === '{one}' && update?.name === 'changes') return undefined;
    return {
      value: {
        create: create?.name ?? forOperation(shown.name, 'create'),
        update: update?.name ?? forOperation(shown.name, 'update'),
      },
      at: shown.at,
    };
  },
};
