/** The modules of a project that are reached from some of them by their imports. */
import type { ImportBinding } from '../python/imports.js';
import type { Module } from './module.js';
import type { Project } from './project.js';

const MOST = 1500;

/** The dotted names whose modules an import may run: each parent, the module itself, and a submodule that it names. */
function names({ path }: Pick<ImportBinding, 'path'>): readonly string[] {
  const parts = path.split('.');
  return parts.map((_, index) => parts.slice(0, index + 1).join('.'));
}

/**
 * The modules of the host that a module imports, directly or through others, itself first. `goesOn` says whether the
 * imports of a module are followed.
 */
export function reach(
  modules: Project,
  start: readonly Module[],
  goesOn: (module: Module) => boolean,
): readonly Module[] {
  const seen = new Set<string>(start.map(({ path }) => path));
  const found: Module[] = [...start];
  for (let index = 0; index < found.length && found.length < MOST; index += 1) {
    const module = found[index];
    if (module === undefined || !(start.includes(module) || goesOn(module))) continue;
    const imported = [
      ...module.imports.bindings.filter(({ typeOnly }) => !typeOnly),
      ...module.imports.stars.filter(({ typeOnly }) => !typeOnly),
    ];
    for (const name of imported.flatMap(names)) {
      const file = modules.fileOf(name);
      if (file === undefined || seen.has(file.path)) continue;
      seen.add(file.path);
      const next = modules.at(file.path);
      if (next !== undefined) found.push(next);
    }
  }
  return found;
}
