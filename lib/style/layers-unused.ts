/** The layers of a backend by layer whose handlers store no record: those of the standard that its folders have a place for. */
import { byOperation } from '../framework/operations.js';
import { isRefusal } from '../refusal.js';
import { type Learned, learnedOf } from './dimension.js';
import { layout } from './dimensions/layout.js';
import type { HostReading } from './host-reading.js';
import { operationByPattern } from './layer-operations.js';
import type { Layer, Layers } from './layers.js';

/** Queries of the handlers themselves where there is no file for a layer, functions where there is one for `crud` alone. */
export function layersUnused(host: HostReading): Learned<Layers> | undefined {
  const found = learnedOf(layout, host);
  if (found === undefined || isRefusal(found) || found.value.kind !== 'layers') return undefined;
  const between = found.value.roles.filter((role) => role === 'crud' || role === 'services');
  if (between.length === 0) return { value: through([]) };
  const [role] = between;
  const modules = host.blueprint?.of('crud') ?? [];
  const areFunctions = modules.every(({ tree }) => tree.root.named.every(({ type }) => type !== 'class_definition'));
  return between.length === 1 && role === 'crud' && areFunctions ? { value: through([FUNCTIONS]) } : undefined;
}

const FUNCTIONS: Layer = {
  role: 'crud',
  holder: { kind: 'functions', isByModule: false },
  doc: undefined,
  base: undefined,
  opens: undefined,
  operations: byOperation((operation) => operationByPattern(operation, new Map(), true)),
  isTyped: true,
  listType: 'list',
  order: [],
};

function through(chain: readonly Layer[]): Layers {
  return {
    kind: 'chain',
    chain,
    missing: 'handlers',
    taken: 'handlers',
    writes: { commits: chain[0]?.role ?? 'handlers', isFlushed: false, isReadBehind: true },
    session: 'db',
    variable: '{one}',
    loader: undefined,
    unit: undefined,
  };
}
