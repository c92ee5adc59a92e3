/** What the blueprint's `__init__` imports of the package itself: `users_router` of `router.router`. */
import { join } from 'node:path';
import { ownNames } from '../../project/module.js';
import type { Dimension } from '../dimension.js';

/** `target` is dotted below the package: `router.router`; `name` is what the `__init__` makes of it. */
export type Export = { readonly name: string; readonly target: string };

export const exports: Dimension<readonly Export[]> = {
  id: 'exports',
  default: [],
  learn({ blueprint, at }) {
    if (blueprint?.layout !== 'folder') return undefined;
    const { folder, all, package: name } = blueprint;
    const init = all.find(({ path }) => path === join(folder, '__init__.py'));
    const bindings = (init?.imports.bindings ?? []).filter(
      ({ path, nested }) => path.startsWith(`${name}.`) && !nested,
    );
    const stars = (init?.imports.stars ?? []).filter(({ path }) => path.startsWith(`${name}.`));
    const targets = [
      ...bindings.map((binding) => ({ name: binding.name, path: binding.path })),
      // A star brings what the module defines; of that the new package has what is its own.
      ...stars.flatMap(({ path }) =>
        all
          .filter(({ module }) => module === path)
          .flatMap((module) => [...ownNames(module).keys()].map((each) => ({ name: each, path: `${path}.${each}` }))),
      ),
    ];
    const value = targets.map((each) => ({ name: each.name, target: each.path.slice(name.length + 1) }));
    const line = [...bindings, ...stars][0]?.statement.line;
    return { value, ...(init && line ? { at: at(init, line) } : {}) };
  },
};
