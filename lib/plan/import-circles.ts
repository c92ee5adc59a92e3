/** Imports that a registration adds and that would close a circle, so that the application would no longer start. */
import { relative } from 'node:path';
import { importCircle } from '../project/import-circle.js';
import { isInModuleScope, type Module } from '../project/module.js';
import type { Project } from '../project/project.js';
import { isTypeOnly, isWithin } from '../python/imports.js';
import type { Refusal } from '../refusal.js';
import type { Host } from '../wiring/host.js';
import type { Change } from './plan.js';

/**
 * What is refused of the imports of the package that the host's files get. `changes` are all of the run: the new
 * package's own imports may be what closes the circle. A circle that the import of another package closes in the same
 * file is known to work.
 */
export function closedCircles(
  host: Pick<Host, 'code' | 'importRoot'>,
  name: string,
  changes: readonly Change[],
): readonly Refusal[] {
  const after = changes.reduce((project, { path, after: text }) => project.with(path, text), host.code);
  const prefix = host.importRoot === '' ? '' : `${host.importRoot}.`;
  return changes.flatMap(({ path, why }): readonly Refusal[] => {
    const importer = after.at(path);
    if (why !== 'registration' || importer === undefined) return [];
    const below = (dotted: string): string =>
      moduleName(after, dotted)
        .slice(prefix.length)
        .replace(/^[^.]*/, '');
    const all = importedWhenRun(importer).filter((dotted) => dotted.startsWith(prefix));
    const circles = all.filter((dotted) => importCircle(after, importer, dotted) !== undefined);
    const others = new Set(circles.filter((dotted) => !isWithin(dotted, prefix + name)).map(below));
    const closing = circles.find((dotted) => isWithin(dotted, prefix + name) && !others.has(below(dotted)));
    const closed = closing === undefined ? undefined : importCircle(after, importer, closing);
    return closed === undefined ? [] : [refusalOf(host.code, importer, closed)];
  });
}

/** The module that a dotted name is, or is in. */
function moduleName(project: Project, dotted: string): string {
  return project.fileOf(dotted) === undefined ? dotted.split('.').slice(0, -1).join('.') : dotted;
}

function importedWhenRun({ imports }: Module): readonly string[] {
  return [...imports.bindings, ...imports.stars].flatMap(({ path, statement }) =>
    isInModuleScope(statement) && !isTypeOnly(statement) ? [path] : [],
  );
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
