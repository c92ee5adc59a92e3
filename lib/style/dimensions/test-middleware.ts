/** What tests leave out of the application: what refuses clients that call too often, and what puts all answers into something. */
import { middlewareInTheWay, renderingResponse } from '../../framework/test-middleware.js';
import type { Dimension } from '../dimension.js';

export type TestMiddleware = {
  /** The middleware, by its names. */
  readonly names: readonly string[];
  /** The class whose `render` puts answers into something, dotted. */
  readonly response: string | undefined;
  /** What puts answers into something, with its place: the tests do not see what clients do. */
  readonly wrappers: readonly { readonly name: string; readonly at: string }[];
};

export const testMiddleware: Dimension<TestMiddleware> = {
  id: 'test-middleware',
  default: { names: [], response: undefined, wrappers: [] },
  learn({ host, modules, at }) {
    const found = middlewareInTheWay(modules, host.root);
    const response = renderingResponse(modules, host.root);
    const first = found[0] ?? response;
    if (first === undefined) return undefined;
    const wrappers = [
      ...found.filter(({ isWrapper }) => isWrapper),
      ...(response === undefined ? [] : [{ ...response, name: response.type.name }]),
    ];
    return {
      value: {
        names: [...new Set(found.map(({ name }) => name))],
        response: response && `${response.type.module.module}.${response.type.name}`,
        wrappers: wrappers.map(({ name, module, line }) => ({ name, at: at(module, line) })),
      },
      at: at(first.module, first.line),
    };
  },
};
