/** How a dependency is written where there is no alias for it: as the default of a parameter, or in its annotation. */
import { parametersOfHandler } from '../../framework/handler-parameters.js';
import { handlersOf } from '../../framework/handlers.js';
import { type Dimension, type Learned, oneOf } from '../dimension.js';
import { shapesOf } from '../handler-shapes.js';
import type { HostReading } from '../host-reading.js';

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
        const isDependency = !/^(?:skip|limit)$/.test(kind);
        return [{ value, at: host.at(handler.module, node.line), isDependency, isAlias: written === 'alias' }];
      }),
    );
    const dependencies = shown.filter(({ isDependency }) => isDependency);
    const own = dependencies.find(({ isAlias }) => !isAlias);
    if (own !== undefined) return { value: own.value, at: own.at };
    // Where the handlers of records have aliases alone, another one may show what is written without.
    const [first] = [...dependencies, ...shown];
    const other = ofOthers(host);
    return first === undefined || other?.isAlias === false ? other : { value: first.value, at: first.at };
  },
  pin: oneOf('default', 'annotated'),
};

/** As handlers have it that are none of a record: what says who calls a report, or stores by a path of its own. */
function ofOthers({
  blueprint,
  modules,
  at,
}: HostReading): (Learned<Depends> & { readonly isAlias: boolean }) | undefined {
  const all = (blueprint?.routers ?? []).flatMap(handlersOf).flatMap(({ module, node }) =>
    node.type !== 'function_definition'
      ? []
      : parametersOfHandler(module, node, modules)
          .filter(({ given }) => /Depends|Security/.test(given?.kind ?? ''))
          .map(({ written, node: { line } }) => ({ module, written, line })),
  );
  const found = all.find(({ written }) => written !== 'alias') ?? all[0];
  if (found === undefined) return undefined;
  const { module, written, line } = found;
  return { value: written === 'default' ? 'default' : 'annotated', at: at(module, line), isAlias: written === 'alias' };
}
