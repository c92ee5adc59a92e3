import { describe, expect, test } from '@jest/globals';
import { isRefusal, type Refusal } from '../../../lib/refusal.js';
import { learnStyle } from '../../../lib/style/style.js';
import type { Style } from '../../../lib/style/style-values.js';
import { locateHost } from '../located.js';
import { DATABASE, feature, host, TOP } from '../sample.js';

type Texts = Readonly<Record<string, string>>;

const MAIN = `from fastapi import FastAPI
from app.users.router import router as users_router

app = FastAPI()
app.include_router(users_router)
`;

const ROUTER = `from typing import Annotated
from fastapi import APIRouter, Depends, Security
from app.database import get_db
from app.security import current_user, key, require_role, staff

router = APIRouter()


@router.get("/")
def list_users(db=Depends(get_db)):
    return []


@router.post("/")
def create_user(db=Depends(get_db)):
    return {}
`;

const SECURITY = `from typing import Annotated
from fastapi import Depends
from fastapi.security import APIKeyHeader, OAuth2PasswordBearer

scheme = OAuth2PasswordBearer(tokenUrl="token")
key = APIKeyHeader(name="key")


def current_user(token: Annotated[str, Depends(scheme)]):
    return token


def caller(name=Depends(current_user)):
    return name


def require_role(role):
    return role


CurrentUser = Annotated[str, Depends(current_user)]
staff = 1
`;

const users = (changes: Texts): Texts => feature('app/users', 'app.', { 'router.py': ROUTER, ...changes });

const APP: Texts = {
  'pyproject.toml': '',
  'app/main.py': MAIN,
  'app/database.py': DATABASE,
  'app/security.py': SECURITY,
  ...users({}),
};

async function learn(changes: Texts = {}): Promise<Style | Refusal> {
  const files = host({ ...APP, ...changes });
  return learnStyle(files, await locateHost(files, TOP));
}

async function learned(changes: Texts = {}): Promise<Style> {
  const conventions = await learn(changes);
  if (isRefusal(conventions)) throw new Error(conventions.reason);
  return conventions;
}

describe('what a package takes from the host', () => {
  test('is what the blueprint takes, with the lines that show it', async () => {
    expect(await learned()).toMatchObject({
      importRoot: 'app',
      base: { module: 'app.database', name: 'Base' },
      session: { module: 'app.database', name: 'get_db' },
      app: { module: 'app.main', name: 'app', isFactory: false },
      evidence: { base: 'app/users/models.py:4', session: 'app/users/router.py:10' },
    });
  });

  test('comes through the module that the blueprint names, not the one that defines it', async () => {
    const changes = {
      'app/db/__init__.py': 'from app.database import Base, get_db\n',
      ...users({
        'router.py': ROUTER.replace('app.database', 'app.db'),
        'models.py': 'from app import db\n\n\nclass User(db.Base):\n    __tablename__ = "users"\n',
      }),
    };
    expect(await learned(changes)).toMatchObject({
      base: { module: 'app.db', name: 'Base' },
      session: { module: 'app.db', name: 'get_db' },
    });
  });

  test('is the first base that is declarative, whatever mixins stand before it', async () => {
    const changes = {
      'app/base.py':
        'from sqlalchemy.orm import declarative_base\n\nRoot = declarative_base()\n\n\nclass Stamped:\n    pass\n\n\nclass Model(Root):\n    __abstract__ = True\n',
      ...users({
        'models.py':
          'from app.base import Model, Stamped\n\n\nclass User(Stamped, Model):\n    __tablename__ = "users"\n',
      }),
    };
    expect((await learned(changes)).base).toEqual({ module: 'app.base', name: 'Model' });
  });

  test.each(['', 'type '])('is the session behind an alias: %j', async (keyword) => {
    const changes = {
      'app/deps.py': `from typing import Annotated
from fastapi import Depends
from sqlalchemy.orm import Session
from app.database import get_db

${keyword}SessionDep = Annotated[Session, Depends(get_db)]
`,
      ...users({
        'router.py':
          'from fastapi import APIRouter\nfrom app.deps import SessionDep\n\nrouter = APIRouter()\n\n\n@router.get("/")\ndef all_users(db: SessionDep):\n    return []\n',
      }),
    };
    const found = await learned(changes);
    expect(found.session).toEqual({ module: 'app.database', name: 'get_db' });
    expect(found.sessionForm).toMatchObject({ kind: 'alias', alias: { dotted: 'app.deps.SessionDep' } });
  });

  test.each([
    ['requires-python = ">=3.12,<4"', [3, 12]],
    ['requires-python = "~=3.9"', [3, 9]],
    ['', [3, 10]],
  ])('with %j runs on Python %j', async (line, python) => {
    expect((await learned({ 'pyproject.toml': `[project]\nname = "x"\n${line}\n` })).python).toEqual(python);
  });
});

describe('how the blueprint is laid out', () => {
  test('gives each role the blueprint’s name, and the standard’s where it has none', async () => {
    const changes = {
      'app/main.py': MAIN.replace('users.router import router as', 'users.api.routes import user_routes as'),
      'app/users/api/routes.py': ROUTER.replace('router = APIRouter()', 'user_routes = router = APIRouter()').replace(
        'user_routes = router = APIRouter()',
        'user_routes = APIRouter()\nrouter = user_routes',
      ),
      'app/users/repository.py': '',
      'app/users/service.py': '',
    };
    const { modules, router } = await learned(changes);
    expect(modules).toEqual({
      api: 'api.routes',
      models: 'models',
      schemas: 'schemas',
      crud: 'repository',
      services: 'service',
      deps: 'deps',
      exceptions: 'exceptions',
    });
    expect(router).toBe('user_routes');
  });

  test('says what the package’s __init__ passes on', async () => {
    const changes = users({
      '__init__.py': 'from .models import Thing\nfrom .router import router as users_router\nimport logging\n',
    });
    expect((await learned(changes)).exports).toEqual([
      { name: 'Thing', target: 'models.Thing' },
      { name: 'users_router', target: 'router.router' },
    ]);
  });
});

describe('where the prefix and the tags are given', () => {
  const router = (from: string, to: string): Texts => users({ 'router.py': ROUTER.replaceAll(from, to) });
  const include = (given: string): Texts => ({
    'app/main.py': MAIN.replace('(users_router)', `(users_router, ${given})`),
  });

  test.each([
    ['router', 'none', router('APIRouter()', 'APIRouter(prefix="/users")')],
    ['router', 'router', router('APIRouter()', 'APIRouter(prefix="/users", tags=["users"])')],
    ['include', 'include', include('prefix="/users", tags=["users"]')],
    ['handlers', 'none', router('("/")', '("/users")')],
    ['handlers', 'handlers', router('("/")', '("/users", tags=["users"])')],
    ['none', 'none', include('prefix=""')],
    ['router', 'include', { ...router('APIRouter()', 'APIRouter(prefix="/users")'), ...include('tags=["users"]') }],
    [
      'include',
      'include',
      {
        'app/main.py': MAIN.replace('app.include_router(users_router)', 'ALL = [(users_router, "/users", ["users"])]'),
      },
    ],
  ])('is %s and %s', async (prefix, tags, changes) => {
    const { prefix: one, tags: other } = await learned(changes);
    expect([one, other]).toEqual([prefix, tags]);
  });

  test('is not the include call when all are included with the same prefix', async () => {
    const changes = {
      ...feature('app/items', 'app.'),
      ...router('("/")', '("/users")'),
      'app/main.py': `${MAIN.replace('(users_router)', '(users_router, prefix="/api")')}from app.items.router import router as items\napp.include_router(items, prefix="/api")\n`,
    };
    expect((await learned(changes)).prefix).toBe('handlers');
  });
});

describe('the authentication that the blueprint declares', () => {
  const router = (from: string, to: string): Texts => users({ 'router.py': ROUTER.replace(from, to) });
  const names = async (changes: Texts): Promise<unknown> => {
    const { kind, guards } = (await learned(changes)).security;
    return [
      kind,
      ...guards.map(({ source, member, call, options }) =>
        [source?.module, source?.name, member, call, options].filter((each) => each !== undefined).join(' '),
      ),
    ];
  };

  test('is none when sessions and the like are all that is depended on', async () => {
    expect(await names({})).toEqual(['public']);
  });

  test.each([
    ['Depends(current_user)', 'app.security current_user'],
    ['Security(current_user, scopes=["users"])', 'app.security current_user scopes=["users"]'],
    ['Depends(require_role("admin"))', 'app.security require_role ("admin")'],
    ['Depends(key)', 'app.security key'],
  ])('is %s on the router', async (dependency, guard) => {
    const changes = router('APIRouter()', `APIRouter(dependencies=[${dependency}])`);
    expect(await names(changes)).toEqual(['router', guard]);
  });

  test('is what every handler depends on, by whatever way', async () => {
    const text = ROUTER.replace('("/")', '("/", dependencies=[Depends(current_user)])').replace(
      'create_user(db',
      'create_user(who: CurrentUser, db',
    );
    const changes = users({ 'router.py': text.replace('import current_user,', 'import CurrentUser, current_user,') });
    expect(await names(changes)).toEqual(['handlers', 'app.security current_user']);
  });

  test('is mixed when some handlers are open', async () => {
    const changes = router('create_user(db', 'create_user(who=Depends(current_user), db');
    expect(await names(changes)).toEqual(['mixed', 'app.security current_user']);
    const { handlers } = (await learned(changes)).security;
    expect(handlers.map(({ name, method, path, guards }) => [name, method, path, guards.length])).toEqual([
      ['list_users', 'get', '/', 0],
      ['create_user', 'post', '/', 1],
    ]);
  });

  test('is seen through a dependency whose name does not say it', async () => {
    const text = ROUTER.replace('import current_user', 'import caller, current_user').replaceAll(
      '(db=',
      '(name=Depends(caller), db=',
    );
    expect(await names(users({ 'router.py': text }))).toEqual(['handlers', 'app.security caller']);
  });

  test('is a method of a class', async () => {
    const changes: Texts = {
      'app/auth.py': 'class AuthService:\n    def get_current_user(self):\n        return 1\n',
      ...router('APIRouter()', 'APIRouter(dependencies=[Depends(AuthService.get_current_user)])'),
    };
    const text = changes['app/users/router.py'] ?? '';
    const importing = { ...changes, 'app/users/router.py': `from app.auth import AuthService\n${text}` };
    expect(await names(importing)).toEqual(['router', 'app.auth AuthService get_current_user']);
  });

  test('is unclear when the list is made elsewhere', async () => {
    expect(await names(router('APIRouter()', 'APIRouter(dependencies=GUARDS)'))).toEqual(['unclear']);
  });
});

describe('a style that is not written yet', () => {
  const models = (text: string): Texts => users({ 'models.py': text });

  const AUDITED =
    'from alchemy.base import Audited\nfrom sqlalchemy.orm import Mapped\n\n\nclass User(Audited):\n    __tablename__ = "users"\n    name: Mapped[str]\n';

  test.each([
    ['orm-sqlmodel', models('from sqlmodel import Session\n')],
    ['orm-tortoise', models('from tortoise.models import Model\n\n\nclass User(Model):\n    pass\n')],
    ['orm-mongo', models('from beanie import Document\n\n\nclass User(Document):\n    pass\n')],
    ['orm-other', models('import peewee\n\n\nclass User(peewee.Model):\n    pass\n')],
    [
      'orm-imperative',
      users({
        'adapters/orm.py':
          'from sqlalchemy.ext.asyncio import AsyncSession\n\n\ndef start_mappers():\n    registry.map_imperatively(User, users)\n',
      }),
    ],
    [
      'session-async',
      {
        'app/database.py': DATABASE.replace('SessionLocal()', 'Sessions().open()'),
        ...users({ 'crud.py': 'from sqlalchemy.ext.asyncio import AsyncSession\n' }),
      },
    ],
    [
      'session-among-others',
      {
        'app/security.py': `${SECURITY}
from app.database import get_db


def staff_with_session(db=Depends(get_db), user=Depends(current_user)):
    return db, user
`,
        ...users({
          'router.py': ROUTER.replace('require_role, staff', 'staff_with_session').replaceAll(
            'db=Depends(get_db)',
            'found=Depends(staff_with_session)',
          ),
        }),
      },
    ],
    [
      'session-of-object',
      {
        'app/users/router.py': ROUTER.replace('import get_db', 'import Database\n\ndatabase = Database()').replaceAll(
          'get_db',
          'database.get_db',
        ),
      },
    ],
    [
      'session-in-package',
      {
        'app/users/router.py': `${ROUTER}\n\ndef get_session():\n    yield 1\n`.replaceAll(
          'Depends(get_db)',
          'Depends(get_session)',
        ),
      },
    ],
    [
      'session-missing',
      {
        'app/database.py': DATABASE.replace('get_db', 'connect').replace('sessionmaker(bind=engine)', 'engine.connect'),
        'app/users/router.py': 'from fastapi import APIRouter\n\nrouter = APIRouter()\n',
      },
    ],
    ['base-missing', models('')],
    [
      'base-missing',
      users({
        'models.py': AUDITED.replace('from alchemy.base import Audited\n', ''),
        'router.py': `from app.users import models\n${ROUTER}`,
      }),
    ],
    ['base-of-library', models(AUDITED)],
    [
      'base-of-two-roots',
      {
        ...models(AUDITED.replace('alchemy.base', 'project.app.base')),
        'app/base.py': 'from app.database import Base\n\n\nclass Audited(Base):\n    __abstract__ = True\n',
      },
    ],
    [
      'base-of-library',
      {
        ...models(AUDITED.replace('alchemy.base import Audited', 'app.base import Audited')),
        'app/base.py': 'from alchemy.base import AuditBase\n\n\nclass Audited(AuditBase):\n    __abstract__ = True\n',
      },
    ],
    ['pydantic-unclear', users({ 'schemas.py': 'class User:\n    class Config:\n        orm_mode = True\n' })],
    ['pydantic-v1', users({ 'schemas.py': 'from pydantic.v1 import BaseModel\n' })],
    ['versions-pydantic', { 'requirements.txt': 'fastapi\npydantic[email]==1.8.2\n' }],
    ['versions-sqlalchemy', { 'pyproject.toml': '[tool.poetry.dependencies]\nsqlalchemy = "~1.3"\n' }],
    [
      'tables-in-package',
      models(
        'from app.database import Base, engine\n\n\nclass User(Base):\n    __tablename__ = "u"\n\n\nBase.metadata.create_all(engine)\n',
      ),
    ],
  ])('is refused as %s', async (id, changes) => {
    expect(await learn(changes)).toMatchObject({ id, status: 3 });
  });

  test('is not refused for a validator of pydantic.v1 beside models of the newer one', async () => {
    const schemas = 'from pydantic import BaseModel, field_validator\nfrom pydantic.v1 import validator\n';
    expect(await learned(users({ 'schemas.py': schemas }))).toMatchObject({ pydantic: 2 });
  });

  test('is none of a base of a library where a base of the backend is pinned', async () => {
    const pins = '[tool.backend-package]\nbase = "app.database:Base"\n';
    expect(await learn({ ...models(AUDITED), 'pyproject.toml': pins })).toMatchObject({
      base: { module: 'app.database', name: 'Base' },
    });
  });

  test('is none when only a word of it stands in a text', async () => {
    const changes = users({
      'models.py': `"""Once SQLModel, with an AsyncSession."""\n${APP['app/users/models.py']}`,
      'schemas.py': 'class User:\n    class Config:\n        orm_mode = True\n',
    });
    const conventions = await learn({ ...changes, 'requirements.txt': 'pydantic>=2.5\n' });
    expect(conventions).not.toHaveProperty('reason');
  });

  test.each([
    { 'requirements.txt': 'fastapi\npydantic[email]\n' },
    { 'app/config.py': 'from pydantic_settings import BaseSettings\n' },
  ])('is Pydantic 2 in spite of orm_mode with %j', async (changes) => {
    const old = users({ 'schemas.py': 'class User:\n    class Config:\n        orm_mode = True\n' });
    expect(await learn({ ...old, ...changes })).toMatchObject({ pydantic: 2 });
  });
});
