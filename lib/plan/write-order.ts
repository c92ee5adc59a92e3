/** The order in which files are written, so that the application can be imported after each of them. */
import { isInModuleScope, type Module } from '../project/module.js';
import type { Project } from '../project/project.js';
import type { Change, Plan } from './plan.js';

/** What a file imports comes before it; files that import each other stay in the order of the plan. */
export function inWritingOrder({ changes, packages }: Plan): readonly Change[] {
  const at = new Map(changes.map((change) => [change.path, change]));
  const places = new Map(changes.map((change, index) => [change, index]));
  const order = (change: Change): number => places.get(change) ?? 0;
  const needed = new Map<Change, readonly Change[]>();
  for (const base of new Set(packages.map(({ host }) => host.code))) {
    const code = base.with(changes);
    for (const change of changes) {
      const others = [...importedPaths(code, code.at(change.path))].flatMap((path) => at.get(path) ?? []);
      const inPlan = others.filter((each) => each !== change).sort((left, right) => order(left) - order(right));
      needed.set(change, [...(needed.get(change) ?? []), ...inPlan]);
    }
  }
  const ordered = new Set<Change>();
  const begun = new Set<Change>();
  const place = (change: Change): void => {
    if (begun.has(change)) return;
    begun.add(change);
    for (const each of needed.get(change) ?? []) place(each);
    ordered.add(change);
  };
  for (const change of changes) place(change);
  return [...ordered];
}

/** The files that are run when a module is imported, without what those import. */
function importedPaths(code: Project, module: Module | undefined): ReadonlySet<string> {
  if (module === undefined) return new Set();
  const { bindings, stars } = module.imports;
  const run = [...bindings, ...stars].filter(({ typeOnly, statement }) => !typeOnly && isInModuleScope(statement));
  return new Set(
    run.flatMap(({ path }) => {
      const parts = path.split('.');
      return parts.flatMap((_, index) => code.fileOf(parts.slice(0, index + 1).join('.'))?.path ?? []);
    }),
  );
}
