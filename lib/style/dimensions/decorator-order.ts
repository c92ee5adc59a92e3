/** The order of what a decorator says besides the path: `response_model`, `status_code`, `responses`, `summary`. */
import type { Dimension } from '../dimension.js';
import { shapesOf } from '../handler-shapes.js';
import { orderedLike } from '../ordered.js';

const STANDARD = [
  'name',
  'response_model',
  'status_code',
  'responses',
  'summary',
  'description',
  'response_description',
  'operation_id',
  'dependencies',
  'tags',
] as const;

export type DecoratorKeyword = (typeof STANDARD)[number];

export const decoratorOrder: Dimension<readonly DecoratorKeyword[]> = {
  id: 'decorator-order',
  default: STANDARD,
  learn(host) {
    const shapes = shapesOf(host, 'create', 'update', 'get', 'list', 'delete');
    const [first] = shapes.filter(({ handler }) => handler.keywords.size > 0);
    if (first === undefined) return undefined;
    // What the handler with the most of them shows counts first.
    const most = [...shapes].sort((left, right) => right.handler.keywords.size - left.handler.keywords.size);
    const places = most.map(({ handler }) => known([...handler.keywords.keys()]));
    const value = orderedLike(places, STANDARD);
    return { value, at: host.at(first.handler.module, first.handler.decorator.line) };
  },
};

const known = (words: readonly string[]): readonly DecoratorKeyword[] =>
  words.flatMap((word) => STANDARD.find((each) => each === word) ?? []);
