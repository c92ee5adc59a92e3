import { LIBRARIES } from '../../lib/framework/libraries.js';
import type { Plan } from '../../lib/plan/plan.js';
import type { HostFiles } from '../../lib/project/files.js';
import { parsedFiles } from '../../lib/project/parsed-files.js';
import { openProject, type Project } from '../../lib/project/project.js';
import { loadParser } from '../../lib/python/syntax.js';

const parser = await loadParser();

/** Files that exist only here, by their absolute paths. */
export function inMemory(texts: Readonly<Record<string, string>>): HostFiles {
  const below = (folder: string): readonly string[] =>
    Object.keys(texts).filter((path) => path.startsWith(`${folder}/`));
  return {
    bytes: (path) => {
      const text = texts[path];
      return text === undefined ? undefined : new TextEncoder().encode(text);
    },
    list: (folder) =>
      [...new Set(below(folder).map((path) => path.slice(folder.length + 1).split('/')[0] ?? ''))].sort(),
    canWrite: (path) => texts[path] !== undefined,
    real: (path) => path,
    lstat: (path) => {
      const text = texts[path];
      if (text !== undefined) return { kind: 'file', links: 1, size: text.length };
      return below(path).length > 0 ? { kind: 'folder', links: 1, size: 0 } : undefined;
    },
  };
}

/** What the files that a plan creates and edits are with it; nothing is changed where there is no plan. */
export function changedBy(plan: Plan | undefined): Readonly<Record<string, string>> {
  return Object.fromEntries((plan?.changes ?? []).map(({ path, after }) => [path, after]));
}

/** A project of files that exist only here. */
export function projectIn(texts: Readonly<Record<string, string>>, root = '/b'): Project {
  return openProject(parsedFiles(inMemory(texts), parser), root, LIBRARIES);
}
