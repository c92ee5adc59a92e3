/**
 * The folder for the journals and the lock of a project: in its repository's own folder, else one of its own in the
 * system's for states. A project without a repository waits for no other one, and takes back nothing of it.
 */
import { createHash } from 'node:crypto';
import {
  accessSync,
  chownSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import { isInside } from '../../lib/project/paths.js';
import { topOf } from '../../lib/project/project-root.js';
import { tryTo } from './disk.js';
import { userFolder } from './user.js';

const NAME = 'generator-backend-package';
/** Says in a folder of the system's whose it is. */
const PROJECT = 'project';

/** The folder, made where it is missing; nothing where none can be written. */
export function stateFolder(start: string, environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const folder = stateFolders(start, environment).find(isUsable);
  if (folder !== undefined && basename(folder) !== NAME) {
    const note = join(folder, PROJECT);
    if (!existsSync(note)) tryTo(() => writeFileSync(note, topOfProject(start)));
  }
  return folder;
}

/** The same for one who only looks: it may not be there yet. */
export function stateFolderToBe(start: string, environment: NodeJS.ProcessEnv = process.env): string | undefined {
  return stateFolders(start, environment).find((folder) => {
    let there = folder;
    while (!existsSync(there)) there = dirname(there);
    return there === folder ? canWrite(folder) : isWritable(there);
  });
}

/** Every folder that it may be, for one who only looks; not all of them exist. */
export function stateFolders(start: string, environment: NodeJS.ProcessEnv = process.env): readonly string[] {
  const git = repositoryFolder(start);
  return [
    ...(git === undefined ? [] : [join(git, NAME)]),
    ...[join(systemFolder(environment), NAME), join(tmpdir(), `${NAME}-${process.getuid?.() ?? 'user'}`)].map(
      (states) => folderIn(states, topOfProject(start)),
    ),
  ];
}

const topOfProject = (start: string): string => topOf({ lstat }, existsSync(start) ? realpathSync(start) : start);

/** That of the project; one that began in a folder of it, or above it, is the same. */
function folderIn(states: string, top: string): string {
  const hash = createHash('sha256').update(top).digest('hex').slice(0, 12);
  const own = join(states, `${basename(top).slice(0, 60)}-${hash}`);
  if (existsSync(own) || !existsSync(states)) return own;
  const folders = readdirSync(states)
    .sort()
    .map((name) => join(states, name));
  return folders.find((folder) => isRelated(join(folder, PROJECT), top)) ?? own;
}

function isRelated(note: string, top: string): boolean {
  try {
    const other = readFileSync(note, 'utf8');
    return isAbsolute(other) && (isInside(other, top) || isInside(top, other));
  } catch {
    return false;
  }
}

function lstat(
  path: string,
): { readonly kind: 'file' | 'folder'; readonly links: number; readonly size: number } | undefined {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  return stats && { kind: stats.isDirectory() ? 'folder' : 'file', links: stats.nlink, size: stats.size };
}

/** The repository's own folder; a worktree and a submodule have a file that names it. */
function repositoryFolder(start: string): string | undefined {
  for (let folder = start; ; folder = dirname(folder)) {
    const path = join(folder, '.git');
    const stats = lstatSync(path, { throwIfNoEntry: false });
    if (stats?.isFile() && stats.size < 10_000) {
      const named = /^gitdir: (.+)$/m.exec(readFileSync(path, 'utf8'))?.[1];
      return named === undefined ? undefined : existing(resolve(folder, named));
    }
    if (stats !== undefined) return existing(path);
    if (dirname(folder) === folder) return undefined;
  }
}

const existing = (folder: string): string | undefined =>
  statSync(folder, { throwIfNoEntry: false })?.isDirectory() ? folder : undefined;

const systemFolder = (environment: NodeJS.ProcessEnv): string =>
  userFolder(environment, 'XDG_STATE_HOME', '.local', 'state');

function isUsable(folder: string): boolean {
  try {
    const made = mkdirSync(folder, { recursive: true, mode: 0o755 });
    // What root makes in another user's repository is that user's.
    if (made !== undefined && process.getuid?.() === 0) tryTo(() => giveTo(folder, made));
    return canWrite(folder);
  } catch {
    return false;
  }
}

/** A folder, and those above it up to one of them, for the owner of what that one is in. */
function giveTo(folder: string, top: string): void {
  const { uid, gid } = statSync(dirname(top));
  for (let each = folder; each !== dirname(top); each = dirname(each)) chownSync(each, uid, gid);
}

/** A folder that another user put in a place that is everybody's is none of ours. */
function canWrite(folder: string): boolean {
  const stats = lstatSync(folder, { throwIfNoEntry: false });
  const shared = [folder, dirname(folder)].find((each) => dirname(each) === tmpdir());
  const owner = shared === undefined ? undefined : lstatSync(shared, { throwIfNoEntry: false });
  const isOurs = shared === undefined || (owner?.isDirectory() === true && owner.uid === process.getuid?.());
  return stats?.isDirectory() === true && isOurs && isWritable(folder);
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
