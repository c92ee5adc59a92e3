/** The folders of a project: how far up it goes, where its settings are, and where Python imports from. */
import { basename, dirname, join } from 'node:path';
import { readImports } from '../python/imports.js';
import type { PythonTree } from '../python/syntax.js';
import type { HostFiles } from './files.js';
import { foldersUpward, isFile } from './paths.js';

/** The folder with `.git` that `start` is in; without one nothing. */
function repositoryOf(files: Pick<HostFiles, 'lstat'>, start: string): string | undefined {
  for (let folder = start; ; folder = dirname(folder)) {
    if (files.lstat(join(folder, '.git')) !== undefined) return folder;
    if (dirname(folder) === folder) return undefined;
  }
}

const MARKS = ['pyproject.toml', 'setup.cfg', 'setup.py', 'requirements.txt', 'Pipfile', 'alembic.ini'];
const FARTHEST = 6;

/**
 * The folder above which nothing is looked at: the repository; without one the outermost folder near `start` that says
 * how a project is built, or the first that is no Python package.
 */
export function topOf(files: Pick<HostFiles, 'lstat'>, start: string): string {
  const repository = repositoryOf(files, start);
  if (repository !== undefined) return repository;
  const folders = [start];
  for (
    let folder = dirname(start);
    folder !== dirname(folder) && folders.length <= FARTHEST;
    folder = dirname(folder)
  ) {
    folders.push(folder);
  }
  const isMarked = (folder: string): boolean => MARKS.some((mark) => isFile(files, join(folder, mark)));
  const isPackage = (folder: string): boolean => isFile(files, join(folder, '__init__.py'));
  return folders.findLast(isMarked) ?? folders.find((folder) => !isPackage(folder)) ?? start;
}

/** The nearest folder from the root up to the top with a file that says how the project is built; else the root. */
export function projectOf(files: HostFiles, root: string, top: string): string {
  const isMarked = (folder: string): boolean => MARKS.some((mark) => isFile(files, join(folder, mark)));
  return foldersUpward(root, top).find(isMarked) ?? root;
}

/**
 * The folder that a file's own imports are relative to, between the file and `top`: the one below which most of them
 * are found. A file that shows nothing else is taken by its relative imports and the packages that it is in.
 */
export function importFolder(files: HostFiles, top: string, path: string, tree: PythonTree): string {
  const { bindings, stars } = readImports(tree, { name: 'a.b.c.d.e.f.g', isPackage: false });
  const absolute = [
    ...bindings.filter(({ form }) => !form.module.startsWith('.')).map(({ form }) => form.module),
    ...stars.filter(({ path: star }) => !star.startsWith('a.')).map(({ path: star }) => star),
  ];
  const dots = Math.max(0, ...bindings.map(({ form }) => /^\.*/.exec(form.module)?.[0].length ?? 0));
  const folders = foldersUpward(dirname(path), top);
  const possible = folders.length > dots ? folders.slice(dots) : folders.slice(-1);
  const isThere = (folder: string, module: string): boolean => {
    const target = join(folder, ...module.split('.'));
    return isFile(files, `${target}.py`) || (files.lstat(target)?.kind === 'folder' && holdsPython(files, target));
  };
  const scored = possible.map((folder) => ({
    folder,
    score: new Set(absolute.filter((module) => isThere(folder, module))).size,
  }));
  const best = Math.max(...scored.map(({ score }) => score));
  if (best > 0) return scored.find(({ score }) => score === best)?.folder ?? dirname(path);
  // The written standard's name for a package needs no proof.
  const isPackage = (folder: string): boolean =>
    isFile(files, join(folder, '__init__.py')) ||
    (basename(folder) === 'app' && folder !== top && !MARKS.some((mark) => isFile(files, join(folder, mark))));
  // Above a file with relative imports there is a package, even where every folder up to the top is one.
  return possible.find((folder) => !isPackage(folder)) ?? (dots > 0 ? possible[0] : undefined) ?? dirname(path);
}

function holdsPython(files: HostFiles, folder: string): boolean {
  const names = files.list(folder);
  if (names.some((name) => name.endsWith('.py'))) return true;
  return names.some(
    (name) => files.lstat(join(folder, name))?.kind === 'folder' && isFile(files, join(folder, name, '__init__.py')),
  );
}
