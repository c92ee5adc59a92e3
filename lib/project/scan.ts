/** The Python files below a folder, found in one bounded walk. */
import { join } from 'node:path';
import type { HostFiles } from './files.js';

/** Folders that hold no part of a backend that is looked for. */
const SKIPPED = new Set([
  ...['node_modules', 'site-packages', 'venv', 'env', 'virtualenv', '__pycache__', 'htmlcov'],
  ...['test', 'tests', 'testing', 'e2e', 'migrations', 'alembic', 'versions', 'cookiecutter'],
]);

/** The same, unless they are packages of Python: a backend may have one for media or for templates. */
const MOSTLY_SKIPPED = new Set([
  ...['dist', 'build', 'docs', 'doc', 'examples', 'example', 'frontend', 'static', 'media', 'templates', 'template'],
  ...['notebooks', 'benchmarks'],
]);

const MOST_FOLDERS = 3000;
const MOST_FILES = 6000;
const LARGEST = 1_000_000;
const DEEPEST = 9;

export function isSkippedFolder(name: string): boolean {
  return isNeverLookedInto(name) || MOSTLY_SKIPPED.has(name.toLowerCase());
}

function isNeverLookedInto(name: string): boolean {
  return name.startsWith('.') || name.includes('{{') || SKIPPED.has(name.toLowerCase());
}

export function isTestFile(name: string): boolean {
  return name === 'conftest.py' || name.startsWith('test_') || /_tests?\.py$/.test(name);
}

/** Whether a file is too large to be anybody's code. */
export function isLarge(files: HostFiles, path: string): boolean {
  return (files.lstat(path)?.size ?? 0) > LARGEST;
}

/**
 * The Python files below a folder, those nearer to the folder first. The walk is bounded; tests, migrations,
 * environments, hidden folders and large files are left out, links to folders are not followed.
 */
export function pythonFilesBelow(files: HostFiles, top: string): readonly string[] {
  const found: string[] = [];
  let folders = 0;
  let level: readonly string[] = [top];
  for (let depth = 0; level.length > 0 && depth <= DEEPEST; depth += 1) {
    const next: string[] = [];
    for (const folder of level) {
      folders += 1;
      if (folders > MOST_FOLDERS) return found;
      const names = files.list(folder);
      if (names.includes('pyvenv.cfg')) continue;
      for (const name of names) {
        const path = join(folder, name);
        const entry = files.lstat(path);
        if (entry?.kind === 'folder' && isLookedInto(files, path, name)) next.push(path);
        if (entry === undefined || entry.kind === 'folder' || entry.size > LARGEST) continue;
        if (!name.endsWith('.py') || isTestFile(name)) continue;
        if (entry.kind === 'other') continue;
        if (found.length === MOST_FILES) return found;
        found.push(path);
      }
    }
    level = next;
  }
  return found;
}

function isLookedInto(files: HostFiles, path: string, name: string): boolean {
  if (isNeverLookedInto(name)) return false;
  return !isSkippedFolder(name) || files.list(path).includes('__init__.py');
}
