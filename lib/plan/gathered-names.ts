/** Classes that a package imports through those that gather the layers: only what the run has them gather. */
import type { Project } from '../project/project.js';
import type { Style } from '../style/style-values.js';
import type { Change, PackagePlan } from './plan.js';
import type { Draft } from './request.js';

/** Where a package is not registered, nothing of it is gathered. */
export function gatheredStyle(style: Style, { registers, direct = [] }: Draft): Style {
  const gathered = registers ? style.gatheredNames.map((each) => ({ ...each, direct })) : [];
  return { ...style, gatheredNames: gathered };
}

/** The names that the files of a package import from where the run does not put them. */
export function notGathered(plans: readonly PackagePlan[], changes: readonly Change[]): readonly string[] {
  return plans.flatMap(({ host, conventions, files }) => {
    if (conventions === undefined || conventions.gatheredNames.length === 0) return [];
    const code: Project = host.code.with(changes);
    const { importRoot, modules } = conventions;
    const parents = conventions.gatheredNames.map(({ of }) =>
      [importRoot, ...modules[of].split('.').slice(0, -1)].filter(Boolean).join('.'),
    );
    return files.flatMap((path) =>
      (code.at(path)?.imports.bindings ?? []).flatMap(({ path: dotted, form }) => {
        const isThrough = form.kind === 'from' && parents.includes(dotted.slice(0, dotted.lastIndexOf('.')));
        return isThrough && code.define(dotted) === undefined ? [form.name] : [];
      }),
    );
  });
}
