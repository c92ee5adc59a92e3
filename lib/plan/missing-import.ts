/** Imports of a new package's files that no file of the package is for: a habit of the host was misread. */
import type { Project } from '../project/project.js';

export type MissingImport = { readonly path: string; readonly line: number; readonly name: string };

/** The first one. `own` are the modules and the packages that are the package's own, `project` is the host with its files. */
export function missingImport(
  written: readonly string[],
  own: readonly string[],
  project: Project,
): MissingImport | undefined {
  const isOwn = (dotted: string): boolean => own.some((each) => dotted.startsWith(`${each}.`));
  for (const path of written) {
    for (const { form, path: name, statement } of project.at(path)?.imports.bindings ?? []) {
      if (form.kind !== 'from' || !isOwn(name)) continue;
      if (project.define(name) === undefined && project.fileOf(name) === undefined) {
        return { path, line: statement.line, name };
      }
    }
  }
  return undefined;
}
