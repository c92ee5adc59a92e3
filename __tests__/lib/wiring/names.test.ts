// Packages that a host imports by names: those are in a list, or found in folders, or cannot be seen.
import { describe, expect, test } from '@jest/globals';
import { registerPackage } from '../../../lib/registration/register.js';
import { locateHost } from '../located.js';
import { DATABASE, feature, host, TOP } from '../sample.js';

type Texts = Readonly<Record<string, string>>;

const APP: Texts = {
  '.git/HEAD': '',
  'app/__init__.py': '',
  'app/database.py': DATABASE,
  ...feature('app/users', 'app.'),
  ...feature('app/items', 'app.'),
};

const main = (lines: string, from = ''): string => `from importlib import import_module

from fastapi import FastAPI
${from}
app = FastAPI()
${lines}
`;

const LOOP = `for name in NAMES:
    app.include_router(import_module(f"app.{name}.router").router)`;

/** What registering invoices adds, by file, or the refusal that it ends in. */
async function added(texts: Texts): Promise<Record<string, unknown>> {
  const all = { ...APP, ...texts };
  const located = await locateHost(host(all), TOP, { like: 'users' });
  const pkg = { package: 'invoices', singular: 'invoice', modelName: 'Invoice', hasModels: false };
  const outcomes = await registerPackage(located, pkg);
  return Object.fromEntries(
    outcomes.map(({ file, outcome }) => [
      file.path.slice(TOP.length + 1),
      outcome.kind === 'edited' ? outcome.lines.map(({ text }) => text.trim()) : outcome.kind,
    ]),
  );
}

describe('the name of the package is added to the list that the packages are imported from', () => {
  test.each([
    ['a list', main(`NAMES = ["users", "items"]\n${LOOP}`), 'NAMES = ["users", "items", "invoices"]'],
    ['a tuple', main(`NAMES = ("items", "users")\n${LOOP}`), 'NAMES = ("items", "users", "invoices")'],
    [
      'a set that is frozen',
      main(`NAMES = frozenset({"items", "users"})\n${LOOP}`),
      'NAMES = frozenset({"items", "users", "invoices"})',
    ],
    [
      'the loop itself',
      main(LOOP.replace('NAMES', '["users", "items"]')),
      'for name in ["users", "items", "invoices"]:',
    ],
    [
      'a call around it',
      main(LOOP.replace('NAMES', 'sorted(["users", "items"])')),
      'for name in sorted(["users", "items", "invoices"]):',
    ],
    [
      'a list that folders are filtered by',
      main(
        `NAMES = ["items", "users"]\nfor found in pkgutil.iter_modules(["app"]):\n    if found.name in NAMES:\n        app.include_router(import_module(f"app.{found.name}.router").router)`,
        'import pkgutil\n',
      ),
      'NAMES = ["items", "users", "invoices"]',
    ],
  ])('in %s', async (_, text, line) => {
    expect(await added({ 'app/main.py': text })).toEqual({ 'app/main.py': [line] });
  });

  test('as a dotted name in another module', async () => {
    const loop = 'for name in INSTALLED_APPS:\n    app.include_router(import_module(f"{name}.router").router)';
    const texts = {
      'app/main.py': main(loop, '\nfrom app.config import INSTALLED_APPS\n'),
      'app/config.py': 'INSTALLED_APPS = [\n    "app.items",\n    "app.users",\n]\nPUBLIC = ["users"]\n',
    };
    expect(await added(texts)).toEqual({ 'app/config.py': ['"app.invoices",'] });
  });

  test('in an attribute of settings', async () => {
    const texts = {
      'app/main.py': main(LOOP.replace('NAMES', 'settings.MODULES'), '\nfrom app.config import settings\n'),
      'app/config.py':
        'class Settings:\n    MODULES: list[str] = ["items", "users"]\n    ADMINS: list[str] = ["users"]\n\n\nsettings = Settings()\n',
    };
    expect(await added(texts)).toEqual({
      'app/config.py': ['MODULES: list[str] = ["items", "users", "invoices"]'],
    });
  });

  test('in a list that is handed to the module that imports', async () => {
    const texts = {
      'app/main.py':
        'from fastapi import FastAPI\n\nfrom app.loading import load\n\napp = FastAPI()\nload(app, ["items", "users"])\n',
      'app/loading.py':
        'from importlib import import_module\n\n\ndef load(app, names):\n    for name in names:\n        app.include_router(import_module(f"app.{name}.router").router)\n',
    };
    expect(await added(texts)).toEqual({ 'app/main.py': ['load(app, ["items", "users", "invoices"])'] });
  });

  test('as a record with its prefix and tags', async () => {
    const text = main(
      'NAMES = [\n    {"module": "users", "prefix": "/users", "tags": ["users"]},\n]\nfor each in NAMES:\n    app.include_router(import_module(f"app.{each[\'module\']}.router").router, prefix=each["prefix"])',
    );
    expect(await added({ 'app/main.py': text })).toEqual({
      'app/main.py': ['{"module": "invoices", "prefix": "/invoices", "tags": ["invoices"]},'],
    });
  });

  test('as the key of a dict', async () => {
    const text = main(
      'NAMES = {"items": "/items", "users": "/users"}\nfor name, prefix in NAMES.items():\n    app.include_router(import_module(f"app.{name}.router").router, prefix=prefix)',
    );
    expect(await added({ 'app/main.py': text })).toEqual({
      'app/main.py': ['NAMES = {"items": "/items", "users": "/users", "invoices": "/invoices"}'],
    });
  });
});

test('names that cannot be seen are refused', async () => {
  const text = main(LOOP.replace('NAMES', 'os.environ["MODULES"].split(",")'), 'import os\n');
  expect(await added({ 'app/main.py': text })).toEqual({ 'app/main.py': 'refused' });
});

test('a list of what is left out is none of what is imported', async () => {
  const text = main(
    'SKIPPED = ["users"]\nfor found in pkgutil.iter_modules(["app"]):\n    if found.name not in SKIPPED:\n        app.include_router(import_module(f"app.{found.name}.router").router)',
    'import pkgutil\n',
  );
  expect(await added({ 'app/main.py': text })).toEqual({});
});

test('models are imported by the same names', async () => {
  const texts = {
    ...APP,
    'app/main.py': `from importlib import import_module

from fastapi import FastAPI

from app.database import Base, engine
from app.users.router import router as users_router

for name in ["items", "users"]:
    import_module(f"app.{name}.models")
Base.metadata.create_all(engine)
app = FastAPI()
app.include_router(users_router)
`,
  };
  const located = await locateHost(host(texts), TOP, {});
  expect(located.models.map(({ path, mode, lists }) => [path.slice(TOP.length + 1), mode, lists])).toEqual([
    ['app/main.py', 'names', ['']],
  ]);
});
