/** Imports that a registration adds and that would close a circle, so that the application would no longer start. */
import { relative } from 'node:path';
import { importCircle } from '../project/import-circle.js';
import type { Module } from '../project/module.js';
import type { Project } from '../project/project.js';
import { isWithin } from '../python/imports.js';
import type { Refusal } from '../refusal.js';
import type { Host } from '../wiring/host.js';
import type { Change } from './plan.js';

/**
 * What is refused of the imports of new packages that the host's files get. `changes` are all of the run: a new
 * package's own imports may be what closes the circle. A circle that the import of another package closes in the same
 * file is known to work.
 */
export function closedCircles(
  host: Pick<Host, 'code' | 'importRoot'>,
  packages: readonly Owned[],
  changes: readonly Change[],
): readonly Refusal[] {
  const after = host.code.with(changes);
  const prefix = host.importRoot === '' ? '' : `${host.importRoot}.`;
  const below = (dotted: string, isApart: boolean): string =>
    moduleName(after, dotted)
      .slice(prefix.length)
      .replace(isApart ? /[^.]*$/ : /^[^.]*/, '');
  const importers = changes.flatMap(({ path, why }) => {
    const importer = why === 'registration' ? after.at(path) : undefined;
    return importer === undefined ? [] : [{ importer, circleOf: circlesThrough(after, importer) }];
  });
  const written = changes.flatMap(({ path, why }) => (why === 'package' ? (after.at(path) ?? []) : []));
  const all = new Set(written.map(({ path }) => path));
  const inside = written.flatMap((importer) => circleInside(after, importer, all) ?? []).slice(0, 1);
  if (inside.length > 0) return inside;
  return packages.flatMap(({ name, modules }) =>
    importers.flatMap(({ importer, circleOf }) => {
      const ours = modules.length > 0 ? modules : [prefix + name];
      const isOurs = (dotted: string): boolean => ours.some((each) => isWithin(dotted, each));
      const imported = importer.importsWhenRun.filter((path) => path.startsWith(prefix));
      const closed = imported.filter((each) => isOurs(each) && circleOf(each) !== undefined);
      if (closed.length === 0) return [];
      const isApart = modules.length > 0;
      const known = imported.filter((each) => !isOurs(each) && circleOf(each) !== undefined);
      const others = new Set(known.map((each) => below(each, isApart)));
      const closing = closed.find((each) => !others.has(below(each, isApart)));
      return closing === undefined ? [] : [refusalOf(host.code, importer, circleOf(closing) ?? [])];
    }),
  );
}

/** A package by its name, or by its modules where it has no folder of its own. */
export type Owned = { readonly name: string; readonly modules: readonly string[] };

/** A circle that the files of new packages close among themselves. */
function circleInside(after: Project, importer: Module, ours: ReadonlySet<string>): Refusal | undefined {
  for (const path of importer.importsWhenRun) {
    if (!ours.has(after.at(after.fileOf(moduleName(after, path))?.path ?? '')?.path ?? '')) continue;
    const circle = importCircle(after, importer, path);
    if (circle?.every((each) => ours.has(each.path))) return refusalOf(after, importer, circle);
  }
  return undefined;
}

/** The modules from an import of a module back to it, where that closes a circle. Each is looked for once. */
function circlesThrough(project: Project, importer: Module): (dotted: string) => readonly Module[] | undefined {
  const known = new Map<string, readonly Module[] | undefined>();
  return (dotted) => {
    if (!known.has(dotted)) known.set(dotted, importCircle(project, importer, dotted));
    return known.get(dotted);
  };
}

/** The module that a dotted name is, or is in. */
function moduleName(project: Project, dotted: string): string {
  return project.fileOf(dotted) === undefined ? dotted.split('.').slice(0, -1).join('.') : dotted;
}

function refusalOf(project: Project, importer: Module, closed: readonly Module[]): Refusal {
  const chain = [importer, ...closed].map(({ module }) => module);
  const last = closed.at(-2);
  const isOld = last !== undefined && project.at(last.path) !== undefined;
  const back = [...(last?.imports.bindings ?? []), ...(last?.imports.stars ?? [])].find(
    ({ path }) =>
      path === importer.module || project.fileOf(path)?.path === importer.path || isWithin(path, importer.module),
  );
  return {
    id: 'import-circle',
    status: 3,
    reason: `The new package's import in ${relative(project.root, importer.path)} would close a circle of imports: ${chain.join(' → ')}. The application might no longer start.`,
    at: isOld ? { path: last.path, line: back?.statement.line } : { path: importer.path },
    hint: 'Import one of these modules inside a function, or register the package by hand after --no-register.',
  };
}
