/** How the blueprint's modules import each other's classes: `from .models import User`, or `from . import models`. */
import { type Dimension, oneOf } from '../dimension.js';

export type OwnImports = 'modules' | 'names';

export const ownImports: Dimension<OwnImports> = {
  id: 'own-imports',
  default: 'modules',
  learn({ blueprint, modules, at }) {
    if (blueprint === undefined) return undefined;
    const holding = new Set([...blueprint.of('models'), ...blueprint.of('schemas')].map(({ path }) => path));
    const shown = blueprint.all.flatMap((module) =>
      module.isPackage || holding.has(module.path)
        ? []
        : module.imports.bindings.flatMap(({ path, statement, nested }): readonly Shown[] => {
            const definition = nested ? undefined : modules.define(path);
            if (definition === undefined || !holding.has(definition.module.path)) return [];
            const value = definition.name === undefined ? 'modules' : 'names';
            return [{ value, at: at(module, statement.line) }];
          }),
    );
    const count = (word: OwnImports): number => shown.filter(({ value }) => value === word).length;
    const most = count('names') > count('modules') ? 'names' : 'modules';
    return shown.find(({ value }) => value === most);
  },
  pin: oneOf('modules', 'names'),
};

type Shown = { readonly value: OwnImports; readonly at: string };
