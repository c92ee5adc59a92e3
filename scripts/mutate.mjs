// Are the generated tests worth something? Breaks a generated package in each of the ways of mutations.mjs, one at a
// time, and runs the package's own tests. Run by `npm run mutate`, and by a test of `npm test`.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PACKAGE, WAYS } from './mutations.mjs';
import { pythonEnvironment, run } from './python.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const SAMPLE = join(ROOT, '__tests__', 'hosts', 'standard', 'backend');
const PYTEST = ['-m', 'pytest', '-x', '-q', '-rf', '--tb=line', '-p', 'no:cacheprovider', join('app', PACKAGE.name)];

/** The package's own tests: their status, what they printed and the first that failed. */
async function runTests(python, backend) {
  const env = { ...process.env, DATABASE_URL: 'sqlite:///./configured.db', PYTHONDONTWRITEBYTECODE: '1' };
  const { status, stdout, stderr } = await run(python, PYTEST, { cwd: backend, env, timeout: 60_000 });
  return { status, output: stdout + stderr, failed: /^FAILED \S*\/([^/\s]+)/m.exec(stdout)?.[1] };
}

/** Replaces every match in the file; throws when there are not as many as there were when the way was written. */
export function breakFile(backend, { what, file, find, replacement, times }) {
  const path = join(backend, 'app', PACKAGE.name, file);
  const parts = readFileSync(path, 'utf8').split(find);
  if (parts.length !== times + 1) {
    throw new Error(`"${what}" matches ${parts.length - 1} times in ${file}, not ${times}: ${find}`);
  }
  writeFileSync(path, parts.join(replacement));
}

async function tryWay(python, original, backend, way) {
  cpSync(original, backend, { recursive: true });
  breakFile(backend, way);
  const started = Date.now();
  const { status, output, failed } = await runTests(python, backend);
  // Anything but passing and failing means that the package could not even be loaded: that says nothing of its tests.
  if (status !== 0 && (status !== 1 || failed === undefined)) {
    throw new Error(`"${way.what}" leaves no package that can be tested (${status}):\n${output}`);
  }
  return { what: way.what, noticedBy: failed, seconds: (Date.now() - started) / 1000 };
}

/**
 * What noticed each of the ways, in their order, for a backend into which PACKAGE has been generated; the backend stays
 * as it is. Throws when the tests fail before anything is broken, or when a way has nothing to break.
 */
export async function mutate(python, backend) {
  const before = await runTests(python, backend);
  if (before.status !== 0) throw new Error(`The tests fail without any change:\n${before.output}`);

  const folder = mkdtempSync(join(tmpdir(), 'backend-package-mutate-'));
  const results = [];
  const left = [...WAYS.entries()];
  const worker = async () => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      const [number, way] = next;
      results[number] = await tryWay(python, backend, join(folder, String(number)), way);
    }
  };
  try {
    await Promise.all(Array.from({ length: availableParallelism() }, worker));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return results;
}

/** A line for each way, and one that counts them. */
export function table(results) {
  const lines = results.map(({ what, noticedBy, seconds }) =>
    [what.padEnd(36), (noticedBy ?? 'NOT NOTICED').slice(0, 60).padEnd(60), `${seconds.toFixed(1)} s`].join(' '),
  );
  const noticed = results.filter(({ noticedBy }) => noticedBy !== undefined).length;
  return [...lines, `${noticed} of ${results.length} noticed`].join('\n');
}

async function main() {
  const folder = mkdtempSync(join(tmpdir(), 'backend-package-mutate-'));
  try {
    const python = await pythonEnvironment({ log: (line) => console.log(line) });
    const backend = join(folder, 'backend');
    mkdirSync(backend);
    cpSync(SAMPLE, backend, { recursive: true });
    const args = [join(ROOT, 'dist', 'generators', 'cli.js'), PACKAGE.name, ...PACKAGE.fields, '--yes'];
    const generated = await run(process.execPath, args, { cwd: backend });
    if (generated.status !== 0) throw new Error(`The generator failed:\n${generated.stdout}${generated.stderr}`);
    const results = await mutate(python, backend);
    console.log(table(results));
    if (results.some(({ noticedBy }) => noticedBy === undefined)) process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
