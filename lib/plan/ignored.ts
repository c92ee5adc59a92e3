/** Whether git ignores a new package: then a commit would hold its registration and not the package. */
import { dirname, join, relative } from 'node:path';
import ignore from 'ignore';
import { anyTextOf, type HostFiles } from '../project/files.js';
import { foldersUpward } from '../project/paths.js';
import type { Refusal } from '../refusal.js';
import type { PackagePlace } from './package-place.js';

/** The refusal of a package that a .gitignore between the repository and the package leaves out. */
export function ignoredProblem(files: HostFiles, top: string, place: PackagePlace): Refusal | undefined {
  if (files.lstat(join(top, '.git')) === undefined) return undefined;
  const own = place.files.flatMap(({ file, path, isShared }) => (isShared || isTest(file) ? [] : [{ path, end: '' }]));
  const looked = place.kind === 'layers' ? own : [{ path: place.folder, end: '/' }];
  for (const { path, end } of looked) {
    const found = ignoring(files, top, path, end);
    if (found !== undefined) return refusalOf(top, path, end, found);
  }
  return undefined;
}

/** What is said of tests that git ignores: some teams keep them to themselves. */
export function ignoredTests(files: HostFiles, top: string, { files: own }: PackagePlace): readonly string[] {
  if (files.lstat(join(top, '.git')) === undefined) return [];
  const test = own.findLast(({ file }) => isTest(file));
  const found = test && ignoring(files, top, test.path, '');
  if (test === undefined || found === undefined) return [];
  const where = `${relative(top, found.path)}:${found.line}`;
  return [`git ignores ${relative(top, test.path)}, by ${found.pattern} in ${where}: a commit leaves the tests out.`];
}

const isTest = (file: string): boolean => file.startsWith('tests/');

function refusalOf(top: string, ignored: string, end: string, { path, line, pattern }: Ignoring): Refusal {
  return {
    id: 'package-ignored',
    status: 3,
    reason: `git ignores ${relative(top, ignored)}, by the pattern ${pattern}: a commit would register the package without holding it.`,
    at: { path, line },
    hint: `Choose another name for the package, or add !/${relative(dirname(path), ignored)}${end} below that pattern.`,
  };
}

type Ignoring = { readonly path: string; readonly line: number; readonly pattern: string };

/** The last pattern that decides, from the repository's own file down to the folder's; a nearer file goes before. */
function ignoring(files: HostFiles, top: string, folder: string, end: string): Ignoring | undefined {
  const above = foldersUpward(dirname(folder), top).toReversed();
  const sources = [join(top, '.git', 'info', 'exclude'), ...above.map((each) => join(each, '.gitignore'))];
  let found: Ignoring | undefined;
  for (const path of sources) {
    const text = anyTextOf(files, path);
    if (text === undefined) continue;
    const base = path.endsWith('exclude') ? top : dirname(path);
    // A folder is ignored by itself or by one that it is in.
    const { ignored, unignored, rule } = ignore()
      .add(text)
      .checkIgnore(`${relative(base, folder)}${end}`);
    if (unignored) found = undefined;
    if (!ignored || rule === undefined) continue;
    const line = text.split(/\r?\n/).findIndex((each) => each.trim() === rule.pattern.trim()) + 1;
    found = { path, line: Math.max(line, 1), pattern: rule.pattern };
  }
  return found;
}
