import { describe, expect, test } from '@jest/globals';
import type { HostFlags } from '../../../lib/backend/flags.js';
import { locateHost } from '../located.js';
import { DATABASE, feature, host, TOP } from '../sample.js';

type Texts = Readonly<Record<string, string>>;

const MAIN = `from fastapi import FastAPI
from app.users.router import router as users_router

app = FastAPI()
app.include_router(users_router)
`;

const APP: Texts = {
  '.git/HEAD': '',
  'app/__init__.py': '',
  'app/main.py': MAIN,
  'app/database.py': DATABASE,
  ...feature('app/users', 'app.'),
};

/** The object is made in one file and given its routers in another. */
const MADE_APART: Texts = {
  ...APP,
  'app/server.py': 'from fastapi import FastAPI\n\n\ndef make():\n    return FastAPI()\n',
  'app/main.py': MAIN.replace('from fastapi import FastAPI', 'from app.server import make').replace(
    'FastAPI()',
    'make()',
  ),
};

const from = (path: string): string => path.slice(TOP.length + 1);

/** What was found, in short, with paths from the project's folder. */
async function found(texts: Texts, start = '', flags: HostFlags = {}): Promise<Record<string, unknown>> {
  const located = await locateHost(host(texts), start === '' ? TOP : `${TOP}/${start}`, flags);
  const { blueprint, importRoot, appName } = located;
  return {
    root: from(located.root),
    importRoot,
    app: from(located.app.path),
    called: appName && `${appName.module}:${appName.name}${appName.isFactory ? '()' : ''}`,
    blueprint,
    routers: located.routers.map(({ path, mode }) => `${mode} ${from(path)}`),
  };
}

const refusal = async (texts: Texts, start = '', flags: HostFlags = {}): Promise<unknown> =>
  found(texts, start, flags).then(
    () => undefined,
    (error: Error & { code?: number }) => `${error.code} ${error.message}`,
  );

describe('where the backend is', () => {
  test.each(['', 'app', 'app/users', 'app/users/tests'])('is found from %j', async (start) => {
    const texts = { ...APP, 'app/users/tests/conftest.py': 'from fastapi import FastAPI\n\napp = FastAPI()\n' };
    expect(await found(texts, start)).toEqual({
      root: '',
      importRoot: 'app',
      app: 'app/main.py',
      called: 'app.main:app',
      blueprint: 'users',
      routers: ['include app/main.py'],
    });
  });

  test.each([
    ['backend', 'backend', 'app'],
    ['services/shop', 'services/shop', 'app'],
    ['src', 'src', 'app'],
  ])('is the folder %s that the imports are relative to', async (folder, root, importRoot) => {
    const moved = Object.fromEntries(Object.entries(APP).map(([path, text]) => [`${folder}/${path}`, text]));
    expect(await found({ '.git/HEAD': '', ...moved })).toMatchObject({ root, importRoot });
  });

  test('is above the folder that the imports name first', async () => {
    const texts = {
      '.git/HEAD': '',
      'backend/app/main.py': MAIN.replace('app.users', 'backend.app.users'),
      ...feature('backend/app/users', 'backend.app.'),
    };
    expect(await found(texts, 'backend')).toMatchObject({ root: '', importRoot: 'backend.app' });
  });

  test('is the app’s own folder where imports are bare', async () => {
    const texts = { 'api/main.py': MAIN.replace('app.users', 'users'), ...feature('api/users', '') };
    expect(await found(texts)).toMatchObject({ root: 'api', importRoot: '', called: 'main:app' });
  });

  test('is as far above as relative imports reach', async () => {
    const texts = { 'src/main.py': MAIN.replace('app.users', '.users'), ...feature('src/users', 'src.') };
    expect(await found(texts)).toMatchObject({ root: '', importRoot: 'src', called: 'src.main:app' });
  });

  test('is not looked for outside the repository', async () => {
    const texts = { ...APP, 'other/.git/HEAD': '', 'other/readme.md': '' };
    expect(await refusal(texts, 'other')).toMatch(/^3 \[backend-missing\] No FastAPI backend was found/);
  });

  test('is asked for where there are several', async () => {
    const twice = ['one', 'two'].flatMap((folder) =>
      Object.entries(APP).map(([path, text]) => [`${folder}/${path}`, text] as const),
    );
    const texts = { '.git/HEAD': '', ...Object.fromEntries(twice.filter(([path]) => !path.includes('.git'))) };
    expect(await refusal(texts)).toMatch(/one\/app\/main\.py\n.*two\/app\/main\.py\n.*--backend FOLDER/);
    expect(await found(texts, 'two/app')).toMatchObject({ root: 'two' });
    expect(await found(texts, '', { backend: 'one' })).toMatchObject({ root: 'one' });
  });
});

describe('the FastAPI object', () => {
  test.each([
    [
      'of a factory that the file calls',
      'from fastapi import FastAPI\n\n\ndef make():\n    api = FastAPI()\n    return api\n\n\napp = make()\n',
      'app.main:app',
    ],
    ['of a factory alone', 'from fastapi import FastAPI\n\n\ndef make():\n    return FastAPI()\n', 'app.main:make()'],
    ['under another name', 'import fastapi as web\n\nserver: web.FastAPI = web.FastAPI()\n', 'app.main:server'],
    [
      'of a class of its own',
      'from fastapi import FastAPI\n\n\nclass Shop(FastAPI):\n    pass\n\n\nshop = Shop()\n',
      'app.main:shop',
    ],
    ['with a second name', 'from fastapi import FastAPI\n\napi = FastAPI()\napp = api\n', 'app.main:app'],
  ])('is found when it is one %s', async (_, main, called) => {
    expect(await found({ 'app/main.py': main })).toMatchObject({ app: 'app/main.py', called });
  });

  test('is found in the __init__ of a package', async () => {
    const texts = { ...APP, 'app/__init__.py': MAIN, 'app/main.py': 'import uvicorn\n' };
    expect(await found(texts)).toMatchObject({ app: 'app/__init__.py', called: 'app:app' });
  });

  test('is found above the package', async () => {
    const { 'app/main.py': main = '', ...others } = APP;
    expect(await found({ ...others, 'main.py': main })).toMatchObject({ app: 'main.py', importRoot: 'app' });
  });

  test('is called as the file names it that runs the factory of another', async () => {
    const texts = {
      ...APP,
      'app/main.py': MAIN.replace(
        'app = FastAPI()\napp.include_router(users_router)',
        'def make():\n    app = FastAPI()\n    app.include_router(users_router)\n    return app',
      ),
      'app/asgi.py': 'from app.main import make\n\napplication = make()\n',
    };
    expect(await found(texts)).toMatchObject({ app: 'app/main.py', called: 'app.asgi:application' });
  });

  test('may be made in one file and given its routers in another', async () => {
    expect(await found(MADE_APART)).toMatchObject({ app: 'app/main.py', called: 'app.main:app', blueprint: 'users' });
  });

  test('of a part that another app mounts is passed over, as are those without packages', async () => {
    const texts = {
      ...APP,
      'app/main.py': `${MAIN}from app.admin import admin\n\napp.mount("/admin", admin)\n`,
      'app/admin.py': 'from fastapi import FastAPI\n\nadmin = FastAPI()\n',
      'tools/fake.py': 'from fastapi import FastAPI\n\nfake = FastAPI()\n',
    };
    expect(await found(texts)).toMatchObject({ app: 'app/main.py' });
  });

  test('is that of the folder with packages where no router is reached', async () => {
    const main = 'from fastapi import FastAPI\n\napp = FastAPI()\n';
    const texts = { ...APP, 'app/main.py': main, 'demo/main.py': main };
    expect(await found(texts)).toMatchObject({ app: 'app/main.py', blueprint: undefined });
  });

  test('is not the one that is started where that has no packages and another one has', async () => {
    const mock = 'from fastapi import FastAPI\n\napp = FastAPI()\n';
    const texts = {
      ...APP,
      'stub/llm/app.py': mock,
      'stub/llm/Dockerfile': 'CMD ["uvicorn", "llm.app:app"]\n',
    };
    expect(await found(texts)).toMatchObject({ app: 'app/main.py', blueprint: 'users' });
  });

  test('is taken from --main by the file that makes it, and by the one that gives it its routers', async () => {
    const texts = {
      ...MADE_APART,
      'other/main.py': MAIN,
    };
    for (const main of ['app/server.py', 'app/main.py']) {
      expect(await found(texts, '', { main })).toMatchObject({ app: 'app/main.py', blueprint: 'users' });
    }
    expect(await refusal(texts, '', { main: 'app/users/models.py' })).toMatch(/has no call of FastAPI/);
  });

  test('is asked for where two have packages, and taken from --main', async () => {
    const texts = { ...APP, 'app/other.py': MAIN };
    expect(await refusal(texts)).toMatch(/^3 \[app-ambiguous\] There are several FastAPI apps here.*\n {4}--main .*$/s);
    expect(await found(texts, '', { main: 'app/other.py' })).toMatchObject({ app: 'app/other.py' });
  });
});

describe('the files that include the blueprint', () => {
  const with_ = (changes: Texts): Texts => ({ ...APP, ...feature('app/items', 'app.'), ...changes });
  const start = 'from fastapi import APIRouter, FastAPI\nfrom app.users.router import router as users\n';

  test.each([
    [
      'a list that a loop takes',
      `${start}app = FastAPI()\nROUTERS = [users]\nfor each in ROUTERS:\n    app.include_router(each)\n`,
    ],
    [
      'a dict',
      `${start}app = FastAPI()\nfor path, each in {"/u": users}.items():\n    app.include_router(each, prefix=path)\n`,
    ],
    [
      'tuples',
      `${start}app = FastAPI()\nadd = app.include_router\nfor each, tag in ((users, "u"),):\n    add(each, tags=[tag])\n`,
    ],
    [
      'a module that is handed on',
      'from fastapi import FastAPI\nfrom app.users import router as users\n\napp = FastAPI()\nfor each in (users,):\n    app.include_router(each.router)\n',
    ],
    [
      'imports in twos',
      'from fastapi import FastAPI\n\ntry:\n    from app.users.router import router\nexcept ImportError:\n    from backend.app.users.router import router\napp = FastAPI()\napp.include_router(router)\n',
    ],
  ])('are those with %s', async (_, main) => {
    expect(await found(with_({ 'app/main.py': main }))).toMatchObject({
      blueprint: 'users',
      routers: ['include app/main.py'],
    });
  });

  test('are found through star imports, the file that is starred among them', async () => {
    const texts = with_({
      'app/main.py':
        'from fastapi import *\nfrom app.routes import *\n\napp = FastAPI()\napp.include_router(users_router)\n',
      'app/routes.py': 'from app.users.router import router as users_router\n',
    });
    expect(await found(texts)).toMatchObject({ routers: ['re-export app/routes.py', 'include app/main.py'] });
  });

  test('are followed through a function that is given the app', async () => {
    const texts = with_({
      'app/main.py': 'from fastapi import FastAPI\nfrom app.routes import register\n\napp = FastAPI()\nregister(app)\n',
      'app/routes.py':
        'from app.users.router import router as users\n\n\ndef register(app):\n    app.include_router(users)\n',
    });
    expect(await found(texts)).toMatchObject({ routers: ['include app/routes.py'] });
  });

  test('are all of them where the blueprint has two versions', async () => {
    const version =
      'from fastapi import APIRouter\nfrom app.users.router import router as users\n\nrouter = APIRouter()\nrouter.include_router(users)\n';
    const texts = with_({
      'app/main.py':
        'from fastapi import FastAPI\nfrom app import v1, v2\n\napp = FastAPI()\napp.include_router(v1.router)\napp.include_router(v2.router)\n',
      'app/v1.py': version,
      'app/v2.py': version,
    });
    expect(await found(texts)).toMatchObject({ routers: ['include app/v1.py', 'include app/v2.py'] });
  });

  test('have beside them those that only pass the router on', async () => {
    const texts = with_({
      'app/main.py':
        'from fastapi import FastAPI\nfrom app.routers import users_router\n\napp = FastAPI()\napp.include_router(users_router)\n',
      'app/routers/__init__.py': 'from app.users.router import router as users_router\n',
    });
    expect(await found(texts)).toMatchObject({
      routers: ['re-export app/routers/__init__.py', 'include app/main.py'],
    });
  });

  test('are not those of another package that includes it too', async () => {
    const texts = with_({
      'app/main.py': `${MAIN}from app.items.router import router as items\napp.include_router(items)\n`,
      'app/items/router.py':
        'from fastapi import APIRouter\nfrom app.users.router import router as users\n\nrouter = APIRouter()\nrouter.include_router(users)\n',
    });
    expect(await found(texts)).toMatchObject({ routers: ['include app/main.py'] });
  });

  test('may name it in strings', async () => {
    const texts = with_({
      'app/main.py':
        'from importlib import import_module\nfrom fastapi import FastAPI\n\napp = FastAPI()\nfor name in ["app.users.router"]:\n    app.include_router(import_module(name).router)\n',
    });
    expect(await found(texts)).toMatchObject({ blueprint: 'users', routers: ['strings app/main.py'] });
  });

  test('are none where the host looks for routers itself', async () => {
    const texts = with_({
      'app/main.py':
        'import pkgutil\nfrom importlib import import_module\nfrom fastapi import FastAPI\nimport app as package\n\napp = FastAPI()\nfor each in pkgutil.iter_modules(package.__path__):\n    app.include_router(import_module(f"app.{each.name}.router").router)\n',
    });
    const located = await locateHost(host(texts), TOP);
    expect(located.blueprint).toBe('users');
    expect(located.routers).toEqual([]);
    expect(located.nothing.routers?.id).toBe('discovered');
  });
});

describe('the blueprint', () => {
  const including = (...names: readonly string[]): Texts => ({
    '.git/HEAD': '',
    'app/database.py': DATABASE,
    'app/main.py': [
      'from fastapi import FastAPI',
      ...names.map((name) => `from app.${name}.router import router as ${name}_router`),
      'app = FastAPI()',
      ...names.map((name) => `app.include_router(${name}_router)`),
      '',
    ].join('\n'),
    ...Object.assign({}, ...names.map((name) => feature(`app/${name}`, 'app.'))),
  });

  test.each([
    [['items', 'users', 'accounts'], 'users'],
    [['items', 'accounts'], 'accounts'],
    [['orders', 'items'], 'orders'],
  ])('of %j is %s', async (names, blueprint) => {
    expect(await found(including(...names))).toMatchObject({ blueprint });
  });

  test('is the package with most of the roles where none is of people', async () => {
    const texts = { ...including('orders', 'items'), 'app/items/services.py': '' };
    expect(await found(texts)).toMatchObject({ blueprint: 'items' });
  });

  test('is no package that only signs people in or only reads, where another one shows what is done with records', async () => {
    const handlers = (name: string, ...paths: readonly string[]): Texts => ({
      [`app/${name}/router.py`]: [
        'from fastapi import APIRouter',
        `router = APIRouter(prefix="/${name}")`,
        ...paths.map((path, index) => `@router.${path}\ndef handle_${index}(): ...`),
        '',
      ].join('\n'),
    });
    const texts = {
      ...including('auth', 'rooms'),
      'app/auth/service.py': '',
      ...handlers('auth', 'post("/register")', 'post("/login")'),
      ...handlers('rooms', 'get("")', 'post("")'),
    };
    expect(await found(texts)).toMatchObject({ blueprint: 'rooms' });
    // Nor where the other one shows as little, but tables.
    const signIn = { ...texts, ...handlers('rooms', 'get("/page")') };
    const table = 'class Room(Base):\n    __tablename__ = "rooms"\n';
    expect(await found({ ...signIn, 'app/rooms/models.py': table })).toMatchObject({ blueprint: 'rooms' });
    expect(await found({ ...signIn, 'app/rooms/models.py': '' })).toMatchObject({ blueprint: 'auth' });
    const people = (third: string): Texts => ({
      ...including('users', 'rooms'),
      ...handlers('users', 'get("")', 'get("/{name}")', third),
      ...handlers('rooms', 'get("")', 'post("")', 'put("/{id}")'),
    });
    // People who are only read, or who are also changed.
    expect(await found(people('get("/{name}/rooms")'))).toMatchObject({ blueprint: 'rooms' });
    expect(await found(people('put("/{name}")'))).toMatchObject({ blueprint: 'users' });
    // People who sign up: that everybody may do that says nothing of others.
    const signUp = { ...including('users', 'rooms'), ...handlers('users', 'post("")', 'get("/{id}")') };
    expect(await found(signUp)).toMatchObject({ blueprint: 'users' });
    const rooms = handlers('rooms', 'get("")', 'post("")', 'put("/{id}")');
    expect(await found({ ...signUp, ...rooms })).toMatchObject({ blueprint: 'rooms' });
    // People whose handlers a library has.
    const library = {
      ...including('users', 'rooms'),
      ...handlers('users'),
      ...handlers('rooms', 'get("")', 'post("")'),
    };
    expect(await found(library)).toMatchObject({ blueprint: 'rooms' });
  });

  test('is what --like says, or the run is refused with what there is', async () => {
    const texts = including('items', 'users');
    expect(await found(texts, '', { like: 'items' })).toMatchObject({ blueprint: 'items' });
    expect(await refusal(texts, '', { like: 'bills' })).toBe(
      '2 [flag-wrong] --like: there is no package bills. Packages whose routers are included: items, users.',
    );
  });

  test('may be called after what other hosts call a layer', async () => {
    expect(await found(including('tables'))).toMatchObject({ blueprint: 'tables' });
  });

  test('is no folder that gathers the routers and models of packages', async () => {
    const texts = {
      'app/main.py':
        'from fastapi import FastAPI\nfrom app.features.api import router\n\napp = FastAPI()\napp.include_router(router)\n',
      'app/features/api.py':
        'from fastapi import APIRouter\nfrom app.features.users.router import router as users\n\nrouter = APIRouter()\nrouter.include_router(users)\n',
      'app/features/models.py': '',
      ...feature('app/features/users', 'app.'),
      ...feature('app/features/items', 'app.'),
    };
    expect(await found(texts)).toMatchObject({
      blueprint: 'users',
      importRoot: 'app.features',
      routers: ['include app/features/api.py'],
    });
  });

  test('is in the folder whose parent holds the packages, however deep its router is', async () => {
    const texts = {
      'src/main.py':
        'from fastapi import FastAPI\nfrom src.modules.users.presentation.routes import router\n\napp = FastAPI()\napp.include_router(router)\n',
      'src/modules/users/presentation/routes.py': 'from fastapi import APIRouter\n\nrouter = APIRouter()\n',
      'src/modules/users/presentation/schemas.py': '',
      'src/modules/users/domain/models.py': '',
    };
    expect(await found(texts)).toMatchObject({ blueprint: 'users', importRoot: 'src.modules' });
  });

  test('is none where routers stand by layer, and the one object that includes them is the place', async () => {
    const texts = {
      'app/main.py':
        'from fastapi import FastAPI\nfrom app.routers import users\n\napp = FastAPI()\napp.include_router(users.router)\n',
      'app/routers/users.py': 'from fastapi import APIRouter\n\nrouter = APIRouter()\n',
      'app/database.py': '',
    };
    const located = await locateHost(host(texts), TOP);
    expect(located).toMatchObject({ blueprint: undefined, receiver: 'app', importRoot: 'app' });
    expect(located.routers).toEqual([
      { path: '/project/app/main.py', module: 'app.main', isPackage: false, mode: 'include' },
    ]);
  });

  test('is none, and several objects include routers: the run is refused until flags say which', async () => {
    const texts = {
      'app/main.py':
        'from fastapi import FastAPI\nfrom app.a import a\nfrom app.b import b\n\napp = FastAPI()\napp.include_router(a)\napp.include_router(b)\n',
      'app/a.py': 'from fastapi import APIRouter\nfrom app.c import c\n\na = APIRouter()\na.include_router(c)\n',
      'app/b.py': 'from fastapi import APIRouter\nfrom app.c import c\n\nb = APIRouter()\nb.include_router(c)\n',
      'app/c.py': 'from fastapi import APIRouter\n\nc = APIRouter()\n',
    };
    expect(await refusal(texts)).toMatch(
      /^3 .*a in app\/a\.py\n.*b in app\/b\.py\n.*--router-file FILE and --router NAME/s,
    );
    const located = await locateHost(host(texts), TOP, { routerFile: 'app/b.py', router: 'b' });
    expect([located.routers[0]?.path, located.receiver]).toEqual(['/project/app/b.py', 'b']);
  });
});

describe('a flag that is not what it says', () => {
  test.each([
    [{ backend: 'nowhere' }, '2 [flag-wrong] /project/nowhere: --backend: this is not an existing folder.'],
    [
      { backend: 'app/users' },
      '2 [flag-wrong] /project/app/users: --backend: no file below this has a call of FastAPI().',
    ],
    [{ main: 'app/none.py' }, '2 [flag-wrong] /project/app/none.py: --main: this is not an existing Python file.'],
    [{ main: 'app/database.py' }, '2 [flag-wrong] /project/app/database.py: --main: this has no call of FastAPI().'],
    [{ routerFile: 'app' }, '2 [flag-wrong] /project/app: --router-file: this is not an existing Python file.'],
    [{ routerFile: 'app/main.py', router: 'v1' }, '2 [flag-wrong] /project/app/main.py: --router: this has no v1.'],
    [{ router: 'v1' }, '2 [flag-wrong] --router: no file that includes routers has v1. Looked in app.main.'],
    [{ router: 'a b' }, '2 [flag-wrong] --router: a b is not the name of an object, as in api_router.'],
    [{ like: '../x' }, '2 [flag-wrong] --like: ../x is not the name of a package, as in users.'],
  ])('%j is refused', async (flags, message) => {
    expect(await refusal(APP, '', flags)).toBe(message);
  });
});

const LAYERS: Texts = {
  '.git/HEAD': '',
  'app/__init__.py': '',
  'app/api/__init__.py': '',
  'app/core/__init__.py': '',
  'app/api/items.py': 'from fastapi import APIRouter\n\nrouter = APIRouter()\n',
  'app/api/tags.py': 'from fastapi import APIRouter\n\nrouter = APIRouter()\n',
  'app/api/articles.py': `from fastapi import APIRouter

from app.api import items, tags

router = APIRouter()
router.include_router(items.router, prefix="/articles")
router.include_router(tags.router, prefix="/articles")
`,
  'app/api/routes.py': `from fastapi import APIRouter

from app.api import articles, tags

router = APIRouter()
router.include_router(articles.router)
router.include_router(tags.router, prefix="/tags")
`,
  'app/core/setup.py': `from fastapi import FastAPI

from app.api.routes import router

app = FastAPI()
app.include_router(router)
`,
};

describe('a backend laid out by layer', () => {
  test('has its packages in the folder that holds the app and the routers', async () => {
    const { importRoot, packages } = await locateHost(host(LAYERS), TOP);
    expect([importRoot, packages]).toEqual(['app', `${TOP}/app`]);
  });

  test('includes a new router where those of several paths are, and not in the router of one path', async () => {
    const { routers, receiver } = await locateHost(host(LAYERS), TOP);
    expect([routers.map(({ path }) => from(path)), receiver]).toEqual([['app/api/routes.py'], 'router']);
  });
});

test('everything that is wrong with the flags is told at once', async () => {
  const told = await refusal(APP, '', { main: 'none.py', router: '1', like: '-' });
  expect(told).toMatch(/--main: .*--router: 1 .*--like: - /s);
});
