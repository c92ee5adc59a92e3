/** By layer: which modules import classes of another layer from the package that gathers them: `from app.models import User`. */
import type { Role } from '../../backend/features.js';
import type { Dimension } from '../dimension.js';

export type GatheredNames = {
  readonly from: Role;
  readonly of: Role;
  /** Names of the new package that are not gathered, so that they are imported from where they are defined. */
  readonly direct?: readonly string[];
};

export const gatheredNames: Dimension<readonly GatheredNames[]> = {
  id: 'gathered-names',
  default: [],
  learn({ blueprint, modules, at }) {
    if (blueprint?.layout !== 'layers') return undefined;
    const { parts } = blueprint.byLayer;
    const found = parts.flatMap(({ role: from, file }) => {
      const module = modules.at(file.path);
      const bindings = module?.imports.bindings ?? [];
      return parts.flatMap(({ role: of, file: other, isShared }) => {
        if (module === undefined || isShared || other.path === file.path) return [];
        const parent = other.module.slice(0, other.module.lastIndexOf('.'));
        const classes = bindings.filter(({ path, form, nested, typeOnly }) => {
          if (form.kind !== 'from' || nested || typeOnly || !/^[A-Z]/.test(form.name)) return false;
          return path.startsWith(`${parent}.`) && modules.define(path)?.module.path === other.path;
        });
        const through = classes.filter(({ path }) => path.slice(0, path.lastIndexOf('.')) === parent);
        const [first] = through;
        if (first === undefined || through.length * 2 <= classes.length) return [];
        return [{ from, of, at: at(module, first.statement.line) }];
      });
    });
    const [first] = found;
    return first && { value: found.map(({ from, of }) => ({ from, of })), at: first.at };
  },
};
