// The whole way, on the sample backend: build, install, generate, test, serve, create, list: npm run demo [-- --keep --built]
import { cpSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pythonEnvironment, run, startServer } from './python.mjs';
import { handToUser, installBesideYo, pack, runYo, scratchFolder } from './yo.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const SAMPLE = join(ROOT, '__tests__', 'hosts', 'standard');
const COMMAND = [
  'backend-package',
  'invoices',
  'number:str.32:unique',
  'total:decimal.10.2:ge=0',
  'due:date:optional',
  'status:enum.draft.sent.paid:default=draft',
  '--yes',
];
const INVOICE = { number: 'INV-1', total: '99.50', due: '2026-12-31' };

const isKept = process.argv.includes('--keep');
/** Whether `dist/` is there, and others are using it. */
const isBuilt = process.argv.includes('--built');

let steps = 0;
const step = (text) => console.log(`\n[${++steps}] ${text}`);

/** A dot every two seconds in which nothing else is printed. */
function showLife() {
  let written = process.stdout.bytesWritten;
  const timer = setInterval(() => {
    if (written === process.stdout.bytesWritten) process.stdout.write('.');
    written = process.stdout.bytesWritten;
  }, 2000);
  return () => clearInterval(timer);
}

function mustSucceed(what, { status }) {
  if (status !== 0) throw new Error(`${what} ended with status ${status}`);
}

async function call(method, url, expected, body) {
  const response = await fetch(url, {
    method,
    signal: AbortSignal.timeout(30_000),
    ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  const text = await response.text();
  console.log(`${method} ${url}${body ? ` ${JSON.stringify(body)}` : ''}\n  ${response.status} ${text}`);
  if (response.status !== expected) throw new Error(`${method} ${url} answered ${response.status}, not ${expected}`);
  return JSON.parse(text);
}

async function createAndList(python, backend) {
  const server = await startServer(python, backend, { DATABASE_URL: 'sqlite:///./demo.db' });
  console.log(`it listens at ${server.url}`);
  let failed = true;
  try {
    const invoices = `${server.url}/api/v1/invoices`;
    step('creating an invoice and listing the invoices');
    const created = await call('POST', invoices, 201, INVOICE);
    const listed = await call('GET', invoices, 200);
    if (JSON.stringify(listed) !== JSON.stringify([created])) throw new Error('the list does not hold the new invoice');
    failed = false;
    return created;
  } finally {
    step('stopping the server');
    await server.stop();
    if (failed) console.error(server.log());
  }
}

async function demo(folder) {
  const backend = join(folder, 'site', 'backend');

  step('copying the sample backend');
  cpSync(SAMPLE, join(folder, 'site'), { recursive: true });
  handToUser(join(folder, 'site'));
  console.log(join(folder, 'site'));

  step('setting up its Python environment');
  const python = await pythonEnvironment({ log: (line) => console.log(line) });
  console.log(python);
  // The plan is tried with the environment that is active.
  process.env.VIRTUAL_ENV = dirname(dirname(python));

  if (!isBuilt) {
    step('building the generator');
    mustSucceed('the build', await run(process.execPath, [join(ROOT, 'scripts', 'build.mjs')], { echo: true }));
  }

  step('packing the generator and installing it beside yo');
  const tarball = await pack(ROOT, folder, { build: false });
  await installBesideYo(folder, tarball);
  rmSync(tarball);

  step(`yo ${COMMAND.join(' ')}`);
  mustSucceed('yo', await runYo(folder, backend, COMMAND, { echo: true }));

  step("running the new package's tests");
  mustSucceed('pytest', await run(python, ['-m', 'pytest', 'app/invoices'], { cwd: backend, echo: true }));

  step('starting the server');
  const created = await createAndList(python, backend);

  console.log(`\nDone. The created record: ${JSON.stringify(created)}`);
  if (!isKept) return console.log('To look at the backend afterwards: npm run demo -- --keep');
  console.log(`  the backend   ${backend}
  the package   ${join(backend, 'app', 'invoices')}
  the database  ${join(backend, 'demo.db')}
  Python        ${python}
To look at it in a browser, at http://127.0.0.1:8000/docs:
  cd ${backend}
  DATABASE_URL=sqlite:///./demo.db ${python} -m uvicorn app.main:app`);
}

const folder = scratchFolder('backend-package-demo-');
const settle = showLife();
try {
  await demo(folder);
  if (!isKept) rmSync(folder, { recursive: true, force: true });
} catch (error) {
  console.error(`\nThe demo failed at step ${steps}: ${error.message}\nWhat there is so far: ${folder}`);
  process.exitCode = 1;
} finally {
  settle();
}
