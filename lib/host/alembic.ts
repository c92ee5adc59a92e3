import { dirname, join } from 'node:path';
import { type HostFiles, textOf } from './files.js';
import { isFile } from './modules.js';
import { isSkippedFolder } from './scan.js';

/** The env.py of each Alembic environment of a project: those that an alembic.ini or pyproject.toml names come first. */
export function alembicFiles(files: HostFiles, folders: readonly string[]): readonly string[] {
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
    for (const path of nearEnvFiles(files, folder)) {
      if (/\btarget_metadata\b/.test(textOf(files, path) ?? '')) found.add(path);
    }
  }
  return [...found];
}

/** `migrations/env.py`, `alembic/env.py`, `db/migrations/env.py`: at most two folders down. */
function nearEnvFiles(files: HostFiles, folder: string): readonly string[] {
  const isFolder = (path: string): boolean => files.lstat(path)?.kind === 'folder';
  const isOpen = (name: string): boolean =>
    name === 'migrations' || name === 'alembic' || (!isSkippedFolder(name) && !name.includes('.'));
  const below = (path: string): readonly string[] =>
    files
      .list(path)
      .filter(isOpen)
      .map((name) => join(path, name))
      .filter(isFolder);
  const first = below(folder);
  return [...first, ...first.flatMap(below)].map((path) => join(path, 'env.py')).filter((path) => isFile(files, path));
}

/** The folders in which an alembic.ini may stand: from the top down to the app's file, and those between. */
export function projectFolders(top: string, path: string): readonly string[] {
  const folders: string[] = [];
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    folders.push(folder);
    if (folder === top || dirname(folder) === folder) return folders;
  }
}
