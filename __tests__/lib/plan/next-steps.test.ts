import { expect, test } from '@jest/globals';
import { nextStepLines } from '../../../lib/plan/next-steps.js';
import { locateHost } from '../located.js';
import { inMemory } from '../memory.js';

const BACKEND = {
  '/p/.git/HEAD': '',
  '/p/backend/app/__init__.py': '',
  '/p/backend/app/main.py':
    'from fastapi import FastAPI\n\nfrom app.users.api import router\n\napp = FastAPI()\napp.include_router(router)\n',
  '/p/backend/app/users/__init__.py': '',
  '/p/backend/app/users/api.py': 'from fastapi import APIRouter\n\nrouter = APIRouter(prefix="/users")\n',
  '/p/backend/app/users/models.py': 'from app.db import Base\n\n\nclass User(Base):\n    __tablename__ = "users"\n',
};
const MIGRATED = {
  '/p/backend/alembic.ini': '[alembic]\nscript_location = alembic\n',
  '/p/backend/alembic/env.py': 'target_metadata = None\n',
};

async function steps(
  more: Readonly<Record<string, string>>,
  from = '/p',
  names: readonly string[] = ['invoices'],
): Promise<readonly string[]> {
  const files = inMemory({ ...BACKEND, ...more });
  const host = await locateHost(files, '/p');
  const packages = names.map((name) => ({
    name,
    isNew: true,
    models: [{ name: 'Invoice', paths: [{ path: `/v1/${name}`, guards: [] }], fields: [] }],
    host,
    folder: `/p/backend/app/${name}`,
    files: [],
    docs: '/docs',
    notes: [],
  }));
  return nextStepLines(files, packages, from);
}

test('tests, the server and the address come in this order', async () => {
  expect(await steps({})).toEqual([
    'Run its tests:  cd backend && python -m pytest app/invoices',
    'Start it:       cd backend && uvicorn app.main:app --reload',
    'Open:           http://127.0.0.1:8000/docs (its paths are below /v1/invoices)',
  ]);
});

test('several packages have each step once', async () => {
  expect(await steps(MIGRATED, '/p/backend', ['invoices', 'orders', 'tags'])).toEqual([
    'New migration:  alembic revision --autogenerate -m "add invoices, orders and tags"',
    'Migrate:        alembic upgrade head',
    'Run the tests:  python -m pytest app/invoices app/orders app/tags',
    'Start it:       uvicorn app.main:app --reload',
    'Open:           http://127.0.0.1:8000/docs',
  ]);
  expect((await steps(MIGRATED, '/p/backend', ['a', 'b', 'c', 'd', 'e'])).slice(0, 3)).toEqual([
    'New migration:  alembic revision --autogenerate -m "add 5 packages"',
    'Migrate:        alembic upgrade head',
    'Run the tests:  python -m pytest app',
  ]);
});

test('a backend that Alembic migrates is migrated first', async () => {
  expect((await steps(MIGRATED, '/p/backend')).slice(0, 3)).toEqual([
    'New migration:  alembic revision --autogenerate -m "add invoices"',
    'Migrate:        alembic upgrade head',
    'Run its tests:  python -m pytest app/invoices',
  ]);
});

test('tools are run as the lock file says', async () => {
  expect((await steps({ ...MIGRATED, '/p/backend/uv.lock': '' }))[1]).toBe(
    'Migrate:        cd backend && uv run alembic upgrade head',
  );
});

test.each([
  ['/p/Procfile', 'web: uvicorn backend.app.main:app --host 0.0.0.0\n', 'uvicorn backend.app.main:app --reload'],
  ['/p/backend/Dockerfile', 'CMD ["fastapi", "run", "app/main.py"]\n', 'cd backend && fastapi dev app/main.py'],
  ['/p/backend/scripts/start.sh', 'exec gunicorn -k x app.main:app\n', 'cd backend && uvicorn app.main:app --reload'],
  ['/p/Procfile', 'web: uvicorn other.main:app\n', 'cd backend && uvicorn app.main:app --reload'],
  ['/p/backend/app/Dockerfile', 'CMD ["uvicorn", "main:app"]\n', 'cd backend && uvicorn app.main:app --reload'],
  ['/p/backend/asgi.py', 'from app.main import app\n', 'cd backend && uvicorn app.main:app --reload'],
  ['/p/README.md', 'Start it with `uvicorn backend.app.main:app`.\n', 'uvicorn backend.app.main:app --reload'],
  ['/p/README.md', '# uvicorn other.main:app\n', 'cd backend && uvicorn app.main:app --reload'],
])('the server is started as %s does it: %s', async (path, text, command) => {
  expect(await steps({ [path]: text })).toContain(`Start it:       ${command}`);
});

const WRAPPED = 'from fastapi.middleware.cors import CORSMiddleware\n';
const ROUTER_IN_APP = 'app.include_router(router)\n';
const wrappedBy = (end: string): Record<string, string> => ({
  '/p/backend/app/main.py': `${WRAPPED}${BACKEND['/p/backend/app/main.py']}${end}`,
});

test.each([
  ['under its own name', wrappedBy('\napp = CORSMiddleware(app, allow_origins=["*"])\n')],
  ['by keyword', wrappedBy('\napp = CORSMiddleware(app=app, allow_origins=["*"])\n')],
  [
    'under another name than the FastAPI object',
    {
      '/p/backend/app/main.py': `${WRAPPED}${BACKEND['/p/backend/app/main.py'].replace('app = FastAPI()', 'api = FastAPI()').replace(ROUTER_IN_APP, 'api.include_router(router)\n')}\napp = CORSMiddleware(app=api)\n`,
    },
  ],
])('an application that middleware wraps is started with it: %s', async (_name, texts) => {
  expect(await steps(texts)).toContain('Start it:       cd backend && uvicorn app.main:app --reload');
});

test('an application is started as the host does it, where another file wraps it', async () => {
  const texts = {
    '/p/backend/asgi.py': `${WRAPPED}from app.main import app\n\nserved = CORSMiddleware(app)\n`,
    '/p/backend/Procfile': 'web: gunicorn -k uvicorn.workers.UvicornWorker asgi:served\n',
  };
  expect(await steps(texts)).toContain('Start it:       cd backend && uvicorn asgi:served --reload');
});

test.each([
  ['web: uvicorn --factory app.main:make\n'],
  ['web: uvicorn app.main:make --port 80 --factory\n'],
  ['web: gunicorn "app.main:make()"\n'],
])('a factory is started as one: %s', async (text) => {
  const made = BACKEND['/p/backend/app/main.py'].replace('app = FastAPI()\n', 'def make():\n    app = FastAPI()\n');
  const texts = {
    '/p/backend/app/main.py': `${made.replace(ROUTER_IN_APP, `    ${ROUTER_IN_APP}`)}    return app\n`,
    '/p/backend/Procfile': text,
  };
  expect(await steps(texts)).toContain('Start it:       cd backend && uvicorn --factory app.main:make --reload');
});
