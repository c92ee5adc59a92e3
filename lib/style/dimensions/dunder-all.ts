/** Which files of a package list their names in `__all__`: the module of the models, and the `__init__`. */
import { assignments } from '../../python/find.js';
import { type Dimension, oneOf, type Pin } from '../dimension.js';

export type DunderAll = { readonly models: boolean; readonly init: boolean };

const word: Pin<'always' | 'never'> = oneOf('always', 'never');

export const dunderAll: Dimension<DunderAll> = {
  id: 'dunder-all',
  default: { models: true, init: true },
  learn({ blueprint, at }) {
    const models = blueprint?.of('models') ?? [];
    const inits = (blueprint?.all ?? []).filter(({ isPackage, imports }) => isPackage && imports.bindings.length > 0);
    const [shown = inits[0]] = models;
    if (shown === undefined) return undefined;
    const listing = (of: readonly (typeof shown)[]): readonly (readonly [typeof shown, number])[] =>
      of.flatMap((module) => {
        const all = assignments(module.tree.root).find(({ name }) => name === '__all__');
        return all === undefined ? [] : [[module, all.node.line] as const];
      });
    const inModels = listing(models);
    const inInits = listing(inits);
    const [module, line] = inModels[0] ?? inInits[0] ?? [shown, 1];
    return {
      value: { models: inModels.length > 0, init: inits.length === 0 || inInits.length > 0 },
      at: at(module, line),
    };
  },
  pin: {
    expects: word.expects,
    read(given) {
      const value = word.read(given);
      return value && { models: value === 'always', init: value === 'always' };
    },
  },
};
