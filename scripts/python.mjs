// Python for the tests and the demo: a virtual environment with the pinned requirements, made once and kept in .cache;
// and the sample backend's server.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
/** What the tests of generated packages and the demo need; a test with other needs names its own file. */
const REQUIREMENTS = join(ROOT, '__tests__', 'python', 'requirements.txt');
const CANDIDATES = ['python3', 'python3.14', 'python3.13', 'python3.12', 'python3.11', 'python'];
const PROBE = 'import sys, venv, ensurepip; print(sys.version_info >= (3, 11), sys.version)';
const START_TIMEOUT = 30_000;

/** Thrown when this machine has no Python that can make the environment. */
export class NoPythonError extends Error {
  constructor(tried) {
    super(
      `No Python 3.11 or newer with venv and ensurepip was found (tried ${tried.join(', ')}). ` +
        'Install one (on Debian and Ubuntu: apt-get install python3 python3-venv) and make sure that it is on the PATH.',
    );
    this.name = 'NoPythonError';
  }
}

function findPython() {
  for (const command of CANDIDATES) {
    const { status, stdout } = spawnSync(command, ['-c', PROBE], { encoding: 'utf8', timeout: 20_000 });
    if (status === 0 && stdout.startsWith('True ')) return { command, version: stdout.trim() };
  }
  throw new NoPythonError(CANDIDATES);
}

/**
 * Runs a command to its end with standard input closed and gives its status and output; it never throws for a status.
 * `echo` also passes the output on while it runs.
 */
export function run(command, args, { cwd, env, echo = false, timeout } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: env ?? process.env, stdio: ['ignore', 'pipe', 'pipe'], timeout });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (chunk) => {
      stdout += chunk;
      if (echo) process.stdout.write(chunk);
    });
    child.stderr.setEncoding('utf8').on('data', (chunk) => {
      stderr += chunk;
      if (echo) process.stderr.write(chunk);
    });
    child.on('error', reject);
    child.on('close', (status, signal) => resolve({ status: status ?? `signal ${signal}`, stdout, stderr }));
  });
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Takes the lock, waiting for a living owner; a lock whose owner is gone is set aside first. */
async function takeLock(lock) {
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    try {
      const owner = Number(readFileSync(lock, 'utf8'));
      // An empty lock is one whose owner is about to write its id.
      if (owner > 0 && !isAlive(owner)) {
        const aside = `${lock}.${process.pid}`;
        renameSync(lock, aside);
        rmSync(aside);
      }
    } catch (error) {
      if (error.code !== 'ENOENT') throw error;
    }
    await sleep(250);
  }
}

/** A folder of the cache that is made whole once, by one process at a time. */
async function kept(name, mark, make) {
  const cache = join(ROOT, '.cache');
  const folder = join(cache, name);
  const complete = join(folder, 'complete');
  mkdirSync(cache, { recursive: true });
  if (existsSync(complete)) return folder;
  const lock = `${folder}.lock`;
  await takeLock(lock);
  try {
    if (!existsSync(complete)) {
      rmSync(folder, { recursive: true, force: true });
      await make(folder);
      writeFileSync(complete, `${mark}\n`);
    }
  } finally {
    rmSync(lock, { force: true });
  }
  return folder;
}

async function must(program, args) {
  const { status, stdout, stderr } = await run(program, args);
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${status}:\n${stdout}${stderr}`);
}

const hashOf = (...parts) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex').slice(0, 12);
};

function interpreter(folder) {
  return process.platform === 'win32' ? join(folder, 'Scripts', 'python.exe') : join(folder, 'bin', 'python');
}

/**
 * The Python interpreter of a virtual environment that holds what the file `requirements` pins, by default
 * `__tests__/python/requirements.txt`. It is made on first use, one process at a time, and made again when the
 * requirements or the Python of the machine change. Throws NoPythonError when there is no usable Python.
 */
export async function pythonEnvironment({ requirements = REQUIREMENTS, log = () => {} } = {}) {
  const { command, version } = findPython();
  const name = `venv-${hashOf(version, readFileSync(requirements))}`;
  const folder = await kept(name, version, async (venv) => {
    log(`making the Python environment ${venv}`);
    // One pip fills them all: to put it into each takes longer than to fill some of them.
    const pip = await kept(`pip-${hashOf(version)}`, version, (own) => must(command, ['-m', 'venv', own]));
    await must(command, ['-m', 'venv', '--without-pip', venv]);
    const into = ['--python', interpreter(venv), 'install', '--disable-pip-version-check', '--no-input', '--quiet'];
    await must(interpreter(pip), ['-m', 'pip', ...into, '-r', requirements]);
  });
  return interpreter(folder);
}

/**
 * The same for a test file: without a usable Python a failure in CI, and elsewhere undefined and a loud line, so that
 * the tests are left out where everyone sees it.
 */
export async function pythonForTests(options = {}) {
  try {
    return await pythonEnvironment({ log: (line) => console.error(line), ...options });
  } catch (error) {
    if (!(error instanceof NoPythonError) || process.env.CI) throw error;
    console.error(`\n*** TESTS LEFT OUT: ${error.message} ***\n`);
    return undefined;
  }
}

/**
 * Starts `app.main:app` of a backend folder on a free port of this machine and waits until it listens.
 * `log()` is what it has printed so far; `stop()` ends it and waits.
 */
export async function startServer(python, backend, env = {}) {
  const args = ['-m', 'uvicorn', 'app.main:app', '--host', '127.0.0.1', '--port', '0', '--no-access-log'];
  const child = spawn(python, args, {
    cwd: backend,
    env: { ...process.env, PYTHONUNBUFFERED: '1', NO_COLOR: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let ended = false;
  const closed = new Promise((resolve) => {
    child.on('error', (error) => {
      output += error.message;
    });
    child.on('close', () => {
      ended = true;
      resolve();
    });
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk) => {
      output += chunk;
    });
  }

  const stop = async () => {
    child.kill();
    const forced = setTimeout(() => child.kill('SIGKILL'), 5_000);
    await closed;
    clearTimeout(forced);
  };

  const deadline = Date.now() + START_TIMEOUT;
  for (;;) {
    const url = /running on (http:\/\/127\.0\.0\.1:\d+)/.exec(output)?.[1];
    if (url !== undefined) return { url, log: () => output, stop };
    if (ended || Date.now() > deadline) {
      await stop();
      throw new Error(`The server did not start in ${backend}:\n${output}`);
    }
    await sleep(50);
  }
}
