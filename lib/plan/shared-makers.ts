/** What the files of the host for all features are to have for the models of a package: what makes the objects of its layers. */
import { humanWords } from '../naming/names.js';
import { context, modelWords, type PackageNames } from '../package/context.js';
import { chainOf, type NamedLayer } from '../package/layers.js';
import type { NewPackage } from '../registration/register.js';
import type { SharedMaker } from '../style/layers.js';
import type { Style } from '../style/style-values.js';

type Made = { readonly shared: SharedMaker; readonly maker: unknown; readonly alias: string | undefined };

export function makersFor(names: Omit<PackageNames, 'path'>, conventions: Style): Pick<NewPackage, 'makers'> {
  const around = context({ ...names, path: '' }, 'api.py', conventions);
  const makers = names.models.flatMap((spec) => {
    const layers = chainOf(around, spec)?.layers ?? [];
    const pairs = layers.flatMap((layer, level) => pairsOf(layer, layers[level - 1]));
    const { title, collection } = modelWords(around, spec);
    const nouns = { one: title.charAt(0).toLowerCase() + title.slice(1), many: humanWords(collection) };
    return layers.flatMap((layer) => {
      const made = madeElsewhere(layer);
      if (made === undefined) return [];
      const { shared, maker, alias } = made;
      const wanted = [
        [shared.maker, maker],
        [shared.alias, alias],
      ] as const;
      return wanted.flatMap(([from, to]) =>
        from === undefined || typeof to !== 'string' ? [] : [{ path: shared.path, from, to, names: pairs, nouns }],
      );
    });
  });
  return makers.length === 0 ? {} : { makers };
}

/** Where the makers of all features are. */
export function sharedMakersOf({ layers }: Style): readonly SharedMaker[] {
  return layers.kind === 'chain' ? layers.chain.flatMap((layer) => madeElsewhere(layer)?.shared ?? []) : [];
}

function madeElsewhere({ holder }: Pick<NamedLayer, 'holder'>): Made | undefined {
  const reached = holder.kind === 'object' && holder.reached.kind === 'dependency' ? holder.reached : undefined;
  return reached?.shared && { shared: reached.shared, maker: reached.maker, alias: reached.alias };
}

/** The blueprint's names and the package's own for them. */
function pairsOf(layer: NamedLayer, below: NamedLayer | undefined): readonly (readonly [string, string])[] {
  const { holder } = layer;
  if (holder.kind !== 'object' || holder.reached.kind !== 'dependency' || holder.reached.shared === undefined)
    return [];
  const { shared, maker, alias, parameter } = holder.reached;
  const lower = below?.holder.kind === 'object' ? below.holder.name : undefined;
  const all = [
    [shared.type, holder.name],
    [shared.maker, typeof maker === 'string' ? maker : undefined],
    [shared.alias, alias],
    [shared.parameter, parameter],
    [shared.keyword, holder.takes?.name],
    [shared.below, lower],
  ] as const;
  return all.flatMap(([from, to]) => (from === undefined || to === undefined ? [] : [[from, to] as const]));
}
