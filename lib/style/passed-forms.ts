/** In which form a layer is given what was sent, where the layer above it has that in another form already. */
import type { DataForm, Layer, LayerOperation } from './layers.js';

/** The layers from the bottom up: what is no schema any more above is none below. */
export function withPassedForms(chain: readonly Layer[]): readonly Layer[] {
  const last = chain.at(-1);
  return chain.map((layer) =>
    layer === last || last === undefined
      ? layer
      : {
          ...layer,
          operations: {
            ...layer.operations,
            create: passed(layer.operations.create, last.operations.create),
            update: passed(layer.operations.update, last.operations.update),
          },
        },
  );
}

/** The dict of keywords that a function gathers is passed on as one. */
const PASSED: Readonly<Record<DataForm, DataForm>> = {
  schema: 'schema',
  dict: 'dict',
  keywords: 'dict',
  record: 'record',
};

function passed(below: LayerOperation, above: LayerOperation): LayerOperation {
  const data = PASSED[above.data];
  if (below.data !== 'schema' || below.supply !== undefined || data === 'schema') return below;
  const name = above.parameters.find(({ kind }) => kind === 'data')?.name ?? 'data';
  const isFree = below.parameters.every((each) => each.kind === 'data' || each.name !== name);
  const parameters = below.parameters.map((each) =>
    each.kind === 'data' ? { ...each, name: isFree ? name : 'data' } : each,
  );
  return { ...below, data, parameters };
}
