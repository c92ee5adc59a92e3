/** A layer that inherits its operations from a class of the host: a package cannot be given such a base yet. */
import { targetOf } from '../framework/base-and-session.js';
import { childOf } from '../python/syntax.js';
import type { Refusal } from '../refusal.js';
import type { HostReading } from './host-reading.js';
import type { LayerPlace } from './operation-chains.js';

export function inheritedLayer({ modules, place }: HostReading, places: readonly LayerPlace[]): Refusal | undefined {
  for (const each of places) {
    if (each.kind === 'module') continue;
    const { module, node, name } = each.type;
    const bases = childOf(node, 'superclasses')?.named.filter(({ type }) => type !== 'keyword_argument') ?? [];
    const base = bases.find((written) => {
      const target = targetOf(module, written.type === 'subscript' ? (childOf(written, 'value') ?? written) : written);
      return target !== undefined && modules.define(target)?.node.type === 'class_definition';
    });
    if (base === undefined) continue;
    return {
      id: 'layers-generic',
      status: 3,
      at: place(module, node.line),
      reason: `${name} inherits from ${base.text}, and a class with such a base is not written yet.`,
    };
  }
  return undefined;
}
