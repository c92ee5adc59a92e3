/**
 * The engine of dist/: everything but the doors, in one script. V8 compiles it once, and its code for the script is
 * kept in the user's cache: without it a run takes a fifth longer.
 */
import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cachedDataVersionTag } from 'node:v8';
import { Script } from 'node:vm';
import { prepareWasm } from '../lib/python/wasm.js';
import { isOwn, userFolder } from './commit/user.js';

/** The script's name, which the build gives it after what is in it. */
declare const ENGINE: string;

type Engine = (part: string) => Record<string, unknown>;

let engine: Engine | undefined;

/** What a module of the engine exports. The first one that is asked for tells which functions are worth keeping. */
export function load(part: string): Record<string, unknown> {
  engine ??= start(part);
  return engine(part);
}

function start(part: string): Engine {
  // Code that was made under other flags is of no use.
  prepareWasm();
  const dist = new URL('.', import.meta.url).href;
  const path = fileURLToPath(`${dist}${ENGINE}`);
  // The build writes ASCII alone.
  const source = readFileSync(path, 'latin1');
  const cache = cacheFolder();
  const name = `${ENGINE}.${useOf(part, process.argv[2])}.${cachedDataVersionTag()}`;
  const cachedData = cache && readCode(cache, name);
  const script = new Script(source, { filename: path, ...(cachedData && { cachedData }) });
  if (cache && (cachedData === undefined || script.cachedDataRejected === true))
    process.once('exit', () => keepCode(cache, name, script));
  const module: { exports: { readonly load?: Engine } } = { exports: {} };
  // A script of one's own cannot import.
  script.runInThisContext()(module, createRequire(path), (name: string) => import(name), dist);
  const { load: loadPart } = module.exports;
  if (loadPart === undefined) throw new Error(`${path} is not what the build wrote`);
  return loadPart;
}

/** What the code is kept for: the functions of one command are a part of all. */
function useOf(part: string, word = ''): string {
  const command = /^(?:model|field|inspect|undo|completion)$/.test(word) ? word : 'app';
  return part === 'run-command' ? command : part.replace('/', '-');
}

function cacheFolder(): string | undefined {
  const belowHome = process.platform === 'darwin' ? ['Library', 'Caches'] : ['.cache'];
  return tried(() => join(userFolder(process.env, 'XDG_CACHE_HOME', ...belowHome), 'generator-backend-package'));
}

/** V8 runs what it is given: nothing that another user can have put there, and nothing that the disk has spoilt. */
function readCode(folder: string, name: string): Buffer | undefined {
  return tried(() => {
    const path = join(folder, name);
    if (![folder, path].every(isOurs)) return undefined;
    const kept = readFileSync(path);
    const code = kept.subarray(BEFORE_CODE);
    return digestOf(code).equals(kept.subarray(0, BEFORE_CODE)) ? code : undefined;
  });
}

/** What a kept file begins with: the digest of the code. */
const BEFORE_CODE = 32;

const digestOf = (code: Buffer): Buffer => createHash('sha256').update(code).digest();

function isOurs(path: string): boolean {
  const stats = lstatSync(path);
  return isOwn(stats) && (process.getuid === undefined || (stats.mode & 0o022) === 0);
}

/** Keeps the code of all that the run has used; what earlier versions of this package kept goes. */
function keepCode(folder: string, name: string, script: Script): void {
  tried(() => {
    // What root makes in the home of another user that one cannot use.
    if (!isOwn(lstatSync(existing(folder)))) return;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (!isOurs(folder)) return;
    const part = join(folder, `${name}.${process.pid}`);
    const code = script.createCachedData();
    writeFileSync(part, Buffer.concat([digestOf(code), code]), { mode: 0o600, flag: 'wx' });
    renameSync(part, join(folder, name));
    for (const each of readdirSync(folder)) if (!each.startsWith(ENGINE)) rmSync(join(folder, each), { force: true });
  });
}

/** The folder, or the nearest one above it that is there. */
function existing(folder: string): string {
  return lstatSync(folder, { throwIfNoEntry: false }) === undefined ? existing(dirname(folder)) : folder;
}

/** A run that can keep nothing is slower, and right. */
function tried<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}
