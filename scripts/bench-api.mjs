// What a generated API costs beside one written by hand and beside fastcrud: node scripts/bench-api.mjs [rounds], after a build.
// The same server, PostgreSQL and calls; CPU time of the server is what other work on the machine disturbs least.
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { pythonEnvironment, run } from './python.mjs';
import { scratchFolder } from './yo.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));
const ROOT = dirname(HERE);
const CLI = join(ROOT, 'dist', 'generators', 'cli.js');
const STYLES = join(ROOT, '__tests__', 'styles');
const ROUNDS = Number(process.argv[2] ?? 7);
const SERVER = process.env.TEST_POSTGRES_URL ?? 'postgresql://postgres@127.0.0.1:5432/postgres';
const FIELDS = [
  'number:str.32:unique',
  'total:decimal.10.2:ge=0',
  'due:date:optional',
  'status:enum.draft.sent.paid:default=draft',
];
/** How many calls of one kind a round makes, and how many at once. */
const CALLS = 150;
const AT_ONCE = 8;

const HOSTS = [
  { name: 'asynchronous', style: 'layered-async', path: '/api/v1/invoices', update: 'PATCH', library: '/library' },
  { name: 'synchronous', style: 'column-functions', path: '/invoices/', update: 'PUT' },
];

const folder = scratchFolder('bench-api-');
const python = await pythonEnvironment({
  requirements: join(HERE, 'bench-api', 'requirements.txt'),
  log: console.error,
});
const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });

function call(url, method, path, body) {
  return new Promise((resolve, reject) => {
    const headers = body === undefined ? {} : { 'content-type': 'application/json' };
    const sent = request(`${url}${path}`, { method, agent, headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (chunk) => {
        text += chunk;
      });
      answer.on('end', () => {
        if (answer.statusCode >= 300) reject(new Error(`${method} ${path}: ${answer.statusCode} ${text}`));
        else resolve(text === '' ? undefined : JSON.parse(text));
      });
    });
    sent.on('error', reject);
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

async function database(action, name) {
  const statement = `${action} DATABASE ${name}${action === 'DROP' ? ' WITH (FORCE)' : ''}`;
  const code =
    'import psycopg, sys\nwith psycopg.connect(sys.argv[1], autocommit=True) as c:\n    c.execute(sys.argv[2])';
  const { status, stderr } = await run(python, ['-c', code, SERVER, statement]);
  if (status !== 0) throw new Error(stderr);
}

/** A server of a backend over its own database. */
async function started(cwd, name, isLibrary) {
  await database('CREATE', name);
  const url = new URL(SERVER);
  url.protocol = 'postgresql+psycopg';
  url.pathname = `/${name}`;
  const env = { ...process.env, DATABASE_URL: url.href, PYTHONPATH: `${cwd}:${join(HERE, 'bench-api')}` };
  if (isLibrary) env.BENCH_LIBRARY = '1';
  const args = ['-m', 'uvicorn', 'counted:app', '--port', '0', '--no-access-log', '--app-dir', cwd];
  const child = spawn(python, args, { cwd, env, stdio: ['ignore', 'ignore', 'pipe'] });
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (chunk) => {
    log += chunk;
  });
  for (let waited = 0; waited < 600; waited += 1) {
    const found = /running on (http:\S+:\d+)/.exec(log)?.[1];
    if (found !== undefined) return { url: found, stop: () => child.kill('SIGKILL'), name };
    if (child.exitCode !== null) break;
    await sleep(50);
  }
  child.kill('SIGKILL');
  throw new Error(`the server did not start in ${cwd}:\n${log}`);
}

/** Runs a call for each number, some at once. */
async function inParallel(numbers, work) {
  const left = [...numbers];
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let next = left.shift(); next !== undefined; next = left.shift()) await work(next);
    }),
  );
}

let serial = 0;
/** What each kind of call costs in one round: milliseconds of CPU time, of waiting, and statements. */
async function round({ url, path, update }) {
  const item = (key) => `${path.replace(/\/$/, '')}/${key}`;
  const numbers = Array.from({ length: CALLS }, (_, index) => index);
  const keys = [];
  const kinds = {
    create: async () => {
      serial += 1;
      const body = { number: `N-${serial}`, total: '10.50', due: '2026-01-31', status: 'sent' };
      keys.push((await call(url, 'POST', path, body)).id);
    },
    read: (index) => call(url, 'GET', item(keys[index])),
    list: () => call(url, 'GET', path),
    update: (index) => call(url, update, item(keys[index]), { total: '11.50', status: 'paid' }),
    delete: (index) => call(url, 'DELETE', item(keys[index])),
  };
  const costs = {};
  for (const [kind, work] of Object.entries(kinds)) {
    const before = await call(url, 'GET', '/bench');
    const start = performance.now();
    await inParallel(numbers, work);
    const wall = performance.now() - start;
    const after = await call(url, 'GET', '/bench');
    const each = (value) => value / CALLS;
    costs[kind] = {
      cpu: each((after.cpu - before.cpu) * 1000),
      wall: each(wall),
      statements: each(after.statements - before.statements),
    };
  }
  return costs;
}

function median(values) {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[sorted.length >> 1];
}

/** The backends of a host: by hand as its team has written them, generated, and generated with a library's endpoints. */
function backends({ style, path, library }) {
  const lay = (name, parts) => {
    const cwd = join(folder, `${style}-${name}`);
    mkdirSync(cwd);
    for (const part of parts) cpSync(join(STYLES, style, part), cwd, { recursive: true });
    return cwd;
  };
  const generated = lay('generated', ['backend']);
  const args = [CLI, 'invoices', ...FIELDS, '--yes', '--proof=off'];
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: generated, encoding: 'utf8' });
  if (status !== 0) throw new Error(`nothing was generated:\n${stderr}`);
  return [
    { name: 'written by hand', cwd: lay('by-hand', ['backend', 'wanted']), path },
    { name: 'generated', cwd: generated, path },
    ...(library === undefined ? [] : [{ name: 'fastcrud', cwd: generated, path: library, isLibrary: true }]),
  ];
}

async function compare(host) {
  const servers = [];
  try {
    for (const [index, { cwd, isLibrary, ...rest }] of backends(host).entries()) {
      const server = await started(cwd, `bench_${process.pid}_${host.name}_${index}`, isLibrary);
      servers.push({
        ...server,
        ...rest,
        name: rest.name,
        database: server.name,
        update: rest.isLibrary ? 'PATCH' : host.update,
        rounds: [],
      });
    }
    for (let turn = 0; turn <= ROUNDS; turn += 1)
      for (const server of servers) {
        const costs = await round(server);
        // The first round fills caches.
        if (turn > 0) server.rounds.push(costs);
      }
    report(host, servers);
  } finally {
    for (const server of servers) {
      server.stop();
      await database('DROP', server.database);
    }
  }
}

function report({ name, style }, servers) {
  console.log(
    `\nA ${name} backend (${style}): CPU time of the server for a call, its ratio to the form written by hand, statements.\n`,
  );
  const kinds = Object.keys(servers[0].rounds[0]);
  const of = (server, kind, what) => median(server.rounds.map((costs) => costs[kind][what]));
  console.log(`| call   | ${servers.map((server) => server.name.padEnd(28)).join(' | ')} |`);
  console.log(`| ------ | ${servers.map(() => '-'.repeat(28)).join(' | ')} |`);
  for (const kind of kinds) {
    const cells = servers.map((server) => {
      const cpu = of(server, kind, 'cpu');
      const ratio = cpu / of(servers[0], kind, 'cpu');
      return `${cpu.toFixed(2)} ms, ${ratio.toFixed(2)}, ${of(server, kind, 'statements').toFixed(1)} statements`.padEnd(
        28,
      );
    });
    console.log(`| ${kind.padEnd(6)} | ${cells.join(' | ')} |`);
  }
}

try {
  console.log(`${ROUNDS} rounds of ${CALLS} calls of each kind, ${AT_ONCE} at once; medians.`);
  for (const host of HOSTS) await compare(host);
} finally {
  agent.destroy();
  rmSync(folder, { recursive: true, force: true });
}
