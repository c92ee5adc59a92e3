/** The folder for the journals and the lock of a project: in its repository's own folder, else in the system's for states. */
import { accessSync, chownSync, constants, lstatSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { tryTo } from './disk.js';

const NAME = 'generator-backend-package';

/** The folder, made where it is missing; nothing where none can be written. */
export function stateFolder(start: string, environment: NodeJS.ProcessEnv = process.env): string | undefined {
  return stateFolders(start, environment).find(isUsable);
}

/** Every folder that it may be, for one who only looks; not all of them exist. */
export function stateFolders(start: string, environment: NodeJS.ProcessEnv = process.env): readonly string[] {
  const git = repositoryFolder(start);
  return [
    ...(git === undefined ? [] : [join(git, NAME)]),
    join(systemFolder(environment), NAME),
    join(tmpdir(), `${NAME}-${process.getuid?.() ?? 'user'}`),
  ];
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

function systemFolder({ XDG_STATE_HOME: state, LOCALAPPDATA: local }: NodeJS.ProcessEnv): string {
  if (state !== undefined && isAbsolute(state)) return state;
  if (process.platform === 'win32' && local !== undefined && isAbsolute(local)) return local;
  return join(homedir(), '.local', 'state');
}

function isUsable(folder: string): boolean {
  try {
    const isMade = mkdirSync(folder, { recursive: true, mode: 0o755 }) !== undefined;
    // What root makes in another user's repository is that user's.
    if (isMade && process.getuid?.() === 0) tryTo(() => giveTo(folder, dirname(folder)));
    return canWrite(folder);
  } catch {
    return false;
  }
}

function giveTo(path: string, like: string): void {
  const { uid, gid } = statSync(like);
  chownSync(path, uid, gid);
}

/** A folder that another user put in a place that is everybody's is none of ours. */
function canWrite(folder: string): boolean {
  try {
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    const stats = lstatSync(folder);
    const isShared = dirname(folder) === tmpdir();
    return stats.isDirectory() && (!isShared || stats.uid === process.getuid?.());
  } catch {
    return false;
  }
}
