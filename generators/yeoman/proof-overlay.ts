/** Lays the project as it would be into a scratch folder: copies and links of the disk, and what the run holds in memory. */
import {
  constants,
  copyFileSync,
  type Dirent,
  existsSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import type { MemFsEditor } from 'mem-fs-editor';
import type { Change } from '../../lib/plan/plan.js';
import { isInside } from '../../lib/project/paths.js';
import { pendingBytes } from './host-files.js';

/** What no application is started from. A folder with a `pyvenv.cfg` is a virtual environment by whatever name. */
const LEFT_OUT: ReadonlySet<string> = new Set(
  '.git .hg .svn .venv node_modules __pycache__ .mypy_cache .pytest_cache .ruff_cache .tox .nox .idea .vscode'.split(
    ' ',
  ),
);
/** Larger files are linked: what is linked can be read and is never written. */
const LARGEST_COPY = 256_000;
/** A log or a database is what an application goes on writing to. */
const WRITTEN = /\.(?:log|db|sqlite3?)$/;
const LARGEST_WRITTEN = 64_000_000;
const MOST_ENTRIES = 20_000;

/** `project` is copied file by file; of what is around it, up to `top`, there are links. */
export type Copied = { readonly project: string; readonly top: string };

/**
 * Whether it was laid: a project of too many files is not.
 *
 * Python files are copied, because one that is a link and asks for its own place is led back to the host. Files with
 * settings are linked: secrets stay where they are.
 */
export function layOverlay(
  fs: MemFsEditor,
  { project, top }: Copied,
  folder: string,
  changes: readonly Change[],
): boolean {
  const inFolder = (path: string): string => folder + path.slice(top.length);
  mkdirSync(inFolder(project), { recursive: true });
  if (copyFolder(project, inFolder(project), project, MOST_ENTRIES) < 0) return false;
  for (let each = project; each !== top; each = dirname(each)) {
    linkBeside(dirname(each), inFolder(dirname(each)), basename(each));
  }
  const put = (path: string, content: string | Uint8Array | null): void => {
    if (!isInside(project, path)) return;
    mkdirSync(dirname(inFolder(path)), { recursive: true });
    rmSync(inFolder(path), { force: true });
    if (content !== null) writeFileSync(inFolder(path), content);
  };
  fs.store.each(({ path }) => {
    const bytes = pendingBytes(fs, path);
    if (bytes !== undefined) put(path, bytes);
  });
  for (const { path, after } of changes) put(path, after);
  return true;
}

/** A folder of a host that exists in memory alone has none. */
function entriesOf(folder: string): readonly Dirent[] {
  return existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : [];
}

/** How many entries may still follow. */
function copyFolder(from: string, to: string, project: string, budget: number): number {
  const entries = entriesOf(from);
  if (entries.some(({ name }) => name === 'pyvenv.cfg')) return budget;
  let left = budget - entries.length;
  for (const entry of entries) {
    if (left < 0) return left;
    if (LEFT_OUT.has(entry.name)) continue;
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (!entry.isDirectory()) copyEntry(entry, source, target, project);
    else {
      mkdirSync(target);
      left = copyFolder(source, target, project, left);
    }
  }
  return left;
}

function copyEntry(entry: Dirent, source: string, target: string, project: string): void {
  if (entry.isSymbolicLink()) {
    const text = readlinkSync(source);
    const aim = resolve(dirname(source), text);
    // A link within the project leads to the copy, and another one to where it leads.
    symlinkSync(isInside(project, aim) && !isAbsolute(text) ? text : aim, target);
    return;
  }
  if (!entry.isFile()) return;
  const isSettings = /^\.env|\.env$/.test(entry.name);
  const largest = WRITTEN.test(entry.name) ? LARGEST_WRITTEN : LARGEST_COPY;
  if (isSettings || (!entry.name.endsWith('.py') && statSync(source).size > largest)) symlinkSync(source, target);
  else copyFileSync(source, target, constants.COPYFILE_FICLONE);
}

function linkBeside(from: string, to: string, own: string): void {
  for (const { name } of entriesOf(from)) {
    if (name !== own && !LEFT_OUT.has(name)) symlinkSync(join(from, name), join(to, name));
  }
}
