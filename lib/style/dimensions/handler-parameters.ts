/** The order of a handler's parameters, and whether they are behind a `*`. */
import { byOperation, type Operation } from '../../framework/operations.js';
import type { Dimension } from '../dimension.js';
import { type HandlerShape, handlerShapes, type ParameterKind } from '../handler-shapes.js';
import { orderedLike } from '../ordered.js';

/** `holder` is what the handler calls on: the session, or an object; `record` also means its key. */
export type HandlerParameterKind = 'holder' | 'record' | 'body' | 'user' | 'skip' | 'limit';

export type HandlerParameters = Readonly<
  Record<Operation, { readonly order: readonly HandlerParameterKind[]; readonly isStarred: boolean }>
>;

const LIST = { order: ['holder', 'user', 'skip', 'limit', 'record', 'body'], isStarred: false } as const;
const ONE = { order: ['holder', 'user', 'record', 'body', 'skip', 'limit'], isStarred: false } as const;

export const handlerParameters: Dimension<HandlerParameters> = {
  id: 'handler-parameters',
  default: { list: LIST, get: ONE, create: ONE, update: ONE, delete: ONE },
  learn(host) {
    const shapes = handlerShapes(host);
    const [first] = [...shapes.values()];
    if (first === undefined) return undefined;
    const ordered = (operation: Operation): HandlerParameters[Operation] => {
      const like = LIKE[operation].flatMap((each) => shapes.get(each) ?? []);
      const own = shapes.get(operation);
      return {
        order: orderOf(operation, [...(own === undefined ? [] : [own]), ...like]),
        isStarred: isStarred(own ?? like[0]),
      };
    };
    const value = byOperation(ordered);
    return { value, at: host.at(first.handler.module, first.handler.node.line) };
  },
};

/** What shows the order of an operation that the blueprint lacks, or of a parameter that its handler does not have. */
const LIKE: Readonly<Record<Operation, readonly Operation[]>> = {
  list: ['get', 'create', 'update', 'delete'],
  get: ['delete', 'update', 'create', 'list'],
  create: ['update', 'delete', 'get', 'list'],
  update: ['create', 'delete', 'get', 'list'],
  delete: ['get', 'update', 'create', 'list'],
};

const KINDS: Readonly<Partial<Record<ParameterKind, HandlerParameterKind>>> = {
  session: 'holder',
  object: 'holder',
  key: 'record',
  record: 'record',
  body: 'body',
  user: 'user',
  skip: 'skip',
  paging: 'skip',
  limit: 'limit',
};

function orderOf(operation: Operation, shapes: readonly HandlerShape[]): readonly HandlerParameterKind[] {
  const shown = shapes.map(({ parameters }) => [...new Set(parameters.flatMap(({ kind }) => KINDS[kind] ?? []))]);
  return orderedLike(shown, handlerParameters.default[operation].order);
}

const isStarred = (shape: HandlerShape | undefined): boolean => shape?.parameters[0]?.isNamedOnly === true;
