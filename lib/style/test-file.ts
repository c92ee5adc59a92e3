/** The file in which a host has the tests of its blueprint's API, where that is one file: `tests/api/routes/test_users.py`. */
import { basename, join, relative, sep } from 'node:path';
import { roleOf } from '../backend/features.js';
import { plural, singular } from '../naming/inflect.js';
import { anyTextOf } from '../project/files.js';
import { isTestFile } from '../project/scan.js';
import type { HostReading } from './host-reading.js';

const DEEPEST = 5;
/** Words of a test file's name that say nothing of a feature. */
const PLAIN = new Set('test tests v1 v2 integration functional unit e2e http client'.split(' '));

/** Its path from the project's folder without `.py`; nothing where no file is called after the blueprint. */
export function testFileOf({ files, host }: HostReading, roots: readonly string[]): string | undefined {
  const { blueprint = '', project } = host;
  const names = new Set([blueprint, singular(blueprint), plural(blueprint)]);
  const all = roots.flatMap((root) => testFilesBelow(files, root, DEEPEST));
  const named = all.filter((path) => names.has(featureIn(basename(path, '.py'))));
  const text = (path: string): string => anyTextOf(files, path) ?? '';
  const asking = named.filter((path) =>
    /\b\w*client\w*\s*\.\s*(?:get|post|put|patch|delete|request)\(/.test(text(path)),
  );
  const [file] = asking.sort((left, right) => rank(left) - rank(right) || left.length - right.length);
  return file === undefined ? undefined : relative(project, file).replace(/\.py$/, '').split(sep).join('/');
}

/** Whether tests override dependencies of the application and do not leave them as they were. */
export function overridesDependencies({ files }: HostReading, roots: readonly string[]): boolean {
  const all = roots.flatMap((root) => [join(root, 'conftest.py'), ...testFilesBelow(files, root, DEEPEST)]);
  return all.some((path) => {
    const text = anyTextOf(files, path) ?? '';
    return text.includes('dependency_overrides') && !/monkeypatch\.setattr\(\w+, ["']dependency_overrides/.test(text);
  });
}

/** Tests that are called after the API, or are beside others of it, go first. */
function rank(path: string): number {
  return path.split(/[\\/_.]/).some((word) => roleOf(word) === 'api') ? 0 : 1;
}

/** `users` of `test_users_api`. */
function featureIn(stem: string): string {
  const words = stem.toLowerCase().split('_');
  return words.filter((word) => word !== '' && !PLAIN.has(word) && roleOf(word) === undefined).join('_');
}

function testFilesBelow(files: HostReading['files'], folder: string, depth: number): readonly string[] {
  return files.list(folder).flatMap((name) => {
    const path = join(folder, name);
    if (name.endsWith('.py')) return isTestFile(name) && name !== 'conftest.py' ? [path] : [];
    const isFolder = depth > 0 && !/^[._]/.test(name) && files.lstat(path)?.kind === 'folder';
    return isFolder ? testFilesBelow(files, path, depth - 1) : [];
  });
}
