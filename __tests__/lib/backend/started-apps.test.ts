// Which of several apps is meant: the one that the repository starts.
import { expect, test } from '@jest/globals';
import type { BackendPackageError } from '../../../lib/refusal.js';
import { locateHost } from '../located.js';
import { DATABASE, feature, host, TOP } from '../sample.js';

const app = (more = ''): string => `from fastapi import APIRouter, FastAPI\n\n${more}app = FastAPI()\n`;

const TWO = {
  '.git/HEAD': '',
  'one/main.py': app(),
  'two/main.py': app(),
};

async function chosen(texts: Readonly<Record<string, string>>, start = TOP): Promise<string> {
  try {
    return (await locateHost(host(texts), start)).app.path.slice(TOP.length + 1);
  } catch (error) {
    return (error as BackendPackageError).message;
  }
}

test.each([
  [
    'the entrypoint',
    { 'pyproject.toml': '[tool.fastapi]\nentrypoint = "two.main:app"\n', Procfile: 'web: uvicorn one.main:app\n' },
  ],
  ['a Dockerfile', { Dockerfile: 'FROM python:3.12\nCMD ["uvicorn", "two.main:app", "--host", "0.0.0.0"]\n' }],
  [
    'a Dockerfile beside the app, over several lines',
    { 'two/Dockerfile': 'CMD ["gunicorn", \\\n  "-k", "uvicorn.workers.UvicornWorker", "main:app"]\n' },
  ],
  ['fastapi run', { Dockerfile: 'CMD ["fastapi", "run", "--workers", "4", "two/main.py"]\n' }],
  ['fastapi run without a file', { 'two/Dockerfile': 'CMD fastapi run --port 80\n' }],
  ['a compose file', { 'docker-compose.yml': 'services:\n  web:\n    command: uvicorn two.main:app --reload\n' }],
  ['a Procfile', { Procfile: 'web: gunicorn two.main:app -w 4\n' }],
  ['a Makefile', { Makefile: 'run:\n\tpoetry run uvicorn two.main:app\n' }],
  ['a task of pyproject.toml', { 'pyproject.toml': '[tool.poe.tasks]\ndev = "uvicorn two.main:app --reload"\n' }],
  ['a shell script', { 'scripts/start.sh': '#!/bin/sh\n# uvicorn one.main:app\nexec uvicorn two.main:app\n' }],
  ['a file that imports the app', { 'run.py': 'from two.main import app\n', Procfile: 'web: python run.py\n' }],
])('an app is told by %s', async (_, files) => {
  expect(await chosen({ ...TWO, ...files })).toBe('two/main.py');
});

test('commands of a README do not tell which app is meant', async () => {
  expect(await chosen({ ...TWO, 'README.md': 'Try `uvicorn two.main:app`.\n' })).toContain('[app-ambiguous]');
});

test('an example and a script are no candidates', async () => {
  const texts = {
    ...TWO,
    'two/main.py': '',
    'scripts/serve.py': app(),
    'examples/__init__.py': '',
    'examples/a.py': app(),
  };
  expect(await chosen(texts)).toBe('one/main.py');
});

test('several that are started are told with the lines that get past it, those of their routers too', async () => {
  const two = 'a = APIRouter()\nb = APIRouter()\nc = APIRouter()\na.include_router(c)\nb.include_router(c)\n';
  const texts = {
    ...TWO,
    'two/main.py': app(two),
    'three.py': app(),
    Makefile: 'a:\n\tuvicorn one.main:app\nb:\n\tuvicorn two.main:app\n',
  };
  expect(await chosen(texts)).toBe(
    `[app-ambiguous] There are several FastAPI apps here. Each of these says which one:
    --main one/main.py  (started by Makefile:2)
    --main two/main.py --router-file two/main.py --router a  (started by Makefile:4)
    --main two/main.py --router-file two/main.py --router b  (started by Makefile:4)
Run the same command with one of these lines (or with --backend FOLDER).`,
  );
});

test('an app through a link to its folder is refused, unless the real folder is named', async () => {
  const files = host({
    '.git/HEAD': '',
    'real/main.py': app(),
    'real/database.py': DATABASE,
    ...feature('real/users', 'app.'),
    'backend/pyproject.toml': '',
  });
  const link = `${TOP}/backend/app`;
  const through = (path: string): string => (path.startsWith(`${link}/`) ? path.replace(link, `${TOP}/real`) : path);
  const linked = {
    ...files,
    bytes: (path: string) => files.bytes(through(path)),
    list: (folder: string) => {
      if (folder === link) return files.list(`${TOP}/real`);
      return folder === `${TOP}/backend` ? ['app', 'pyproject.toml'] : files.list(through(folder));
    },
    lstat: (path: string) =>
      path === link ? { kind: 'link' as const, links: 1, size: 7 } : files.lstat(through(path)),
  };
  await expect(locateHost(linked, `${TOP}/backend`)).rejects.toThrow(/\[app-linked\].*backend\/app/s);
  const named = await locateHost(linked, `${TOP}/backend`, { backend: '../real' });
  expect(named.app.path).toBe(`${TOP}/real/main.py`);
});
