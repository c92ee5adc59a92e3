// The generator as its users have it: packed, installed beside the real yo in its own folder, and run there.
import {
  chmodSync,
  cpSync,
  lchownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './python.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
/** Whom yo becomes: the number that it has built in. */
const ORDINARY_USER = process.platform === 'darwin' ? 501 : 1000;
const NOT_SOURCE = new Set(['.git', '.cache', 'node_modules', 'dist']);
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

async function must(command, args, options) {
  const finished = await run(command, args, options);
  if (finished.status !== 0) {
    const text = `${finished.stdout}${finished.stderr}`;
    throw new Error(`${command} ${args.join(' ')} ended with ${finished.status}:\n${text}`);
  }
  return finished.stdout;
}

/** A fresh folder outside the repository, because yo started as root goes on as a user who may not see the repository. */
export function scratchFolder(prefix) {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), prefix));
  chmodSync(folder, 0o755);
  return folder;
}

/** Gives a folder and what is in it to the user who runs yo: yo started as root goes on as an ordinary user. */
export function handToUser(path) {
  if (process.getuid?.() !== 0) return;
  const uid = Number(process.env.SUDO_UID) || ORDINARY_USER;
  const gid = Number(process.env.SUDO_GID) || process.getgid();
  for (const entry of readdirSync(path, { recursive: true })) lchownSync(join(path, entry), uid, gid);
  lchownSync(path, uid, gid);
}

/**
 * A copy of the repository's files without what is built or installed. Packing it runs the build of `prepare` without
 * touching the `dist/` that others are using.
 */
export function copySources(destination) {
  cpSync(ROOT, destination, {
    recursive: true,
    filter: (source) => dirname(source) !== ROOT || !NOT_SOURCE.has(basename(source)),
  });
  symlinkSync(join(ROOT, 'node_modules'), join(destination, 'node_modules'), 'dir');
}

/** Packs a package folder into `destination` and gives the tarball's path. */
export async function pack(folder, destination, { build = true } = {}) {
  const args = ['pack', '--silent', '--pack-destination', destination, ...(build ? [] : ['--ignore-scripts'])];
  await must(npm, args, { cwd: folder });
  const tarball = readdirSync(destination).find((name) => name.endsWith('.tgz'));
  if (tarball === undefined) throw new Error(`npm pack left no tarball in ${destination}`);
  return join(destination, tarball);
}

/** Installs a tarball of this package and the yo that the repository uses into a folder. */
export async function installBesideYo(folder, tarball) {
  const yo = JSON.parse(readFileSync(join(ROOT, 'node_modules', 'yo', 'package.json'), 'utf8')).version;
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  const flags = ['--no-audit', '--no-fund', '--ignore-scripts', '--prefer-offline'];
  await must(npm, ['install', ...flags, `yo@${yo}`, tarball], { cwd: folder });
  mkdirSync(join(folder, 'home'));
  handToUser(join(folder, 'home'));
}

/** The environment of a user who has nothing to do with the one that runs this. */
function userEnvironment(home) {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(npm_|XDG_|(NODE_OPTIONS|NODE_PATH|FORCE_COLOR)$)/i.test(name),
  );
  return { ...Object.fromEntries(inherited), HOME: home, NO_UPDATE_NOTIFIER: '1', NO_COLOR: '1' };
}

/** Runs the yo that is installed in `folder`, standing in `cwd`, with standard input closed. */
export function runYo(folder, cwd, args, options = {}) {
  const cli = join(folder, 'node_modules', 'yo', 'lib', 'cli.js');
  return run(process.execPath, [cli, ...args], { ...options, cwd, env: userEnvironment(join(folder, 'home')) });
}
