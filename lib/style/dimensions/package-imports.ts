/** How the modules of a package import each other: by the package's whole name or relatively; its `__init__` may do otherwise. */
import type { Dimension } from '../dimension.js';
import type { ImportStyle } from './imports.js';

export type PackageImports = {
  readonly modules: ImportStyle;
  readonly init: ImportStyle;
  /** Whether only what is in the same folder is imported relatively. */
  readonly isNear?: true;
};

export const packageImports: Dimension<PackageImports> = {
  id: 'package-imports',
  default: { modules: 'absolute', init: 'absolute' },
  learn({ blueprint, at }) {
    const all = (blueprint?.all ?? []).flatMap((module) =>
      module.imports.bindings.flatMap(({ path, form, statement }) => {
        const isOwn = blueprint?.has(path) === true;
        const value: ImportStyle = form.module.startsWith('.') ? 'relative' : 'absolute';
        const isFar = form.module.startsWith('..');
        return isOwn ? [{ value, isFar, isInit: module.isPackage, at: at(module, statement.line) }] : [];
      }),
    );
    const inModules = mostOf(all.filter(({ isInit }) => !isInit));
    const inInit = mostOf(all.filter(({ isInit }) => isInit));
    const shown = inModules ?? inInit;
    if (shown === undefined) return undefined;
    const own = all.filter(({ isInit }) => !isInit);
    const isNear =
      shown.value === 'relative' && !own.some(({ isFar }) => isFar) && own.some(({ value }) => value === 'absolute');
    return {
      value: { modules: shown.value, init: (inInit ?? shown).value, ...(isNear ? { isNear } : {}) },
      at: shown.at,
    };
  },
  pin: {
    expects: '"absolute" or "relative"',
    read: (given) => (given === 'absolute' || given === 'relative' ? { modules: given, init: given } : undefined),
  },
};

type Shown = { readonly value: ImportStyle; readonly at: string };

function mostOf(all: readonly Shown[]): Shown | undefined {
  const relative = all.filter(({ value }) => value === 'relative');
  const value: ImportStyle = relative.length * 2 > all.length ? 'relative' : 'absolute';
  return all.find((each) => each.value === value);
}
