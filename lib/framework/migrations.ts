import { dirname, join } from 'node:path';
import { type HostFiles, textOf } from '../project/files.js';
import { isFile, isInside } from '../project/paths.js';
import { isSkippedFolder } from '../project/scan.js';

/**
 * The env.py of each Alembic environment: those that an alembic.ini or pyproject.toml in one of the folders names, then
 * those that stand in a folder of the project, two folders down at most, or directly beside it further up.
 */
export function alembicFiles(files: HostFiles, folders: readonly string[], project: string): readonly string[] {
  const found = new Set<string>();
  const add = (path: string): void => {
    if (isFile(files, path)) found.add(path);
  };
  for (const folder of folders) {
    for (const ini of ['alembic.ini', 'pyproject.toml']) {
      const text = textOf(files, join(folder, ini)) ?? '';
      for (const [, location] of text.matchAll(/^[ \t]*script_location[ \t]*=[ \t]*["']?([^\s"'#;]+)/gm)) {
        if (location === undefined) continue;
        add(join(folder, location.replace(/^%\(here\)s\/?/, ''), 'env.py'));
        if (location.includes(':')) add(join(folder, ...location.split(/[:.]/), 'env.py'));
      }
    }
  }
  for (const folder of folders) {
    for (const path of nearEnvFiles(files, folder, isInside(project, folder))) {
      if (/\btarget_metadata\b/.test(textOf(files, path) ?? '')) found.add(path);
    }
  }
  return [...found];
}

/** `migrations/env.py`, `alembic/env.py`, and with `deep` `db/migrations/env.py` and the like. */
function nearEnvFiles(files: HostFiles, folder: string, deep: boolean): readonly string[] {
  const isFolder = (path: string): boolean => files.lstat(path)?.kind === 'folder';
  const isOpen = (name: string): boolean =>
    name === 'migrations' || name === 'alembic' || (deep && !isSkippedFolder(name) && !name.includes('.'));
  const below = (path: string): readonly string[] =>
    files
      .list(path)
      .filter(isOpen)
      .map((name) => join(path, name))
      .filter(isFolder);
  const first = below(folder);
  return [...first, ...(deep ? first.flatMap(below) : [])]
    .map((path) => join(path, 'env.py'))
    .filter((path) => isFile(files, path));
}

/** The folders in which an alembic.ini may stand: from the top down to the app's file, and those between. */
export function projectFolders(top: string, path: string): readonly string[] {
  const folders: string[] = [];
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    folders.push(folder);
    if (folder === top || dirname(folder) === folder) return folders;
  }
}
