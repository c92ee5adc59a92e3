/** Whether an import that is to be added would close a circle when Python runs it. */
import type { Module } from './module.js';
import type { Project } from './project.js';

const MOST = 2000;

/**
 * The modules from `imported` back to the importer, the importer last: each imports the next when it is run. Nothing
 * where no such way exists, so that the importer may import it at its top. An import below a function or for type
 * checkers closes no circle; a parent package does only where somebody names it: those of the importer run already.
 */
export function importCircle(project: Project, importer: Module, imported: string): readonly Module[] | undefined {
  const running = modulesRunBy(project, importer.module);
  const named = moduleOf(project, imported);
  const starts = modulesRunBy(project, imported).filter((each) => each === named || !running.includes(each));
  const queue = starts.filter(({ path }) => path !== importer.path);
  const cameFrom = new Map<string, Module | undefined>(queue.map(({ path }) => [path, undefined]));
  for (let module = queue.shift(); module !== undefined && cameFrom.size < MOST; module = queue.shift()) {
    const next = importedAtRunTime(project, module);
    if (next.named.some(({ path }) => path === importer.path)) return [...wayTo(module, cameFrom), importer];
    for (const each of [...next.named, ...next.parents.filter((parent) => !running.includes(parent))]) {
      if (each.path === importer.path || cameFrom.has(each.path)) continue;
      cameFrom.set(each.path, module);
      queue.push(each);
    }
  }
  return undefined;
}

function wayTo(module: Module, cameFrom: ReadonlyMap<string, Module | undefined>): readonly Module[] {
  const way: Module[] = [];
  for (let at: Module | undefined = module; at !== undefined; at = cameFrom.get(at.path)) way.unshift(at);
  return way;
}

type Next = { readonly named: readonly Module[]; readonly parents: readonly Module[] };

const following = new WeakMap<Project, Map<string, Next>>();

/** The modules that a module names in its imports, and their parents, which Python runs before them. */
function importedAtRunTime(project: Project, module: Module): Next {
  const known = following.get(project) ?? new Map<string, Next>();
  following.set(project, known);
  const next = known.get(module.path) ?? nextOf(project, module);
  known.set(module.path, next);
  return next;
}

function nextOf(project: Project, { importsWhenRun }: Module): Next {
  const named = new Set(importsWhenRun.flatMap((path) => moduleOf(project, path) ?? []));
  const run = new Set(importsWhenRun.flatMap((path) => modulesRunBy(project, path)));
  return { named: [...named], parents: [...run].filter((each) => !named.has(each)) };
}

/** The module that a dotted name is, or is in. */
function moduleOf(project: Project, dotted: string): Module | undefined {
  for (const name of [dotted, dotted.slice(0, Math.max(0, dotted.lastIndexOf('.')))]) {
    const file = name === '' ? undefined : project.fileOf(name);
    if (file !== undefined) return project.at(file.path);
  }
  return undefined;
}

/** The packages above a module and the module itself, as Python runs them. */
function modulesRunBy(project: Project, dotted: string): readonly Module[] {
  const parts = dotted.split('.');
  return parts.flatMap((_, index) => {
    const file = project.fileOf(parts.slice(0, index + 1).join('.'));
    return (file && project.at(file.path)) ?? [];
  });
}
