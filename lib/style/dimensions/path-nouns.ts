/** Which operations have the singular in their paths where the list has the plural: `/user/{user_id}` of `/users`. */
import { saidBy } from '../../framework/handlers.js';
import type { Operation } from '../../framework/operations.js';
import { singular } from '../../naming/names.js';
import type { Dimension } from '../dimension.js';
import { type HandlerShape, handlerShapes } from '../handler-shapes.js';

export const pathNouns: Dimension<readonly Operation[]> = {
  id: 'path-nouns',
  default: [],
  learn(host) {
    const shapes = handlerShapes(host);
    const list = shapes.get('list');
    const many = list && nounIn(list);
    if (many === undefined || singular(many) === many) return undefined;
    const isSingular = (shape: HandlerShape): boolean => nounIn(shape) === singular(many);
    const shown = [...shapes.values()].filter(isSingular);
    const [first] = shown;
    if (first === undefined) return undefined;
    const records = RECORDS.flatMap((each) => shapes.get(each) ?? []);
    const create = shapes.get('create');
    return {
      value: [
        ...(create !== undefined && isSingular(create) ? (['create'] as const) : []),
        // A record has one path.
        ...(records.length > 0 && records.every(isSingular) ? RECORDS : []),
      ],
      at: host.at(first.handler.module, first.handler.decorator.line),
    };
  },
};

const RECORDS = ['get', 'update', 'delete'] as const;

/** What a path calls its records: `users` of `/api/users` and of `/api/users/{user_id}`. */
function nounIn({ handler }: HandlerShape): string | undefined {
  return /([\w-]+)(?:\/\{[^{}]*\})?\/?$/.exec(saidBy(handler, singular)?.path ?? handler.path ?? '')?.[1];
}
