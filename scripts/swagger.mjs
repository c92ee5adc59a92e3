// Makes docs/swagger.png: the page of a generated package in the API's documentation, as a browser shows it. It needs
// Chromium on the PATH. npm run -s build && node scripts/swagger.mjs
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pythonEnvironment, run, startServer } from './python.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const CACHE = join(ROOT, '.cache', 'swagger');
const UI = join(CACHE, 'node_modules', 'swagger-ui-dist');
const WORDS = ['invoices', 'number:str.32:unique', 'total:decimal.10.2:ge=0', '--yes'];
const [WIDTH, HEIGHT] = [960, 840];

const found = ['chromium', 'chromium-browser', 'google-chrome'].find(
  (name) => spawnSync(name, ['--version']).status === 0,
);
if (found === undefined) throw new Error('No Chromium was found on the PATH (on Debian: apt-get install chromium).');

if (!existsSync(UI)) {
  mkdirSync(CACHE, { recursive: true });
  const flags = ['--prefix', CACHE, '--no-save', '--no-audit', '--no-fund', '--silent'];
  spawnSync('npm', ['install', ...flags, 'swagger-ui-dist@5'], { stdio: 'inherit' });
}

/** The application's own page, with what it loads from elsewhere from this machine. */
function beside(url) {
  const server = createServer(async (request, response) => {
    const file = /^\/ui\/([\w.-]+)$/.exec(request.url ?? '')?.[1];
    if (file !== undefined) {
      response.setHeader('content-type', file.endsWith('.css') ? 'text/css' : 'text/javascript');
      response.end(readFileSync(join(UI, file)));
      return;
    }
    const answer = await fetch(new URL(request.url ?? '/', url));
    const text = await answer.text();
    response.setHeader('content-type', answer.headers.get('content-type') ?? 'text/plain');
    response.end(text.replaceAll(/https:\/\/[^"']*\/swagger-ui-dist@\d+\/([\w.-]+)/g, '/ui/$1'));
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve({ server, at: `http://127.0.0.1:${server.address().port}` }));
  });
}

const folder = mkdtempSync(join(tmpdir(), 'backend-package-swagger-'));
try {
  cpSync(join(ROOT, '__tests__', 'hosts', 'standard'), folder, { recursive: true });
  const backend = join(folder, 'backend');
  const python = await pythonEnvironment();
  const cli = join(ROOT, 'dist', 'generators', 'cli.js');
  const env = { PATH: process.env.PATH, XDG_STATE_HOME: join(folder, 'state'), VIRTUAL_ENV: dirname(dirname(python)) };
  const written = await run(process.execPath, [cli, ...WORDS], { cwd: backend, env });
  if (written.status !== 0) throw new Error(written.stdout + written.stderr);
  const api = await startServer(python, backend, { DATABASE_URL: 'sqlite:///./picture.db' });
  const { server, at } = await beside(api.url);
  try {
    const options = ['--headless', '--no-sandbox', '--hide-scrollbars', '--virtual-time-budget=15000'];
    const picture = [`--window-size=${WIDTH},${HEIGHT}`, `--screenshot=${join(ROOT, 'docs', 'swagger.png')}`];
    const taken = await run(found, [...options, ...picture, `${at}/docs`]);
    if (taken.status !== 0) throw new Error(taken.stderr);
  } finally {
    server.close();
    await api.stop();
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
