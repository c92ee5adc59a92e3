// Where an application serves the blueprint's router: every path, and what guards it, however the router is included.
import { describe, expect, test } from '@jest/globals';
import type { Served } from '../../../lib/wiring/served.js';
import { locateHost } from '../located.js';
import { DATABASE, feature, host, TOP } from '../sample.js';

type Texts = Readonly<Record<string, string>>;

const APP: Texts = {
  '.git/HEAD': '',
  'app/__init__.py': '',
  'app/database.py': DATABASE,
  'app/auth.py':
    'def require_user():\n    raise PermissionError\n\n\ndef require_admin():\n    raise PermissionError\n',
  ...feature('app/items', 'app.'),
  ...feature('app/users', 'app.', { 'router.py': 'from fastapi import APIRouter\n\nrouter = APIRouter()\n' }),
};

async function servedIn(main: string, more: Texts = {}): Promise<readonly Served[]> {
  return (await locateHost(host({ ...APP, 'app/main.py': main, ...more }), TOP)).served;
}

const START = `from fastapi import APIRouter, Depends, FastAPI
from app.auth import require_admin, require_user
from app.items.router import router as items
from app.users.router import router as users
`;

describe('the paths', () => {
  test.each<readonly [string, string, readonly (string | undefined)[]]>([
    ['of a call', 'app = FastAPI()\napp.include_router(users, prefix="/api/users")\n', ['/api/users']],
    [
      'of an app with a root path',
      'app = FastAPI(root_path="/proxy")\napp.include_router(users, prefix="/users")\n',
      ['/users'],
    ],
    [
      'of a constant',
      'API = "/v2"\napp = FastAPI()\napp.include_router(users, prefix=f"{API}/users")\n',
      ['/v2/users'],
    ],
    [
      'of several routers',
      'app = FastAPI()\napi = APIRouter(prefix="/api")\nv1 = APIRouter(prefix="/v1")\nv1.include_router(users, prefix="/users")\napi.include_router(v1)\napp.include_router(api, prefix="/rest")\n',
      ['/rest/api/v1/users'],
    ],
    [
      'of a router that is included twice',
      'app = FastAPI()\nv1 = APIRouter(prefix="/v1")\nv2 = APIRouter(prefix="/v2")\nv1.include_router(users, prefix="/users")\nv2.include_router(users, prefix="/users")\napp.include_router(v1)\napp.include_router(v2)\n',
      ['/v1/users', '/v2/users'],
    ],
    [
      'of what is itself included twice',
      'app = FastAPI()\napi = APIRouter()\napi.include_router(users, prefix="/users")\napp.include_router(api)\napp.include_router(api, prefix="/api")\n',
      ['/users', '/api/users'],
    ],
    [
      'in a factory',
      'def create_app():\n    app = FastAPI()\n    api = APIRouter(prefix="/api")\n    api.include_router(users)\n    app.include_router(api)\n    return app\n',
      ['/api'],
    ],
    [
      'of a router that a function makes',
      'def api():\n    router = APIRouter(prefix="/api")\n    router.include_router(users, prefix="/users")\n    return router\n\napp = FastAPI()\napp.include_router(api())\n',
      ['/api/users'],
    ],
    [
      'of a router that a function is given',
      'def register(api):\n    api.include_router(users)\n\napp = FastAPI()\napi = APIRouter(prefix="/v1")\nregister(api)\napp.include_router(api, prefix="/rest")\n',
      ['/rest/v1'],
    ],
    [
      'of an app that a function is given',
      'def register(app: FastAPI):\n    app.include_router(users, prefix="/api")\n\napp = FastAPI()\nregister(app)\n',
      ['/api'],
    ],
    [
      'that a function is given for each router',
      'def include(app, router, path):\n    app.include_router(router, prefix="/api" + path)\n\napp = FastAPI()\ninclude(app, items, "/items")\ninclude(app, users, "/users")\n',
      ['/api/users'],
    ],
    [
      'in a class',
      'class Server:\n    def __init__(self):\n        self.app = FastAPI()\n        self.app.include_router(users, prefix="/users")\n\napp = Server().app\n',
      ['/users'],
    ],
    [
      'of an app in two branches',
      'if __debug__:\n    app = FastAPI()\nelse:\n    app = FastAPI(docs_url=None)\napp.include_router(users, prefix="/users")\n',
      ['/users'],
    ],
    [
      'of an app that is wrapped later',
      'app = FastAPI()\napp.include_router(users, prefix="/users")\napp = logged(app)\n',
      ['/users'],
    ],
    [
      'in a loop over pairs',
      'app = FastAPI()\nfor router, prefix in [(items, "/items"), (users, "/users")]:\n    app.include_router(router, prefix=f"/v1{prefix}")\n',
      ['/v1/users'],
    ],
    [
      'in a loop over numbered parts',
      'app = FastAPI()\nROUTERS = ((users, "/api/users"),)\nfor each in ROUTERS:\n    app.include_router(each[0], prefix=each[1])\n',
      ['/api/users'],
    ],
    [
      'in a loop over dictionaries',
      'app = FastAPI()\nROUTERS = [{"router": users, "prefix": "/api/users"}]\nfor each in ROUTERS:\n    app.include_router(each["router"], prefix=each["prefix"])\n',
      ['/api/users'],
    ],
    [
      'in a loop over dictionaries that are spread',
      'app = FastAPI()\nROUTERS = [{"router": users, "prefix": "/api/users"}]\nfor each in ROUTERS:\n    app.include_router(**each)\n',
      ['/api/users'],
    ],
    [
      'in a loop over the items of a dictionary',
      'app = FastAPI()\nROUTERS = {"/items": items, "/users": users}\nfor path, router in ROUTERS.items():\n    app.include_router(router, prefix=path)\n',
      ['/users'],
    ],
    [
      'in a loop over objects',
      'app = FastAPI()\nROUTERS = [Entry(router=users, prefix="/api/users")]\nfor each in ROUTERS:\n    app.include_router(each.router, prefix=each.prefix)\n',
      ['/api/users'],
    ],
    [
      'in a loop over two lists',
      'app = FastAPI()\nfor each in [items] + [users]:\n    app.include_router(each, prefix="/api")\n',
      ['/api'],
    ],
    [
      'in a loop over what a function gives back',
      'def routers():\n    return [items, users]\n\napp = FastAPI()\nfor each in routers():\n    app.include_router(each, prefix="/api")\n',
      ['/api'],
    ],
    [
      'in a loop over what a function is given',
      'def register(app, routers):\n    for each in routers:\n        app.include_router(each, prefix="/api")\n\napp = FastAPI()\nregister(app, [items, users])\n',
      ['/api'],
    ],
    [
      'in a comprehension',
      'app = FastAPI()\n[app.include_router(each, prefix="/api") for each in (items, users)]\n',
      ['/api'],
    ],
    [
      'in a loop with a router twice',
      'app = FastAPI()\nfor router, prefix in [(users, "/users"), (users, "/people")]:\n    app.include_router(router, prefix=prefix)\n',
      ['/users', '/people'],
    ],
    [
      'of an app that another one mounts',
      'app = FastAPI()\nv1 = FastAPI()\nv1.include_router(users, prefix="/users")\napp.mount("/v1", v1)\n',
      ['/v1/users'],
    ],
    [
      'of a prefix that is worked out',
      'app = FastAPI()\napp.include_router(users, prefix=prefix_of(users))\n',
      [undefined],
    ],
    [
      'of a prefix that has two values',
      'if __debug__:\n    API = "/a"\nelse:\n    API = "/b"\napp = FastAPI()\napp.include_router(users, prefix=API)\n',
      [undefined],
    ],
    [
      'of a prefix that is set later',
      'app = FastAPI()\napi = APIRouter()\napi.prefix = "/api"\napi.include_router(users)\napp.include_router(api)\n',
      [undefined],
    ],
    ['of arguments that are spread', 'app = FastAPI()\napp.include_router(users, **options())\n', [undefined]],
    [
      'of a router of a class with a prefix',
      'class Versioned(APIRouter):\n    def __init__(self, **more):\n        super().__init__(prefix="/v1", **more)\n\napp = FastAPI()\napi = Versioned()\napi.include_router(users)\napp.include_router(api)\n',
      [undefined],
    ],
    [
      'of an app that gives each version a path',
      'from fastapi_versioning import VersionedFastAPI\n\napp = FastAPI()\napp.include_router(users, prefix="/users")\napp = VersionedFastAPI(app)\n',
      [undefined],
    ],
    [
      'in a function that nobody is seen to call',
      'app = FastAPI()\ndef register(api):\n    api.include_router(users)\n',
      [],
    ],
    [
      'of a router that nobody is seen to include',
      'app = FastAPI()\napi = APIRouter(prefix="/api")\napi.include_router(users)\n',
      [],
    ],
  ])('%s', async (_, main, prefixes) => {
    const served = await servedIn(START + main);

    expect(served.map(({ prefix }) => prefix)).toEqual(prefixes);
  });

  test.each([
    ['a class of settings', 'class Settings:\n    API: str = "/rest/v1"\n\n\nsettings = Settings()\n'],
    [
      'settings that are made in one of two ways',
      'class Settings:\n    API: str = "/rest/v1"\n\n\ntry:\n    settings = Settings()\nexcept Exception:\n    settings = Settings(SECRET="x")\n',
    ],
    [
      'a default of settings',
      'class Settings:\n    API: str = Field(default="/rest/v1", alias="X")\n\n\nsettings = Settings()\n',
    ],
    [
      'a class above it',
      'class Common:\n    API = "/rest/v1"\n\n\nclass Settings(Common):\n    pass\n\n\nsettings = Settings()\n',
    ],
    [
      'a function',
      'class Settings:\n    API: str = "/rest/v1"\n\n\ndef get() -> Settings:\n    return Settings()\n\n\nsettings = get()\n',
    ],
    [
      'the environment',
      'import os\n\n\nclass Settings:\n    API = os.getenv("API", "/rest/v1")\n\n\nsettings = Settings()\n',
    ],
  ])('with a prefix of %s', async (_, config) => {
    const main = `${START}from app.config import settings\n\napp = FastAPI()\napp.include_router(users, prefix=settings.API + "/users")\n`;

    expect((await servedIn(main, { 'app/config.py': config })).map(({ prefix }) => prefix)).toEqual(['/rest/v1/users']);
  });

  test('of settings that a function gives', async () => {
    const config =
      'from functools import lru_cache\n\n\nclass Settings:\n    api: str = "/rest"\n\n\n@lru_cache\ndef get_settings() -> Settings:\n    return Settings()\n';
    const main = `${START}from app.config import get_settings\n\napp = FastAPI()\napp.include_router(users, prefix=get_settings().api + "/users")\n`;

    expect((await servedIn(main, { 'app/config.py': config })).map(({ prefix }) => prefix)).toEqual(['/rest/users']);
  });

  test('of settings in settings', async () => {
    const config =
      'class V1:\n    users: str = "/users"\n\n\nclass Api:\n    prefix: str = "/api"\n    v1: V1 = V1()\n\n\nclass Settings:\n    api: Api = Api()\n\n\nsettings = Settings()\n';
    const main = `${START}from app.config import settings\n\napp = FastAPI()\napi = APIRouter(prefix=settings.api.prefix)\napi.include_router(users, prefix=settings.api.v1.users)\napp.include_router(api)\n`;

    expect((await servedIn(main, { 'app/config.py': config })).map(({ prefix }) => prefix)).toEqual(['/api/users']);
  });

  test('of a router that is one module of several', async () => {
    const main =
      'from fastapi import FastAPI\nfrom app.items import router as items\nfrom app.users import router as users\n\napp = FastAPI()\nfor each in (items, users):\n    app.include_router(each.router, prefix="/api")\n';

    expect((await servedIn(main)).map(({ prefix }) => prefix)).toEqual(['/api']);
  });

  test('of an app that gives each version a path are not read there', async () => {
    const main = `${START}app = FastAPI()\napp.include_router(users)\napp = VersionedFastAPI(app, prefix_format="/v{major}")\n`;
    const [served] = await servedIn(main);

    expect(served?.unread.prefix).toMatchObject([{ text: 'VersionedFastAPI(app, prefix_format="/v{major}")' }]);
  });

  test('of the app that is started, where another one has the router, too', async () => {
    const main = `${START}app = FastAPI()\ninternal = FastAPI()\napp.include_router(users, prefix="/api")\ninternal.include_router(users, prefix="/internal")\n`;

    expect((await servedIn(main)).map(({ prefix }) => prefix)).toEqual(['/api']);
  });

  test('of an app that is mounted are in that app, too', async () => {
    const main = `${START}v1 = FastAPI()\nv1.include_router(users, prefix="/users")\napp = FastAPI()\napp.mount("/v1", v1)\n`;
    const [served] = await servedIn(main);

    expect(served?.mounted).toEqual({ app: { module: 'app.main', name: 'v1', isFactory: false }, prefix: '/users' });
  });
});

const GUARD = 'dependencies=[Depends(require_user)]';

describe('what guards them', () => {
  test.each<readonly [string, string, Texts]>([
    ['in the call', `${START}app = FastAPI()\napp.include_router(users, ${GUARD})\n`, {}],
    ['of the app', `${START}app = FastAPI(${GUARD})\napp.include_router(users)\n`, {}],
    [
      'of the router above',
      `${START}app = FastAPI()\napi = APIRouter(${GUARD})\napi.include_router(users)\napp.include_router(api)\n`,
      {},
    ],
    [
      'of the call above',
      `${START}app = FastAPI()\napi = APIRouter()\napi.include_router(users)\napp.include_router(api, ${GUARD})\n`,
      {},
    ],
    ['in a loop', `${START}app = FastAPI()\nfor each in [items, users]:\n    app.include_router(each, ${GUARD})\n`, {}],
    [
      'in what a loop goes through',
      `${START}app = FastAPI()\nfor each, guards in [(items, []), (users, [Depends(require_user)])]:\n    app.include_router(each, dependencies=guards)\n`,
      {},
    ],
    [
      'in a dictionary that is spread',
      `${START}app = FastAPI()\nfor each in [{"router": users, "dependencies": [Depends(require_user)]}]:\n    app.include_router(**each)\n`,
      {},
    ],
    [
      'in a list with a name',
      `${START}GUARDS = [Depends(require_user)]\napp = FastAPI()\napp.include_router(users, dependencies=GUARDS)\n`,
      {},
    ],
    [
      'with a name in a list',
      `${START}GUARD = Depends(require_user)\napp = FastAPI()\napp.include_router(users, dependencies=[GUARD])\n`,
      {},
    ],
    [
      'in a sum of lists',
      `${START}NONE = []\napp = FastAPI()\napp.include_router(users, dependencies=NONE + [Depends(require_user)])\n`,
      {},
    ],
    [
      'under a condition',
      `${START}app = FastAPI()\napp.include_router(users, dependencies=[Depends(require_user)] if DEMO else None)\n`,
      {},
    ],
    [
      'of an app that is mounted',
      `${START}app = FastAPI()\nv1 = FastAPI(${GUARD})\nv1.include_router(users)\napp.mount("/v1", v1)\n`,
      {},
    ],
    [
      'of a router that another file passes on',
      'from fastapi import Depends, FastAPI\nfrom app import routers\nfrom app.auth import require_user\n\n' +
        `app = FastAPI()\napp.include_router(routers.users, ${GUARD})\n`,
      { 'app/routers/__init__.py': 'from app.users.router import router as users\n' },
    ],
    [
      'in a loop over a list of another file',
      'from fastapi import Depends, FastAPI\nfrom app import routers\nfrom app.auth import require_user\n\n' +
        `app = FastAPI()\nfor each in routers.ALL:\n    app.include_router(each, ${GUARD})\n`,
      { 'app/routers.py': 'from app.users.router import router as users\n\nALL = [users]\n' },
    ],
    [
      'in a loop over packages by name',
      'from importlib import import_module\nfrom fastapi import Depends, FastAPI\nfrom app.auth import require_user\n\n' +
        `app = FastAPI()\nfor name in ["items", "users"]:\n    module = import_module(f"app.{name}.router")\n    app.include_router(module.router, ${GUARD})\n`,
      {},
    ],
    [
      'by a function that is given its name',
      'from importlib import import_module\nfrom fastapi import Depends, FastAPI\nfrom app.auth import require_user\n\napp = FastAPI()\n\n\n' +
        `def include(on: FastAPI, path: str):\n    name, _, attribute = path.partition(":")\n    found = getattr(import_module(name), attribute)\n    on.include_router(found, ${GUARD})\n\n\n` +
        'include(app, "app.items.router:router")\ninclude(app, "app.users.router:router")\n',
      {},
    ],
    [
      'in a loop over what is found',
      'import pkgutil\nfrom importlib import import_module\nimport app\nfrom fastapi import Depends, FastAPI\nfrom app.auth import require_user\n\n' +
        `api = FastAPI()\nfor found in pkgutil.iter_modules(app.__path__):\n    module = import_module(f"app.{found.name}.router")\n    api.include_router(module.router, ${GUARD})\n`,
      {},
    ],
  ])('%s', async (_, main, more) => {
    const served = await servedIn(main, more);

    expect(served.map(({ guards }) => guards.map(({ text }) => text))).toEqual([['Depends(require_user)']]);
  });

  test('is told of each path', async () => {
    const main = `${START}app = FastAPI()\napp.include_router(users)\napp.include_router(users, prefix="/admin", dependencies=[Depends(require_admin)])\n`;
    const served = await servedIn(main);

    expect(served.map(({ prefix, guards }) => [prefix, guards.map(({ text }) => text)])).toEqual([
      ['', []],
      ['/admin', ['Depends(require_admin)']],
    ]);
  });

  test.each([
    ['a call', 'dependencies=guards_of(users)'],
    ['an unknown name in a list', 'dependencies=[somebody]'],
    ['arguments that are spread', '**options()'],
  ])('is not known of %s', async (_, argument) => {
    const served = await servedIn(`${START}app = FastAPI()\napp.include_router(users, ${argument})\n`);

    expect(served.map(({ unread }) => unread.guards.length)).toEqual([1]);
  });
});

describe('a function of another file that makes the application of the router that it is given', () => {
  const setup = (body: string): Texts => ({
    'app/setup.py': `from fastapi import FastAPI
from app.routers import api


def create(router, **kwargs):
    kwargs.update({"title": "Shop"})
${body}    app = FastAPI(**kwargs)
    app.include_router(router)
    return app
`,
    'app/routers.py':
      'from fastapi import APIRouter\nfrom app.users.router import router as users\n\napi = APIRouter(prefix="/api")\napi.include_router(users, prefix="/users")\n',
  });
  const main = 'from app.routers import api\nfrom app.setup import create\n\napp = create(router=api)\n';

  test('is seen where it is called, though it reaches the routers itself', async () => {
    const [served] = await servedIn(main, setup(''));

    expect(served?.prefix).toBe('/api/users');
    expect(served?.unread.guards).toEqual([]);
  });

  test.each([
    ['the call gives dependencies', main.replace('router=api', 'router=api, dependencies=[]'), ''],
    ['it adds what is not seen', main, '    kwargs.update(settings)\n'],
    ['it adds dependencies', main, '    kwargs["dependencies"] = []\n'],
  ])('may be guarded by what it is given besides where %s', async (_, calling, body) => {
    const [served] = await servedIn(calling, setup(body));

    expect(served?.unread.guards).toMatchObject([{ text: '**kwargs' }]);
  });
});
