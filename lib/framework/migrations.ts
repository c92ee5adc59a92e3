/** Alembic: which env.py its configurations run, and which files are none of ours to read because they are migrations. */
import { dirname, join } from 'node:path';
import { type HostFiles, textOf } from '../project/files.js';
import { isFile, isInside } from '../project/paths.js';
import type { Project } from '../project/project.js';
import { isSkippedFolder } from '../project/scan.js';

/** The env.py files that are run, and those that look alike and that no configuration runs. */
export type Environments = { readonly run: readonly string[]; readonly unused: readonly string[] };

/**
 * The env.py of each Alembic environment: those that a configuration names in one of the folders or somewhere in the
 * project. Where one names its folder in a way that is not followed, those near the configurations are taken.
 */
export function alembicEnvironments(project: Project, folders: readonly string[], top: string): Environments {
  const { files } = project;
  const run = new Set<string>();
  let isOpen = false;
  const inis = [...folders.flatMap((folder) => inisIn(files, folder)), ...inisBelow(files, top)];
  for (const path of new Set(inis)) {
    for (const location of locationsIn(textOf(files, path) ?? '')) {
      const found = [dirname(path), ...folders].flatMap((base) => environmentAt(files, base, location));
      if (found[0] === undefined) isOpen = true;
      else run.add(found[0]);
    }
  }
  for (const path of project.mentioning(top, 'script_location')) {
    const source = project.at(path)?.source ?? '';
    const given = [...source.matchAll(/["']script_location["']\s*,\s*["']([^"']+)["']/g)].flatMap(
      ([, each]) => each ?? [],
    );
    const found = given.flatMap((location) =>
      [dirname(path), ...folders].flatMap((base) => environmentAt(files, base, location)).slice(0, 1),
    );
    for (const each of found) run.add(each);
    if (found.length === 0) isOpen = true;
  }
  const near = folders
    .flatMap((folder) => nearEnvFiles(files, folder, isInside(top, folder)))
    .filter((path) => /\btarget_metadata\b/.test(textOf(files, path) ?? ''));
  if (isOpen) for (const path of near) run.add(path);
  return { run: [...run], unused: [...new Set(near)].filter((path) => !run.has(path)) };
}

/** What a migration imports is of its time; it shows nothing of how models are made known today. */
export function isMigrationFile(path: string): boolean {
  return /[\\/](?:migrations|versions|alembic)[\\/]/.test(path);
}

function inisIn(files: HostFiles, folder: string): readonly string[] {
  const names = files
    .list(folder)
    .filter((name) => name === 'pyproject.toml' || /alembic.*\.ini$|\.alembic\.ini$/.test(name));
  return names.map((name) => join(folder, name)).filter((path) => isFile(files, path));
}

const DEEPEST = 3;

/** Configurations further down, which `alembic -c` names. */
function inisBelow(files: HostFiles, top: string, depth = 0): readonly string[] {
  const folders = files
    .list(top)
    .filter((name) => isMigrationFolder(name) || (!isSkippedFolder(name) && !name.includes('.')));
  const below = folders.map((name) => join(top, name)).filter((path) => files.lstat(path)?.kind === 'folder');
  return [
    ...inisIn(files, top),
    ...(depth < DEEPEST ? below.flatMap((path) => inisBelow(files, path, depth + 1)) : []),
  ];
}

const isMigrationFolder = (name: string): boolean => name === 'migrations' || name === 'alembic';

function locationsIn(text: string): readonly string[] {
  const found = text.matchAll(/^[ \t]*script_location[ \t]*=[ \t]*["']?([^\s"'#;]+)/gm);
  return [...found].flatMap(([, location]) => location ?? []);
}

/** `alembic`, `%(here)s/alembic`, `app.db:migrations` as the env.py in it. */
function environmentAt(files: HostFiles, base: string, location: string): readonly string[] {
  const folder = location.includes(':')
    ? join(base, ...location.split(/[:.]/))
    : join(base, location.replace(/^%\(here\)s\/?/, ''));
  return [join(folder, 'env.py')].filter((path) => isFile(files, path));
}

/** `migrations/env.py`, `alembic/env.py`, and with `deep` `db/migrations/env.py` and the like. */
function nearEnvFiles(files: HostFiles, folder: string, deep: boolean): readonly string[] {
  const isOpen = (name: string): boolean =>
    isMigrationFolder(name) || (deep && !isSkippedFolder(name) && !name.includes('.'));
  const below = (path: string): readonly string[] =>
    files
      .list(path)
      .filter(isOpen)
      .map((name) => join(path, name))
      .filter((each) => files.lstat(each)?.kind === 'folder');
  const first = below(folder);
  return [...first, ...(deep ? first.flatMap(below) : [])]
    .map((path) => join(path, 'env.py'))
    .filter((path) => isFile(files, path));
}

/** The folders that may have an alembic.ini: from the top down to the app's file, and those between. */
export function projectFolders(top: string, path: string): readonly string[] {
  const folders: string[] = [];
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    folders.push(folder);
    if (folder === top || dirname(folder) === folder) return folders;
  }
}
