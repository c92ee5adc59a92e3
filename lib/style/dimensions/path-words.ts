/** What the blueprint's paths say of what is done: `create` of `/users/create`, `update` of `/users/update/{user_id}`. */
import { saidBy } from '../../framework/handlers.js';
import { namePattern, nounsOf } from '../../naming/name-pattern.js';
import { singular } from '../../naming/names.js';
import type { Dimension } from '../dimension.js';
import { handlerShapes } from '../handler-shapes.js';
import type { OperationName } from '../layers.js';
import { mainModel } from '../main-model.js';

export type PathWord = {
  /** A pattern: `create`, `update_{one}`. */
  readonly pattern: string;
  /** Whether it is behind the key: `/{user_id}/update`. */
  readonly isBehind: boolean;
};

export type PathWords = Readonly<Partial<Record<OperationName, PathWord>>>;

export const pathWords: Dimension<PathWords> = {
  id: 'path-words',
  default: {},
  learn(host) {
    const shapes = handlerShapes(host);
    const nouns = nounsOf(mainModel(host)?.name, host.host.blueprint ?? '');
    const found = [...shapes.values()].flatMap(({ operation, handler }) => {
      const said = saidBy(handler, singular);
      if (said?.operation !== operation) return [];
      return [{ operation, said, word: { pattern: namePattern(said.words, nouns), isBehind: said.isBehind }, handler }];
    });
    const [first] = found;
    if (first === undefined) return undefined;
    // What the blueprint cannot do is said as the others are.
    const changes = found.filter(({ operation }) => operation === 'update' || operation === 'delete');
    const like = (operation: OperationName): readonly (readonly [OperationName, PathWord])[] => {
      const [one] = changes;
      if (one === undefined || shapes.has(operation)) return [];
      const pattern = one.word.pattern.replace(/^[a-z]+/, operation);
      return [[operation, { ...one.word, pattern }]];
    };
    return {
      value: Object.fromEntries([
        ...like('update'),
        ...like('delete'),
        ...found.map(({ operation, word }) => [operation, word] as const),
      ]),
      at: host.at(first.handler.module, first.handler.decorator.line),
    };
  },
};
