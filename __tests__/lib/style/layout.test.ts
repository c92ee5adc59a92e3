// What is learned of a backend by layer that one by feature does not have.
import { describe, expect, test } from '@jest/globals';
import { styleOf } from '../../../lib/package/assemble.js';
import { printImports } from '../../../lib/python/import-block.js';
import { isRefusal } from '../../../lib/refusal.js';
import { learnStyle } from '../../../lib/style/style.js';
import type { Style } from '../../../lib/style/style-values.js';
import { BY_LAYER } from '../by-layer.js';
import { locateHost } from '../located.js';
import { host, TOP } from '../sample.js';

async function learn(changes: Readonly<Record<string, string>> = {}, all = BY_LAYER): Promise<Style> {
  const files = host({ ...all, ...changes });
  const style = learnStyle(files, await locateHost(files, TOP));
  if (isRefusal(style)) throw new Error(style.reason);
  return style;
}

const route = (imports: string, call: string): Record<string, string> => ({
  'app/api/routes/users.py': (BY_LAYER['app/api/routes/users.py'] ?? '')
    .replace('from app import crud\n', imports)
    .replace('crud.create_user', call),
});

test('which roles have a file of the feature, and what their modules are called from the folder of the layers', async () => {
  const { layout, modules, tests } = await learn();

  expect(layout).toEqual({ kind: 'layers', roles: ['api', 'models', 'schemas', 'crud'], shared: [] });
  expect(modules).toMatchObject({
    api: 'api.routes.users',
    models: 'models.user',
    schemas: 'schemas.user',
    crud: 'crud.user',
  });
  expect(tests.folder).toBe('tests.users');
});

test('modules that no package holds are the host’s own, and stand behind the libraries', async () => {
  const bare = Object.entries(BY_LAYER).map(([path, text]) => [
    path.replace(/^app\//, ''),
    text.replace(/\bapp\./g, '').replace('from app import crud', 'import crud'),
  ]);
  const style = await learn({}, { ...Object.fromEntries(bare), 'notes/read.me': '' });
  expect([style.importRoot, style.ownModules]).toEqual(['', ['api', 'crud', 'database', 'main', 'models', 'schemas']]);

  const modules = ['schemas.invoice', 'sqlalchemy', 'models.invoice', 'decimal'];
  const names = modules.map((module) => ({ kind: 'from', module, name: 'x' }) as const);
  expect(printImports(names, styleOf(style, 'invoices').isOwn)).toBe(
    'from decimal import x\n\nfrom sqlalchemy import x\n\nfrom models.invoice import x\nfrom schemas.invoice import x',
  );
  expect((await learn()).ownModules).toEqual([]);
});

describe('a package with handlers for each feature, beside models of another folder', () => {
  const kept = Object.entries(BY_LAYER).filter(([path]) => !/^app\/(?:api|crud)\//.test(path));
  const beside = (models: string): Readonly<Record<string, string>> => ({
    ...Object.fromEntries(kept),
    'app/main.py': `from fastapi import FastAPI
from app.users import router as users_router

app = FastAPI()
app.include_router(users_router.router, prefix="/users")
`,
    'app/users/router.py': `from fastapi import APIRouter, Depends

from app.database import get_db
from app.schemas.user import UserCreate
from app.users import service

router = APIRouter()


@router.post("/")
def create_user(data: UserCreate, db=Depends(get_db)):
    return service.create_user(db, data)


@router.get("/")
def list_users(db=Depends(get_db)):
    return service.list_users(db)
`,
    'app/users/service.py': `from app.${models} import User


def create_user(db, data):
    user = User(**data.model_dump())
    db.add(user)
    db.commit()
    return user


def list_users(db):
    return db.query(User).all()
`,
  });

  test('has each role where the blueprint has it', async () => {
    const { layout, modules } = await learn({ 'app/users/__init__.py': '' }, beside('models.user'));

    expect(layout).toMatchObject({ kind: 'layers', shared: [], own: ['api', 'services'] });
    expect(modules).toMatchObject({
      api: 'users.router',
      services: 'users.service',
      models: 'models.user',
      schemas: 'schemas.user',
    });
  });

  test('is no package where the blueprint’s has no __init__, and may have its models in one file of all', async () => {
    const { 'app/models/user.py': model = '', ...others } = beside('models');
    const inOne = Object.fromEntries(Object.entries(others).filter(([path]) => !path.startsWith('app/models/')));
    const { layout, modules } = await learn({ 'app/models.py': model }, inOne);

    expect(layout).toMatchObject({ kind: 'layers', shared: ['models'] });
    expect(layout).not.toHaveProperty('own');
    expect(modules).toMatchObject({ api: 'users.router', models: 'models' });
  });
});

test('the models of all features are found behind a unit of work that leads from the services to the repositories', async () => {
  const kept = Object.entries(BY_LAYER).filter(([path]) => !/^app\/(?:models|crud)\/|items?\.py$/.test(path));
  const others = Object.fromEntries(kept.map(([path, text]) => [path, text.replaceAll(/^.*items.*\n/gm, '')]));
  const changes = {
    'app/api/main.py': `from fastapi import APIRouter
from app.api.routes import users

api_router = APIRouter()
api_router.include_router(users.router)
`,
    'app/main.py': `from fastapi import FastAPI
from app.api.main import api_router

app = FastAPI()
app.include_router(api_router)
`,
    'app/schemas/__init__.py': '',
    'app/db/__init__.py': '',
    'app/db/models.py': BY_LAYER['app/models/user.py'] ?? '',
    'app/repositories/__init__.py': '',
    'app/repositories/user_repository.py': `from app.db.models import User


class UserRepository:
    model = User

    def __init__(self, session):
        self.session = session

    def add(self, data):
        user = User(**data.model_dump())
        self.session.add(user)
        self.session.commit()
        return user
`,
    'app/services/__init__.py': '',
    'app/services/user_service.py': `from app.unitofwork import UnitOfWork


class UserService:
    def __init__(self, uow: UnitOfWork):
        self.uow = uow

    def create_user(self, data):
        with self.uow:
            return self.uow.users.add(data)
`,
    'app/unitofwork.py': `from app.database import SessionLocal
from app.repositories.user_repository import UserRepository


class UnitOfWork:
    def __enter__(self):
        self.session = SessionLocal()
        self.users = UserRepository(self.session)

    def __exit__(self, *args):
        self.session.close()
`,
    'app/api/routes/users.py': `from fastapi import APIRouter, Depends
from app.schemas.user import UserCreate
from app.services.user_service import UserService
from app.unitofwork import UnitOfWork

router = APIRouter(prefix="/users", tags=["users"])


@router.post("")
def create_user(data: UserCreate, uow: UnitOfWork = Depends(UnitOfWork)):
    return UserService(uow).create_user(data)
`,
  };
  const { layout } = await learn(changes, others);

  expect(layout).toMatchObject({ kind: 'layers', shared: ['models'] });
});

test.each([
  ['the package that gathers a layer', {}, [{ from: 'api', of: 'crud', kind: 'package', local: 'crud' }]],
  [
    'a module under an alias',
    route('from app.crud import user as crud_user\n', 'crud_user.create_user'),
    [{ from: 'api', of: 'crud', kind: 'module', local: 'crud_user' }],
  ],
  ['names alone', route('from app.crud.user import create_user as create\n', 'create'), []],
])('how a layer is imported: %s', async (_, changes, imports) => {
  expect((await learn(changes)).layerImports).toEqual(imports);
});

test('an annotation without a value supplies no column', async () => {
  const database = (BY_LAYER['app/database.py'] ?? '').replace('    pass\n', '    id: Any\n');
  expect((await learn({ 'app/database.py': database })).supplied).toEqual([]);
});

test.each(['', ': TypeAlias'])(
  'a type of columns that the base keeps%s is no column: a model has its own key',
  async (said) => {
    const type = `    intpk${said} = Annotated[int, mapped_column(primary_key=True)]\n`;
    const database = (BY_LAYER['app/database.py'] ?? '').replace('    pass\n', type);
    expect((await learn({ 'app/database.py': database })).key).toMatchObject({ name: 'id', kind: 'int' });
  },
);

test('a class that inherits from one of the host names it, wherever its layer is', async () => {
  const { layers } = await learn({
    'app/crud/base.py': 'class CRUDBase:\n    def create(self, db, data):\n        return data\n',
    'app/crud/user.py': `from app.crud.base import CRUDBase


class UserCrud(CRUDBase):
    def create_user(self, db, data):
        db.add(data)
        db.commit()
        return data


crud_user = UserCrud()
`,
    ...route('from app.crud.user import crud_user\n', 'crud_user.create_user'),
  });
  expect(layers).toMatchObject({
    chain: [
      { role: 'crud', base: { source: { module: 'app.crud.base', name: 'CRUDBase' }, attributes: [], madeWith: [] } },
    ],
  });
});

test.each([
  ['str(user_id)', { isString: true }],
  ['email', {}],
])(
  'an exception of a file of all features is raised as it is, with a value in quotes and the key for %s',
  async (sought, form) => {
    const { raises } = await learn({
      'app/core/exceptions.py': `class AppException(Exception):
    def __init__(self, status_code: int, detail: str) -> None:
        self.status_code = status_code


class NotFoundException(AppException):
    def __init__(self, resource: str, identifier: int) -> None:
        super().__init__(404, f"{resource} {identifier} not found")


class ConflictException(AppException):
    def __init__(self, detail: str) -> None:
        super().__init__(409, detail)


def register(app):
    @app.exception_handler(AppException)
    def answer(request, exc):
        return JSONResponse({}, status_code=exc.status_code)
`,
      'app/api/routes/users.py': `${BY_LAYER['app/api/routes/users.py']}

@router.get("/{user_id}")
def get_user(user_id: int, db=Depends(get_db)):
    return crud.get_user(db, user_id)
`,
      'app/crud/user.py': `from app.core.exceptions import ConflictException, NotFoundException
from app.models.user import User


def get_user(db, user_id):
    user = db.get(User, user_id)
    if user is None:
        raise NotFoundException("User", ${sought})
    return user


def create_user(db, data):
    if db.get(User, data.email):
        raise ConflictException(f"Email '{data.email}' is taken")
    return User()
`,
    });
    const host = (name: string, ...given: readonly object[]): object => ({
      kind: 'host',
      source: { module: 'app.core.exceptions', name },
      given: given.map((each) => ({ name: undefined, ...each })),
      isCalled: true,
    });
    expect(raises.takenBy).toEqual(host('ConflictException', { kind: 'text', text: "{Field} '{value}' is taken" }));
    expect(raises.missingBy).toEqual(
      host('NotFoundException', { kind: 'text', text: '{Title}' }, { kind: 'key', ...form }),
    );
  },
);

test.each([
  [400, 'User already deleted', '{Field} is already taken'],
  [400, 'User does not exist', '{Field} is already taken'],
  [400, 'User already exists', '{Title} already exists'],
  [409, 'User cannot be changed', '{Field} is already taken'],
  [409, 'User cannot be created: email in use', '{Title} cannot be created: {field} in use'],
])('an answer of %s with the words %s has a taken value answered with %s', async (status, words, taken) => {
  const { raises } = await learn({
    'app/crud/user.py': `from fastapi import HTTPException
from app.models.user import User


def create_user(db, data):
    if db.get(User, data.email):
        raise HTTPException(${status}, "${words}")
    return User()
`,
  });
  expect(raises.taken).toBe(taken);
});

test('a missing record is answered with words about it alone, where there are such', async () => {
  const { raises } = await learn({
    'app/crud/user.py': `from fastapi import HTTPException
from app.models.user import User


def create_user(db, data):
    if db.get(User, data.email) is None:
        raise HTTPException(404, "User or team not found")
    if db.get(User, data.name) is None:
        raise HTTPException(404, "No such user")
    return User()
`,
  });
  expect(raises.missing).toBe('No such {title}');
});

test('a function that is called after its layer keeps that word', async () => {
  const files = {
    'app/crud/user.py': `from app.models.user import User


def create_user_service(db, data):
    user = User()
    db.add(user)
    db.commit()
    return user
`,
    'app/crud/__init__.py': 'from app.crud.user import create_user_service\n',
    'app/api/routes/users.py': (BY_LAYER['app/api/routes/users.py'] ?? '').replace(
      'crud.create_user(',
      'crud.create_user_service(',
    ),
  };
  const { layers } = await learn(files);
  expect(layers.kind === 'chain' && layers.chain[0]?.operations.create.name).toBe('create_{one}_service');
});

test.each([
  ['FullyBooked', 'http'],
  ['AlreadyBooked', 'host'],
  ['ConflictError', 'host'],
])('a conflict of the host that is called %s is raised for a taken value as %s', async (name, kind) => {
  const { raises } = await learn({
    'app/core/exceptions.py': `from fastapi import HTTPException


class ${name}(HTTPException):
    def __init__(self):
        super().__init__(409, "No")
`,
    'app/crud/user.py': `from app.core.exceptions import ${name}
from app.models.user import User


def create_user(db, data):
    if db.get(User, data.email):
        raise ${name}()
    return User()
`,
  });
  expect(raises.takenBy.kind).toBe(kind);
});

test.each([
  ['app/core/custom_exceptions.py', 'core.custom_exceptions'],
  ['app/exceptions/app_exceptions.py', 'exceptions.app_exceptions'],
  ['app/exceptions/http.py', 'exceptions.http'],
  ['app/exceptions/user.py', 'exceptions.user'],
])('exceptions of all features are added to their file %s', async (path, module) => {
  const { modules, layout, raises } = await learn({
    'app/exceptions/__init__.py': '',
    [path]: `from fastapi import HTTPException


class UserExists(HTTPException):
    def __init__(self):
        super().__init__(409, "User exists")
`,
    'app/crud/user.py': `from app.${module} import UserExists
from app.models.user import User


def create_user(db, data):
    if db.get(User, data.email):
        raise UserExists()
    return User()
`,
  });
  expect(raises.takenBy).toMatchObject({ kind: 'own', module: 'exceptions' });
  expect(modules.exceptions).toBe(module);
  expect(layout).toMatchObject({ shared: module.endsWith('.user') ? [] : ['exceptions'] });
});

test.each([
  ['tests/test_users.py', 'client.get("/api/users/")', 'tests/test_users'],
  ['tests/api/routes/test_user.py', 'test_client.post("/api/users/")', 'tests/api/routes/test_user'],
  ['app/tests/api/test_users.py', 'client.get("/api/users/")', 'app/tests/api/test_users'],
  ['tests/crud/test_user.py', 'crud.get_user(db, 1)', undefined],
  ['tests/test_items.py', 'client.get("/api/items/")', undefined],
])('the tests of the blueprint are in %s', async (path, text, file) => {
  expect((await learn({ [path]: `def test_one(client):\n    ${text}\n` })).tests.file).toBe(file);
});

test('tests are in the folder of tests that the application has, where none is beside it', async () => {
  const items = 'def test_one(client):\n    client.get("/api/items/")\n';
  const folder = async (...paths: readonly string[]): Promise<unknown> =>
    (await learn(Object.fromEntries(paths.map((path) => [path, items])))).tests.folder;

  expect(await folder('app/tests/test_items.py')).toBe('app.tests.users');
  expect(await folder('app/tests/test_items.py', 'tests/test_items.py')).toBe('tests.users');
});

const TABLES = `from sqlmodel import Field, SQLModel


class UserCreate(SQLModel):
    name: str


class User(UserCreate, table=True):
    id: int | None = Field(default=None, primary_key=True)
`;

const SESSION =
  'from sqlmodel import Session\n\n\ndef get_db():\n    with Session() as session:\n        yield session\n';

const IN_MAIN = `from fastapi import FastAPI
from app.routers import users

app = FastAPI()
app.include_router(users.router)
`;

test.each([
  ['the models of all features', 'app/models.py', 'models', ['models', 'schemas']],
  ['its own models', 'app/models/user.py', 'models.user', []],
])('schemas beside %s are of that module', async (_, path, module, shared) => {
  const from = path.replace('.py', '').replaceAll('/', '.');
  const files = host({
    'pyproject.toml': '',
    'app/main.py': IN_MAIN,
    'app/database.py': SESSION,
    [path]: TABLES,
    'app/routers/users.py': `from fastapi import APIRouter, Depends
from app.database import get_db
from ${from} import User, UserCreate

router = APIRouter(prefix="/users")


@router.post("/", response_model=User)
def create_user(data: UserCreate, db=Depends(get_db)):
    user = User(**data.model_dump())
    db.add(user)
    db.commit()
    return user
`,
  });
  const style = learnStyle(files, await locateHost(files, TOP));

  expect(style).toMatchObject({
    orm: 'sqlmodel',
    layout: { roles: ['api', 'models', 'schemas'], shared },
    modules: { models: module, schemas: module },
    schemaBase: { readers: ['SQLModel'] },
  });
});

test('a package with a backend by layer in it is no blueprint for one feature', async () => {
  const names = ['role', 'menu', 'team'];
  const model = (name: string): string =>
    `from app.database import Base\nfrom sqlalchemy.orm import Mapped, mapped_column\n\n\nclass ${name}(Base):\n    __tablename__ = "${name}"\n\n    id: Mapped[int] = mapped_column(primary_key=True)\n`;
  const router = (name: string): string =>
    `from fastapi import APIRouter\n\nrouter = APIRouter()\n\n\n@router.get("/${name}")\ndef list_${name}s():\n    return []\n`;
  const hostOf = (of: readonly string[]): Readonly<Record<string, string>> => ({
    '.git/HEAD': '',
    'pyproject.toml': '',
    'app/database.py': BY_LAYER['app/database.py'] ?? '',
    'app/main.py': `from fastapi import FastAPI\nfrom app.admin.api import router\n\napp = FastAPI()\napp.include_router(router)\n`,
    'app/admin/__init__.py': '',
    'app/admin/api/__init__.py': `from fastapi import APIRouter\n${of.map((name) => `from app.admin.api.${name} import router as ${name}`).join('\n')}\n\nrouter = APIRouter()\n${of.map((name) => `router.include_router(${name})`).join('\n')}\n`,
    ...Object.fromEntries(
      of.flatMap((name) => [
        [`app/admin/api/${name}.py`, router(name)],
        [`app/admin/model/${name}.py`, model(name[0]?.toUpperCase() + name.slice(1))],
      ]),
    ),
  });
  const learned = async (of: readonly string[]): Promise<unknown> => {
    const files = host(hostOf(of));
    return learnStyle(files, await locateHost(files, TOP));
  };
  expect(await learned(names)).toMatchObject({
    id: 'layout-several',
    reason: expect.stringContaining('(Menu, Role, Team)'),
  });
  expect(await learned([...names.slice(1), 'admin'])).not.toHaveProperty('id');
  expect(await learned(names.slice(2))).not.toHaveProperty('id', 'layout-several');
});
