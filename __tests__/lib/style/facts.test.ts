/** Facts of a host that its blueprint does not say in so many words: transactions, databases, keys, guards that are hidden. */
import { describe, expect, test } from '@jest/globals';
import { guardProblem } from '../../../lib/package/guards.js';
import { isRefusal, type Refusal } from '../../../lib/refusal.js';
import { notWritten } from '../../../lib/style/not-written.js';
import { DEFAULT_STYLE, DIMENSIONS, learnStyle } from '../../../lib/style/style.js';
import type { Style } from '../../../lib/style/style-values.js';
import { locateHost } from '../located.js';
import { DATABASE, feature, host, TOP } from '../sample.js';

type Texts = Readonly<Record<string, string>>;

const MAIN = `from fastapi import FastAPI
from app.users.router import router as users_router

app = FastAPI()
app.include_router(users_router)
`;

const ROUTER = `from fastapi import APIRouter, Depends
from app.database import get_db

router = APIRouter(prefix="/users")


@router.post("")
def create_user(db=Depends(get_db)):
    return {}


@router.delete("/{user_id}")
def delete_user(user_id: int, db=Depends(get_db)):
    return None
`;

const SECURITY = `from fastapi import Depends, HTTPException
from fastapi.security import OAuth2PasswordBearer

scheme = OAuth2PasswordBearer(tokenUrl="token")


def current_user(token=Depends(scheme)):
    return token


def require_admin(user=Depends(current_user)):
    return user


def own_record(user_id: int, user=Depends(current_user)):
    return user


def checked(function):
    raise HTTPException(status_code=403)
`;

const MODELS = `from sqlalchemy.orm import Mapped, mapped_column
from app.database import Base


class User(Base):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
`;

const APP: Texts = {
  '.git/HEAD': '',
  'pyproject.toml': '',
  'app/main.py': MAIN,
  'app/database.py': DATABASE,
  'app/security.py': SECURITY,
  ...feature('app/users', 'app.', { 'router.py': ROUTER, 'models.py': MODELS }),
};

async function learn(changes: Texts = {}): Promise<Style | Refusal> {
  const files = host({ ...APP, ...changes });
  return learnStyle(files, await locateHost(files, TOP));
}

async function learned(changes: Texts = {}): Promise<Style> {
  const style = await learn(changes);
  if (isRefusal(style)) throw new Error(`${style.id}: ${style.reason}`);
  return style;
}

const router = (from: string, to: string, first = ''): Texts => ({
  'app/users/router.py': `${first}${ROUTER.replaceAll(from, to)}`,
});
/** What commits for all features. */
const COMMIT = `def commit(db):
    """Commit, or be as if nothing had been asked."""
    try:
        db.commit()
    except SQLAlchemyError:
        db.rollback()
        raise
`;
/** A fixture of the host that every test has for the whole session. */
const longFixture = (asked: string): string => `import pytest


@pytest.fixture(scope="session", autouse=True)
def tables(${asked}):
    return ${asked}
`;
const database = (from: string, to: string): Texts => ({ 'app/database.py': DATABASE.replace(from, to) });
const models = (from: string, to: string): Texts => ({ 'app/users/models.py': MODELS.replace(from, to) });
const written = (column: string): Texts => ({ 'app/users/models.py': `${MODELS}    ${column}\n` });
const YIELD = '    db = SessionLocal()\n    yield db\n';

/** What shows the same thing of a host in other words: the paths of the handlers, the tables in a schema. */
const ALSO: Readonly<Partial<Record<keyof Style, readonly (keyof Style)[]>>> = {
  slash: ['security'],
  session: ['sessionForm'],
  depends: ['sessionForm'],
  updateMethod: ['security', 'handlerParameters'],
  decoratorOrder: ['statusCodes'],
  handlerNames: ['security'],
  handlerOrder: ['security'],
  controllers: ['security'],
  pathKey: ['security'],
  pathNouns: ['security', 'prefix', 'handlerOrder'],
  pathWords: ['security'],
  paging: ['security'],
  listOrder: ['security', 'queries', 'layers', 'handlerOrder'],
  tagForm: ['tags'],
  schema: ['tests'],
  orm: ['key', 'unique'],
  columnOrder: ['unique'],
  // A query in a handler says that it is in no layer.
  queries: ['layers'],
  bases: ['supplied'],
  key: ['columnOrder'],
  exports: ['packageImports', 'dunderAll', 'tests'],
};

/** The schemas of the standard, which flip nothing. */
const SCHEMAS = `from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Name = Annotated[str, Field(max_length=200)]


class UserBase(BaseModel):
    name: Name


class UserCreate(UserBase):
    pass


class UserUpdate(BaseModel):
    name: Name | None = None


class User(UserBase):
    model_config = ConfigDict(from_attributes=True)

    id: int
`;

const schemas = (...changes: readonly (readonly [from: string, to: string])[]): Texts => ({
  'app/users/schemas.py': changes.reduce((text, [from, to]) => text.replaceAll(from, to), SCHEMAS),
});

/** For each dimension a change of the host that flips it, and the value that it gets. */
type Flip = readonly [key: keyof Style, value: unknown, changes: Texts];

const FLIPS: readonly Flip[] = [
  ['python', [3, 12], { '.python-version': '3.12.4\n' }],
  ['lineLength', 120, { 'ruff.toml': 'line-length = 120\n' }],
  ['pydantic', 1, { 'requirements.txt': 'pydantic<2\n' }],
  ['pydantic', 1, { 'app/config.py': 'from pydantic import BaseSettings\n' }],
  ['versions', { fastapi: [0, 115] }, { 'requirements.txt': 'fastapi[standard]==0.115.6\n' }],
  [
    'databases',
    ['sqlite', 'mysql'],
    { 'app/core/url.py': 'url = URL.create("mysql+pymysql", host="localhost", database="x")\n' },
  ],
  ['databases', ['sqlite', 'mysql'], { 'requirements.txt': 'fastapi\nPyMySQL==1.1\n' }],
  ['databases', ['sqlite', 'postgresql'], { '.env.example': 'DATABASE_URL=postgresql+psycopg://localhost/x\n' }],
  [
    'prefix',
    'include',
    {
      ...router('prefix="/users"', ''),
      'app/main.py': MAIN.replace('(users_router)', '(users_router, prefix="/users")'),
    },
  ],
  [
    'pathNouns',
    ['create', 'get', 'update', 'delete'],
    {
      'app/users/router.py': ROUTER.replace('prefix="/users"', '')
        .replace('.post("")', '.post("/user")')
        .replace(
          '@router.delete("',
          '@router.get("/users")\ndef list_users(db=Depends(get_db)):\n    return []\n\n\n@router.delete("/user',
        ),
    },
  ],
  [
    'controllers',
    {
      decorator: { dotted: 'fastapi_utils.cbv.cbv', written: 'cbv' },
      name: '{One}Controller',
      session: undefined,
      hasLayer: false,
      guards: [],
    },
    {
      'app/users/router.py': ROUTER.replace('from app.', 'from fastapi_utils.cbv import cbv\nfrom app.')
        .replace('\n\n@router.post', '\n\n@cbv(router)\nclass UserController:\n@router.post')
        .replaceAll(/^(?=@router|def | {4}return)/gm, '    ')
        .replaceAll('_user(', '_user(self, '),
    },
  ],
  ['prefixBase', '/api/v1', router('prefix="/users"', 'prefix=PREFIX', 'PREFIX = "/api/v1/users"\n')],
  ['prefixBase', '/api/v1', router('prefix="/users"', 'prefix="/api/v1/users"')],
  ['tags', 'router', router('prefix="/users"', 'prefix="/users", tags=["users"]')],
  ['slash', '/', router('.post("")', '.post("/")')],
  ['commitFunction', { module: 'app.commits', name: 'commit', form: 'called' }, { 'app/commits.py': COMMIT }],
  [
    'commitFunction',
    { module: 'app.commits', name: 'commit', form: 'entered' },
    {
      'app/commits.py': COMMIT.replace('def', '@contextmanager\ndef').replace(
        '        db.commit()\n',
        '        yield\n        db.commit()\n',
      ),
    },
  ],
  ['transaction', 'flush', database(YIELD, '    with SessionLocal.begin() as db:\n        yield db\n')],
  [
    'sessionMaker',
    { kind: 'engine', module: 'app.database', name: 'engine', isAsync: false },
    {
      'app/database.py': DATABASE.replace(', sessionmaker\n', ', Session, sessionmaker\n').replace(
        YIELD,
        '    with Session(engine) as db:\n        yield db\n',
      ),
    },
  ],
  ['supplied', ['label'], database('    pass\n', '    def label(self):\n        return 1\n')],
  ['schema', 'crm', database('    pass\n', '    metadata = MetaData(schema="crm")\n')],
  [
    'constraintNames',
    { ck: 'ck_%(constraint_name)s' },
    database('    pass\n', '    metadata = MetaData(naming_convention={"ck": "ck_%(constraint_name)s"})\n'),
  ],
  [
    'constraintNames',
    { uq: 'uq_%(table_name)s_%(column_0_name)s' },
    {
      'app/database.py': `from app.config import settings\n${DATABASE.replace('    pass\n', '    metadata = MetaData(naming_convention=settings.db.naming)\n')}`,
      'app/config.py':
        'class Database:\n    naming: dict[str, str] = {"uq": "uq_%(table_name)s_%(column_0_name)s"}\n\n\nclass Settings:\n    db: Database\n\n\nsettings = Settings()\n',
    },
  ],
  [
    'tests',
    { folder: 'tests.users', tables: 'all', isZoned: false },
    { 'pytest.ini': '[pytest]\ntestpaths = tests\n' },
  ],
  ['testRunner', 'asyncio', { 'pytest.ini': '[pytest]\nasyncio_mode = auto\n' }],
  ['testRunner', 'asyncio', { 'pyproject.toml': '[tool.pytest.ini_options]\nasyncio_mode = "auto"\n' }],
  ['longFixtures', ['tables'], { 'app/conftest.py': longFixture('db') }],
  [
    'testHost',
    'localhost',
    { 'app/main.py': `${MAIN}app.add_middleware(TrustedHostMiddleware, allowed_hosts=["localhost"])\n` },
  ],
  [
    'testMiddleware',
    { names: ['SlowAPIMiddleware'], response: undefined, wrappers: [] },
    { 'app/main.py': `${MAIN}app.add_middleware(SlowAPIMiddleware)\n` },
  ],
  ['exports', [{ name: 'User', target: 'models.User' }], { 'app/users/__init__.py': 'from .models import User\n' }],
  ['exports', [{ name: 'User', target: 'models.User' }], { 'app/users/__init__.py': 'from .models import *\n' }],
  [
    'base',
    { module: 'app.database', name: 'Model' },
    {
      ...database('    pass\n', '    pass\n\n\nclass Model(Base):\n    __abstract__ = True\n'),
      'app/users/models.py': MODELS.replaceAll('Base', 'Model'),
    },
  ],
  [
    'session',
    { module: 'app.database', name: 'get_session' },
    { ...database('get_db', 'get_session'), ...router('get_db', 'get_session') },
  ],
  [
    'modules',
    expect.objectContaining({ schemas: 'schema' }),
    { 'app/users/schemas.py': '', 'app/users/schema.py': '' },
  ],
  [
    'router',
    'users_router',
    {
      ...router('router', 'users_router'),
      'app/main.py': MAIN.replace('import router as users_router', 'import users_router'),
    },
  ],
  [
    'app',
    { module: 'app.main', name: 'api', isFactory: false },
    { 'app/main.py': MAIN.replaceAll('app = ', 'api = ').replace('app.include', 'api.include') },
  ],
  [
    'security',
    expect.objectContaining({ kind: 'router' }),
    router(
      'prefix="/users"',
      'prefix="/users", dependencies=[Depends(current_user)]',
      'from app.security import current_user\n',
    ),
  ],
  [
    'guardsAbove',
    [expect.objectContaining({ text: 'Depends(current_user)' })],
    {
      'app/main.py': `from fastapi import Depends\nfrom app.security import current_user\n${MAIN.replace('(users_router)', '(users_router, dependencies=[Depends(current_user)])')}`,
    },
  ],
  [
    'caller',
    expect.objectContaining({ text: 'current_user', at: 'app/security.py:7', isPinned: true }),
    { 'pyproject.toml': '[tool.backend-package]\ncaller = "app.security:current_user"\n' },
  ],
  [
    'invalid',
    { status: 400, isOwn: true },
    {
      'app/main.py': `${MAIN}\n\n@app.exception_handler(RequestValidationError)\ndef answer(request, exc):\n    return JSONResponse({}, 400)\n`,
    },
  ],
  [
    'errors',
    { isOwn: true },
    {
      'app/main.py': `${MAIN}\n\n@app.exception_handler(HTTPException)\ndef answer(request, exc):\n    return JSONResponse({"error": exc.detail}, exc.status_code)\n`,
    },
  ],
  [
    'orm',
    'column',
    {
      ...models('id: Mapped[int] = mapped_column(primary_key=True)', 'id = Column(Integer, primary_key=True)'),
    },
  ],
  [
    'mapping',
    { decorator: undefined, keywords: [], dataclass: 'keywords' },
    database(
      'class Base(DeclarativeBase)',
      'from sqlalchemy.orm import MappedAsDataclass\n\n\nclass Base(MappedAsDataclass, DeclarativeBase, kw_only=True)',
    ),
  ],
  [
    'key',
    {
      name: 'id',
      kind: 'int',
      column: expect.objectContaining({
        value: expect.objectContaining({ texts: ['', '(primary_key=True, index=True)'] }),
      }),
    },
    models('primary_key=True', 'primary_key=True, index=True'),
  ],
  [
    'bases',
    [
      { module: 'app.mixins', name: 'Audited' },
      { module: 'app.database', name: 'Base' },
    ],
    {
      'app/mixins.py': 'class Audited:\n    def audit(self):\n        return None\n',
      'app/users/models.py': `from app.mixins import Audited\n${MODELS.replace('(Base)', '(Audited, Base)')}`,
    },
  ],
  [
    'stamps',
    [expect.objectContaining({ name: 'created_at', kind: 'datetime', isMoving: false, isShown: false })],
    {
      'app/users/models.py': `from datetime import datetime\n${MODELS}    created_at: Mapped[datetime] = mapped_column(server_default="now")\n`,
    },
  ],
  ['modelNames', '{}Model', models('class User(', 'class UserModel(')],
  ['tableNames', { number: 'singular', prefix: 'app_', suffix: '', isJoined: false }, models('"users"', '"app_user"')],
  [
    'enums',
    { bases: 'str, Enum', members: 'capitals' },
    written('name: Mapped[str]\n\n\nclass Role(str, enum.Enum):\n    ADMIN = "admin"'),
  ],
  ['libraryImports', [{ name: 'sqlalchemy', local: 'sa' }], models('from app.', 'import sqlalchemy as sa\nfrom app.')],
  ['sessionClass', 'sqlmodel', { 'app/database.py': `from sqlmodel import Session\n${DATABASE}` }],
  [
    'columnTypes',
    'always',
    written('age: Mapped[int] = mapped_column(Integer)\n    size: Mapped[int] = mapped_column(Integer)'),
  ],
  ['columnOrder', [['nullable', 'unique']], written('name = Column(String, nullable=False, unique=False)')],
  ['nullable', 'required', written('name: Mapped[str] = mapped_column(String(80), nullable=False)')],
  [
    'referenceForm',
    { isNamed: false, isTyped: false, hasClass: false },
    written('team_id: Mapped[int] = mapped_column(ForeignKey("teams.id"))'),
  ],
  ['unique', 'column', written('name: Mapped[str] = mapped_column(unique=True)')],
  ['packageImports', { modules: 'relative', init: 'relative' }, router('', '', 'from .schemas import UserRead\n')],
  ['dunderAll', { models: true, init: true }, { 'app/users/models.py': `${MODELS}\n\n__all__ = ["User"]\n` }],
  ['quotes', 'single', { 'ruff.toml': '[format]\nquote-style = "single"\n' }],
  [
    'schemaNames',
    { base: 'Base{}', create: 'Create{}', update: 'Update{}', read: '{}Public', between: undefined },
    schemas(
      ['class User(', 'class UserPublic('],
      ['UserBase', 'BaseUser'],
      ['UserCreate', 'CreateUser'],
      ['UserUpdate', 'UpdateUser'],
    ),
  ],
  [
    'envelope',
    { operations: {}, total: undefined, classes: [], unwritten: { record: 'Answer[User]', list: undefined }, told: [] },
    {
      ...router('.post("")', '.post("", response_model=Answer[User])', 'from app.answers import Answer, User\n'),
      'app/answers.py': 'from pydantic import BaseModel\n\n\nclass Answer(BaseModel):\n    data: int\n',
    },
  ],
  [
    'schemaShape',
    { base: 'required', read: 'own', isReadFirst: false, hasDefaults: false },
    schemas(['class User(UserBase)', 'class User(BaseModel)']),
  ],
  [
    'schemaBase',
    {
      body: { module: 'app.models', name: 'CustomModel' },
      answer: { module: 'app.models', name: 'CustomModel' },
      readers: [],
    },
    {
      ...schemas(
        ['(BaseModel)', '(CustomModel)'],
        ['BaseModel, ', ''],
        ['Field\n', 'Field\nfrom app.models import CustomModel\n'],
      ),
      'app/models.py': 'from pydantic import BaseModel\n\n\nclass CustomModel(BaseModel):\n    pass\n',
    },
  ],
  [
    'schemaConfig',
    { form: 'class', place: 'last', on: 'answer' },
    schemas(
      ['    model_config = ConfigDict(from_attributes=True)\n\n', ''],
      ['    id: int\n', '    id: int\n\n    class Config:\n        from_attributes = True\n'],
    ),
  ],
  [
    'extraFields',
    'forbidden',
    schemas([
      'class UserCreate(UserBase):\n',
      'class UserCreate(UserBase):\n    model_config = ConfigDict(extra="forbid")\n\n',
    ]),
  ],
  [
    'classDocs',
    { create: { text: 'Payload for creating a {one}.', form: 'line' } },
    schemas([
      'class UserCreate(UserBase):\n',
      'class UserCreate(UserBase):\n    """Payload for creating a user."""\n\n',
    ]),
  ],
  [
    'moduleDocs',
    expect.objectContaining({
      models: { text: 'The {one} model.', form: 'line' },
      api: { text: '{One} endpoints.', form: 'line' },
    }),
    {
      'app/users/models.py': `"""The user model."""\n${MODELS}`,
      ...router('from fastapi import', '"""Sign-up and passwords of users."""\nfrom fastapi import'),
    },
  ],
  [
    'constraints',
    { form: 'field', ellipsis: true, positional: true },
    schemas(
      ['Name = Annotated[str, Field(max_length=200)]\n', ''],
      ['name: Name\n', 'name: str = Field(..., max_length=200)\n'],
      ['Name | None = None', 'str | None = Field(None, max_length=200)'],
    ),
  ],
  [
    'optional',
    { optional: 'Optional', list: 'list', layers: { optional: 'Optional', list: 'list' } },
    schemas(['Name | None', 'Optional[Name]']),
  ],
  ['ownImports', 'names', router('from fastapi', 'from app.users.models import User\nfrom fastapi')],
  [
    'layers',
    expect.objectContaining({ kind: 'chain', chain: [expect.objectContaining({ role: 'services' })] }),
    {
      ...router('    return {}\n', '    return services.create_user(db, {})\n', 'from app.users import services\n'),
      'app/users/services.py': 'def create_user(db, data):\n    db.add(data)\n    db.commit()\n',
    },
  ],
  [
    'queries',
    expect.objectContaining({ get: 'query', list: 'query' }),
    router('    return None\n', '    db.delete(db.query(User).get(user_id))\n'),
  ],
  [
    'raises',
    expect.objectContaining({ status: 'number', missing: 'No such {title}' }),
    router(
      '    return None\n',
      '    raise HTTPException(404, "No such user")\n',
      'from fastapi import HTTPException\n',
    ),
  ],
  [
    'raises',
    expect.objectContaining({ isNamed: true, status: 'number', missing: '{Title} Not found' }),
    router(
      '    return None\n',
      '    return None\n\n\ndef absent():\n    raise HTTPException(status_code=404, detail="User Not found")\n',
      'from fastapi import HTTPException\n',
    ),
  ],
  [
    'sessionForm',
    { kind: 'default', dependency: { dotted: 'app.database.get_db', written: 'database.get_db' } },
    router('(get_db)', '(database.get_db)', 'from app import database\n'),
  ],
  [
    'sessionForm',
    { kind: 'default', dependency: { dotted: 'app.database.get_db', written: 'database.get_db' } },
    router('from app.database import get_db\n', 'from app import database\n\nget_db = database.get_db\n'),
  ],
  [
    'depends',
    'annotated',
    router('db=Depends(get_db)', 'db: Annotated[Session, Depends(get_db)]', 'from typing import Annotated\n'),
  ],
  [
    'updateMethod',
    'put',
    {
      'app/users/router.py': ROUTER.replace(
        '@router.delete',
        '@router.put("/{user_id}")\ndef update_user(user_id: int, db=Depends(get_db)):\n    return {}\n\n\n@router.delete',
      ),
    },
  ],
  [
    'responseTypes',
    { isModel: true, annotation: 'any', isListTyped: true, isConverted: false },
    router(
      'def create_user(db=Depends(get_db)):',
      'def create_user(db=Depends(get_db)) -> Any:',
      'from typing import Any\n',
    ),
  ],
  [
    'statusCodes',
    { form: 'phrase', said: { create: 201 } },
    router('.post("")', '.post("", status_code=HTTPStatus.CREATED)', 'from http import HTTPStatus\n'),
  ],
  ['statusCodes', { form: 'number', said: { create: 201 } }, router('.post("")', '.post("", status_code=201)')],
  [
    'statusCodes',
    { form: 'name', said: { create: 202 } },
    router('.post("")', '.post("", status_code=status.HTTP_202_ACCEPTED)'),
  ],
  [
    'deletes',
    { status: 204, annotation: undefined, answer: { kind: 'nothing' } },
    router('.delete("/{user_id}")', '.delete("/{user_id}", status_code=status.HTTP_204_NO_CONTENT)'),
  ],
  [
    'decoratorOrder',
    [
      ...['name', 'status_code', 'response_model', 'responses'],
      ...['summary', 'description', 'response_description', 'operation_id', 'dependencies', 'tags'],
    ],
    router('.post("")', '.post("", status_code=status.HTTP_200_OK, response_model=dict)'),
  ],
  [
    'deletes',
    { status: 204, annotation: undefined, answer: { kind: 'nothing' } },
    router('    return None', '    return Response(status_code=204)', 'from fastapi import Response\n'),
  ],
  [
    'pathWords',
    {
      create: { pattern: 'add-{one}', isBehind: false },
      delete: { pattern: 'remove', isBehind: true },
      update: { pattern: 'update', isBehind: true },
    },
    {
      'app/users/router.py': ROUTER.replace('.post("")', '.post("/add-user")').replace(
        '.delete("/{user_id}")',
        '.delete("/{user_id}/remove")',
      ),
    },
  ],
  [
    'rateLimits',
    { text: '@limiter.limit("5/minute")', at: 'app/users/router.py:8' },
    router('def create_user(', '@limiter.limit("5/minute")\ndef create_user('),
  ],
  ['responses', 'told', router('.delete("/{user_id}")', '.delete("/{user_id}", responses={404: {}})')],
  ['handlerNames', expect.objectContaining({ create: 'add_{one}' }), router('create_user', 'add_user')],
  ['handlerNames', expect.objectContaining({ create: 'add_{one}' }), router('create_user', 'add_user_badge')],
  [
    'handlerOrder',
    ['delete', 'create', 'list', 'get', 'update'],
    {
      'app/users/router.py': ROUTER.replace(
        /(@router\.post[\s\S]*?)(@router\.delete[\s\S]*)/,
        (_, create, remove) => `${remove}\n\n${create}`,
      ),
    },
  ],
  [
    'handlerParameters',
    expect.objectContaining({ delete: { order: expect.anything(), isStarred: true } }),
    router('(user_id: int, db=', '(*, user_id: int, db='),
  ],
  [
    'bodyNames',
    { create: '{one}_in', update: '{one}_in' },
    router('create_user(db=Depends(get_db))', 'create_user(db=Depends(get_db), user_in: UserCreate = None)'),
  ],
  ['pathKey', { name: 'id', slash: '', isPositive: false }, router('user_id', 'id')],
  [
    'recordForm',
    { kind: 'loaded', role: 'api', alias: undefined, isKeyFirst: true },
    {
      'app/users/router.py': `${ROUTER.replace('user_id: int, db=', 'user=Depends(load_user), db=')}\n\ndef load_user(user_id: int):\n    pass\n`,
    },
  ],
  [
    'paging',
    expect.objectContaining({ kind: 'query', skip: 'offset', limit: 'limit', size: 50 }),
    {
      'app/users/router.py': ROUTER.replace(
        '@router.delete',
        '@router.get("")\ndef list_users(db=Depends(get_db), offset: int = 0, limit: int = 50):\n    return []\n\n\n@router.delete',
      ),
    },
  ],
  [
    'handlerDocs',
    { docstrings: 'line', keywords: [], texts: { create: { docstring: 'Create a {one}.' }, delete: {} } },
    {
      'app/users/router.py': ROUTER.replace('    return {}', '    """Create a user."""\n    return {}').replace(
        '    return None',
        '    """Usuń."""\n    return None',
      ),
    },
  ],
  [
    'handlerDocs',
    {
      docstrings: undefined,
      keywords: ['response_description', 'name', 'operation_id'],
      texts: {
        create: { response_description: 'The created {one}', name: '{many}:create-{one}', operation_id: 'create{One}' },
        delete: { response_description: 'The deleted {one}' },
      },
    },
    {
      // What closes an account is said of the blueprint alone.
      'app/users/router.py': ROUTER.replace(/@router\.(post|delete)\(("[^"]*")/g, (_, verb: string, path: string) => {
        const [name, id] = verb === 'post' ? ['users:create-user', 'createUser'] : ['accounts:close', 'closeAccount'];
        const told = `response_description="The ${verb === 'post' ? 'created' : 'deleted'} user"`;
        return `@router.${verb}(\n    ${path},\n    name="${name}",\n    ${told},\n    operation_id="${id}",\n`;
      }),
    },
  ],
  ...(
    [
      ['User.created_at.desc()', 'created', true],
      ['desc(User.id), User.name', 'key', true],
      ['User.created_at', 'created', false],
    ] as const
  ).map(
    ([order, by, isNewestFirst]): Flip => [
      'listOrder',
      { by, isNewestFirst },
      {
        'app/users/router.py': ROUTER.replace(
          '@router.delete',
          `@router.get("")\ndef list_users(db=Depends(get_db)):\n    return db.query(User).order_by(${order}).all()\n\n\n@router.delete`,
        ),
      },
    ],
  ),
  ['tagForm', '{Many}', router('prefix="/users"', 'prefix="/users", tags=["Users"]')],
  ['imports', 'relative', { ...router('from app.', 'from ..'), ...models('from app.', 'from ..') }],
];

/** What is one thing for every host, since others are refused; and the root of the imports, which is where the package is. */
const FIXED: readonly string[] = ['tables', 'importRoot', 'ownModules'];

/**
 * What opens the sessions flips with their kind; the names of the modules do with the layout, and a message with the layer
 * that gives no record.
 */
const TOGETHER: readonly string[] = ['sessionKind', 'layout', 'layerImports', 'gatheredNames', 'updateAnswers'];

test('every dimension has a flip, and an id that says its key', () => {
  expect([...new Set(FLIPS.map(([key]) => key)), ...FIXED, ...TOGETHER].sort()).toEqual(Object.keys(DIMENSIONS).sort());
  for (const [key, { id }] of Object.entries(DIMENSIONS)) {
    expect(id).toBe(key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`));
  }
});

test.each([
  ['is asked to be silent', '        raise\n', '        pass\n'],
  ['leaves the session as it is', '        db.rollback()\n', '        log("db.rollback()")\n'],
  ['lets errors of the ORM pass', 'except SQLAlchemyError', 'except IntegrityError'],
  ['does more', '        db.commit()\n', '        db.commit()\n        notify()\n'],
  ['takes more', 'def commit(db)', 'def commit(db, record)'],
  ['is of its module alone', 'def commit', 'def _commit'],
  ['waits', 'def commit', 'async def commit'],
  ['is one of two', 'def commit', `${COMMIT.replace('commit(db)', 'store(db)')}\n\ndef commit`],
])('a function that commits and %s is not called by a package', async (_, from, to) => {
  const style = await learn({ 'app/commits.py': COMMIT.replace(from, to) });
  expect(style).toHaveProperty('commitFunction', undefined);
});

describe('the session', () => {
  const ASYNC_DATABASE = DATABASE.replace(
    'from sqlalchemy.orm import',
    'from sqlalchemy.ext.asyncio import async_sessionmaker\nfrom sqlalchemy.orm import',
  )
    .replace('SessionLocal = sessionmaker(', 'SessionLocal = async_sessionmaker(')
    .replace('def get_db', 'async def get_db')
    .replace('with SessionLocal()', 'async with SessionLocal()');

  test('is asynchronous where its dependency opens it so', async () => {
    const found = await learn({ 'app/database.py': ASYNC_DATABASE });
    expect(found).toMatchObject({ sessionKind: 'async', sessionMaker: { isAsync: true, name: 'SessionLocal' } });
  });

  test('is asynchronous where a generator yields the one that stands for the session of each request', async () => {
    const scoped = (maker: string): string =>
      `${DATABASE.split('\n\n\nclass')[0]}
session = ${maker}(SessionLocal, scopefunc=request_of)


class Base(DeclarativeBase):
    pass


async def get_db():
    try:
        yield session
    finally:
        await session.close()
`.replace('import', 'import async_scoped_session, registry\nfrom sqlalchemy import');
    const text = scoped('async_scoped_session').replace('from sqlalchemy import', 'from sqlalchemy.ext.asyncio import');
    expect(await learn({ 'app/database.py': text })).toMatchObject({ sessionKind: 'async', sessionMaker: undefined });
    const other = text.replace('= async_scoped_session', '= scoped');
    expect(await learn({ 'app/database.py': other })).toMatchObject({ id: 'session-async' });
  });

  test.each(['async_sessionmaker(engine)', 'sessionmaker(engine, class_=AsyncSession)'])(
    'is asynchronous where its dependency makes %s itself',
    async (made) => {
      const text = ASYNC_DATABASE.replace(
        'import async_sessionmaker',
        'import AsyncSession, async_sessionmaker',
      ).replace('SessionLocal()', `${made}()`);
      expect(await learn({ 'app/database.py': text })).toMatchObject({ sessionKind: 'async' });
    },
  );

  test.each([
    ['async_sessionmaker', { sessionKind: 'async', sessionMaker: undefined }],
    ['Sessions', { id: 'session-async' }],
  ])('is asynchronous where its dependency is given what opens it: %s', async (type, expected) => {
    const taken = `def get_db(maker: Annotated[${type}, Depends(get_maker)])`;
    const text = ASYNC_DATABASE.replace('def get_db()', taken).replace('= SessionLocal()', '= maker()');
    expect(await learn({ 'app/database.py': text })).toMatchObject(expected);
  });

  test('is a plain one where a coroutine opens it so', async () => {
    const text = DATABASE.replace('def get_db', 'async def get_db');
    expect(await learn({ 'app/database.py': text })).toMatchObject({
      sessionKind: 'sync',
      session: { name: 'get_db' },
    });
    const made = text.replace('    db = SessionLocal()\n', '    async with SessionLocal() as db:\n    ');
    expect(await learn({ 'app/database.py': made })).toMatchObject({ id: 'session-async' });
  });

  test.each([
    ['made of its class', 'AsyncSession(engine)', ''],
    ['from async_sessionmaker', 'maker()', 'maker = async_sessionmaker(engine, class_=AsyncSession)\n'],
    ['from sessionmaker', 'maker()', 'maker = sessionmaker(engine, class_=AsyncSession)\n'],
  ])('is the asynchronous one of SQLModel, %s', async (_, opened, maker) => {
    const text = `from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, sessionmaker
from sqlmodel.ext.asyncio.session import AsyncSession

engine = create_async_engine("sqlite+aiosqlite://")
${maker}

class Base(DeclarativeBase):
    pass


async def get_db():
    async with ${opened} as session:
        yield session
`;
    expect(await learn({ 'app/database.py': text })).toMatchObject({
      sessionKind: 'async',
      sessionClass: 'sqlmodel',
      sessionMaker: { isAsync: true, name: maker === '' ? 'engine' : 'maker' },
    });
  });

  const MANAGER = `from contextlib import asynccontextmanager
from typing import AsyncIterator
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase


class Base(DeclarativeBase):
    pass


class Sessions:
    def __init__(self, url: str):
        self._maker = async_sessionmaker(create_async_engine(url))

    @asynccontextmanager
    async def open(self) -> AsyncIterator[AsyncSession]:
        session = self._maker()
        try:
            yield session
        finally:
            await session.close()


sessions = Sessions("sqlite+aiosqlite://")


async def get_db():
    async with sessions.open() as session:
        yield session
`;

  test.each([
    ['says what it yields', MANAGER],
    ['opens what its class makes', MANAGER.replace(' -> AsyncIterator[AsyncSession]', '')],
  ])('is asynchronous where a method of an object opens it, which %s', async (_, text) => {
    expect(await learn({ 'app/database.py': text })).toMatchObject({
      sessionKind: 'async',
      session: { module: 'app.database', name: 'get_db' },
    });
  });

  test.each([
    ['made of the session', 'service: UserService = Depends(get_user_service)', 'session=Depends(get_db)'],
    ['made of a repository', 'service: ServiceDep', 'users: UserRepository = Depends(get_user_repository)'],
  ])('is that of a dependency of the host whose object the handlers call, %s', async (_, parameter, taken) => {
    const found = await learn({
      'app/deps.py': `from typing import Annotated
from fastapi import Depends
from app.connection import get_db
from app.users.services import UserRepository, UserService


def get_user_repository(session=Depends(get_db)) -> UserRepository:
    return UserRepository(session)


def get_user_service(${taken}) -> UserService:
    return UserService(users)


ServiceDep = Annotated[UserService, Depends(get_user_service)]
`,
      'app/connection.py':
        'from app.database import SessionLocal\n\n\ndef get_db():\n    with SessionLocal() as db:\n        yield db\n',
      'app/database.py': DATABASE.slice(0, DATABASE.indexOf('def get_db')),
      'app/users/services.py': 'class UserService:\n    pass\n\n\nclass UserRepository:\n    pass\n',
      'app/users/router.py': ROUTER.replace(
        'from app.database import get_db',
        'from app.deps import ServiceDep, get_user_service\nfrom app.users.services import UserService',
      ).replaceAll('db=Depends(get_db)', parameter),
    });
    const dependency = { dotted: 'app.connection.get_db', written: 'get_db' };
    expect(found).toMatchObject({
      session: { module: 'app.connection', name: 'get_db' },
      sessionForm: { kind: 'default', dependency },
    });
  });

  test('is seen where the session is opened by functions of the host that say what they yield', async () => {
    const text = ASYNC_DATABASE.replace(YIELD, '    async with opened() as session:\n        yield session\n').concat(`

@asynccontextmanager
async def opened_by(factory) -> AsyncIterator[AsyncSession]:
    session = factory()
    yield session


def opened():
    return opened_by(make(url))
`);
    const imported = 'from sqlalchemy.ext.asyncio import AsyncSession\n';
    expect(await learn({ 'app/database.py': imported + text })).toMatchObject({
      sessionKind: 'async',
      sessionMaker: undefined,
    });
  });

  test('is asynchronous where a function of the host opens it for the dependency', async () => {
    const text = ASYNC_DATABASE.replace(YIELD, '    async with opened() as session:\n        yield session\n').concat(`

@asynccontextmanager
async def opened():
    session = SessionLocal()
    try:
        yield session
    finally:
        await session.close()
`);
    expect(await learn({ 'app/database.py': text })).toMatchObject({ sessionKind: 'async' });
  });

  test('is the one that the blueprint depends on in a backend that has both kinds', async () => {
    const imported = 'from sqlalchemy.ext.asyncio import AsyncSession\n';
    expect(await learn({ 'app/users/later.py': imported })).toMatchObject({
      sessionKind: 'sync',
      session: { module: 'app.database', name: 'get_db' },
    });
  });

  test('says nothing of how others are written where it has an alias', async () => {
    const found = await learn({
      'app/deps.py':
        'from typing import Annotated\nfrom fastapi import Depends\nfrom app.database import get_db\n\nDb = Annotated[object, Depends(get_db)]\n\n\ndef current_user():\n    return 1\n',
      'app/users/router.py': ROUTER.replace('from app.database import get_db', 'from app.deps import Db, current_user')
        .replace('db=Depends(get_db)', 'db: Db, who=Depends(current_user)')
        .replace('db=Depends(get_db)', 'db: Db, who=Depends(current_user)'),
    });
    expect(found).toMatchObject({ depends: 'default', sessionForm: { kind: 'alias' } });
  });

  test('is what a dependency takes that makes something else of it', async () => {
    const made = `from fastapi import Depends
from app.connection import get_session


class UserDatabase:
    def __init__(self, session):
        self.session = session


async def get_user_db(session=Depends(get_session)):
    yield UserDatabase(session)
`;
    const found = await learn({
      'app/connection.py': 'from app.database import SessionLocal\n\n\ndef get_session():\n    yield SessionLocal()\n',
      'app/users/storage.py': made,
      'app/users/router.py': ROUTER.replace(
        'from app.database import get_db',
        'from app.connection import get_session\nfrom app.users.storage import get_user_db',
      )
        .replace('db=Depends(get_db)', 'users=Depends(get_user_db)')
        .replaceAll('Depends(get_db)', 'Depends(get_session)'),
    });
    expect(found).toMatchObject({ session: { module: 'app.connection', name: 'get_session' } });
  });

  test.each([
    ['is not seen to be opened by SQLAlchemy', ASYNC_DATABASE.replace('SessionLocal()', 'Sessions().open()')],
    ['is of another class', ASYNC_DATABASE.replace('async_sessionmaker(', 'async_sessionmaker(class_=Own, ')],
    ['comes from a sync function', ASYNC_DATABASE.replace('async def get_db', 'def get_db')],
  ])('is refused where it %s', async (_, text) => {
    expect(await learn({ 'app/database.py': text })).toMatchObject({ id: 'session-async' });
  });
});

describe('flipping one thing in the blueprint flips that one value and nothing else', () => {
  test.each(FLIPS)('%s', async (key, value, changes) => {
    const { evidence: _, ...values } = await learned();
    const { evidence, ...flipped } = await learned(changes);
    expect(flipped[key as keyof typeof flipped]).toEqual(value);
    const concerned = new Set<string>([key, ...(ALSO[key] ?? [])]);
    const others = (all: typeof values): unknown => Object.entries(all).filter(([each]) => !concerned.has(each));
    expect(others(flipped)).toEqual(others(values));
    expect(evidence[key]).toEqual(expect.any(String));
  });
});

test('whole paths in the decorators show what is before the name of the feature', async () => {
  const whole = (base: string): Texts => ({
    'app/users/router.py': ROUTER.replace('prefix="/users"', '').replaceAll(
      /\.(post|delete)\("/g,
      `.$1("${base}/users`,
    ),
  });
  expect(await learned(whole('/api'))).toMatchObject({ prefix: 'handlers', prefixBase: '/api' });
  expect(await learned(whole(''))).toMatchObject({ prefix: 'handlers', prefixBase: '' });
});

describe('the form of a file', () => {
  test.each([
    [
      'single',
      { 'app/users/schemas.py': `A = 'x'\nB = 'y'\nC = '''z'''\n`, 'app/users/router.py': ROUTER.replaceAll('"', "'") },
    ],
    ['double', { 'app/users/schemas.py': `A = 'say "x"'\n` }],
    ['double', { 'app/users/router.py': ROUTER.replaceAll('"', "'"), 'pyproject.toml': '[tool.black]\n' }],
    [
      'single',
      {
        'app/users/router.py': ROUTER.replaceAll('"', "'"),
        'app/users/models.py': MODELS.replaceAll('"', "'"),
        'pyproject.toml': '[tool.black]\nskip-string-normalization = true\n',
      },
    ],
  ])('has %s quotes', async (quotes, changes) => {
    expect((await learned(changes)).quotes).toBe(quotes);
  });

  test('has lines as long as the blueprint’s where no tool says how long', async () => {
    const long = `VALUES = [${'1, '.repeat(36)}1]\n`;
    const style = await learned({ 'app/users/schemas.py': long });
    expect(style).toMatchObject({ lineLength: long.length - 1, evidence: { lineLength: 'app/users' } });
    expect((await learned({ 'app/users/schemas.py': long, 'ruff.toml': '' })).lineLength).toBe(88);
  });
});

describe('who ends a write', () => {
  test.each([
    ['flush', '    db = SessionLocal()\n    yield db\n    db.commit()\n'],
    [
      'flush',
      '    with scope() as db:\n        yield db\n\n\ndef scope():\n    db = SessionLocal()\n    yield db\n    db.commit()\n',
    ],
    ['commit', '    with SessionLocal() as db:\n        yield db\n'],
  ])('is %s', async (transaction, body) => {
    expect((await learned(database(YIELD, body))).transaction).toBe(transaction);
  });

  test('is the package where the blueprint commits beside its dependency', async () => {
    const changes = {
      ...database(YIELD, '    db = SessionLocal()\n    yield db\n    db.commit()\n'),
      'app/users/crud.py': 'def create(db, user):\n    db.add(user)\n    db.commit()\n',
    };
    expect(await learned(changes)).toMatchObject({
      transaction: 'commit',
      evidence: { transaction: 'app/users/crud.py:3' },
    });
  });
});

test.each([
  ['person_id', '{one}_id'],
  ['person_uuid', '{one}_uuid'],
  ['item_id', 'item_id'],
  ['username', '{one}_id'],
  ['username_user', '{one}_id'],
])('a key that the path calls %s is %s of another record', async (key, name) => {
  expect((await learned(router('user_id', key))).pathKey.name).toBe(name);
});

test.each(['User already exists', 'Пользователь уже существует'])(
  'a 404 that says %s is of no missing record',
  async (text) => {
    const raised = `    raise HTTPException(404, "${text}")\n`;
    const changes = router('    return None\n', raised, 'from fastapi import HTTPException\n');
    expect((await learned(changes)).raises.missing).not.toMatch(/already|уже/);
  },
);

test('a page for people, and a path that is there to be tried, are no list of records', async () => {
  const text = ROUTER.replace('@router.get("")', '@router.get("/all")').replace(
    '@router.post("")',
    '@router.post("/all")',
  );
  const page = '\n\n@router.get("/", response_class=HTMLResponse)\ndef home_page(): ...\n';
  const tried = '\n\n@router.get("/admin")\ndef admin_only(): ...\n';
  const { handlerNames } = await learned({ 'app/users/router.py': text + page + tried });
  expect(handlerNames.list).not.toMatch(/home|admin/);
});

describe('what guards the blueprint without a word on its router', () => {
  const SECURE = 'from app.security import checked, current_user, own_record, require_admin\n';

  test.each([
    ['security-router', router('APIRouter(', 'Guarded(', 'from app.routers import Guarded\n')],
    ['security-router', router('APIRouter(', 'make_router(', 'from app.routers import make_router\n')],
    ['security-router', router('prefix="/users"', 'prefix="/users", route_class=Guarded')],
    ['security-router', router('prefix="/users")', 'prefix="/users")\nrouter.route_class = Guarded')],
    ['security-router', router('prefix="/users"', 'prefix="/users", **COMMON')],
    [
      'security-router',
      router('prefix="/users")', 'prefix="/users")\nrouter.dependencies.append(Depends(checked))', SECURE),
    ],
    [
      'security-router',
      router('prefix="/users")', 'prefix="/users")\nrouter.dependencies += [Depends(checked)]', SECURE),
    ],
    ['security-decorator', router('def create_user', '@login_required\ndef create_user')],
    ['security-decorator', router('def create_user', '@checked\ndef create_user', SECURE)],
    ['security-in-handler', router('    return {}', '    raise HTTPException(status_code=401)')],
    ['security-in-handler', router('    return {}', '    return request.user')],
    ['security-in-handler', router('    return {}', '    raise HTTPException(status.HTTP_403_FORBIDDEN)')],
    ['security-in-handler', router('create_user(db', 'create_user(api_key: Annotated[str, Header()], db')],
    ['security-in-handler', router('create_user(db', 'create_user(authorization: str = Header(None), db')],
    ['security-unclear', router('create_user(db', 'create_user(current_user: Unknown, db')],
    [
      'security-class',
      router(
        '@router.post("")\ndef create_user(db=Depends(get_db)):\n    return {}',
        'class Users:\n    @router.post("")\n    def create_user(self):\n        return {}',
      ),
    ],
  ])('is refused as %s', async (id, changes) => {
    expect(await learn(changes)).toMatchObject({ id, status: 3, at: { path: `${TOP}/app/users/router.py` } });
  });

  test.each([
    'def require(role):\n    def check(team: str, user=Depends(current_user)):\n        return user\n\n    return check\n',
    'class require:\n    def __init__(self, role):\n        pass\n\n    def __call__(self, team: str, user=Depends(current_user)):\n        return user\n',
  ])('is refused where it asks for a part of the path that no other package has: %s', async (made) => {
    const given = 'def create_user(team: str, role=Depends(require("admin")), db';
    const problem = async (path: string): Promise<string | undefined> => {
      const text = ROUTER.replace('@router.post("")', `@router.post("${path}")`)
        .replace('def create_user(db', given)
        .replace('from fastapi', 'from app.security import require\nfrom fastapi');
      const { security } = await learned({
        'app/users/router.py': text,
        'app/security.py': `${SECURITY}\n\n${made}`,
      });
      return guardProblem(security);
    };
    expect(await problem('/{team}')).toMatch(/guards the blueprint by team of its paths \(app\/users\/router.py:\d+\)/);
    expect(await problem('')).toBeUndefined();
  });

  test('is what depends on something that is called a guard, whatever it is called itself', async () => {
    const own = `class Cookies:
    def __call__(self, request): ...


def get_current_user(cookies=Depends(Cookies())): ...


def get_optional_user(cookies=Depends(Cookies())): ...


def get_status(user=Depends(get_current_user)): ...


def get_theme(user=Depends(get_optional_user)): ...
`;
    const text = ROUTER.replaceAll(
      'db=Depends(get_db)',
      'db=Depends(get_db), one=Depends(get_status), two=Depends(get_theme)',
    );
    const { security } = await learned({ 'app/users/router.py': text.replace('router = ', `${own}\n\nrouter = `) });
    expect(security.guards.map(({ source }) => source?.name)).toEqual(['get_status']);
  });

  test.each([
    [' -> Optional[User]', 'return None', []],
    [' -> User | None', 'return', []],
    // A type alone says nothing, as what is looked for may be nothing until it is refused.
    [' -> User | None', 'pass', ['current_user']],
    [' -> None', 'return', ['current_user']],
    ['', 'return None', ['current_user']],
  ])('is nothing that gives nobody to who has no token: current_user()%s with %s', async (type, gives, guards) => {
    const own = `def current_user(token=Depends(scheme))${type}:
    if token is None:
        ${gives}
    if not token:
        raise HTTPException(401)
    return token
`;
    const text = ROUTER.replaceAll('db=Depends(get_db)', 'db=Depends(get_db), one=Depends(current_user)');
    const { security } = await learned({ 'app/users/router.py': text.replace('router = ', `${own}\n\nrouter = `) });
    expect(security.guards.map(({ source }) => source?.name)).toEqual(guards);
  });

  test('is what refuses those who send nothing, whatever it gives for what others send', async () => {
    const own = `def user_or_key(key: str = Header(None)) -> User | None:
    if not key:
        raise HTTPException(401)
    if key == settings.API_KEY:
        return None
    return User()


def user_of_key(key: str = Header(None)) -> User | None:
    if key == "guest":
        return None
    if not key:
        raise HTTPException(401)
    return User()
`;
    const asked = 'db=Depends(get_db), one=Depends(user_or_key), two=Depends(user_of_key)';
    const text = ROUTER.replaceAll('db=Depends(get_db)', asked);
    const { security } = await learned({ 'app/users/router.py': text.replace('router = ', `${own}\n\nrouter = `) });
    expect(security.guards.map(({ source }) => source?.name)).toEqual(['user_or_key']);
  });

  test('is nothing where a login beside the records answers 401', async () => {
    const login =
      '\n\n@router.post("/login")\ndef login(db=Depends(get_db)):\n    raise HTTPException(status_code=401)\n';
    expect((await learned({ 'app/users/router.py': ROUTER + login })).security.kind).toBe('public');
  });

  test('is told for the operations that ask for more than the others', async () => {
    const text = ROUTER.replace('create_user(db', 'create_user(who=Depends(current_user), db').replace(
      'delete_user(user_id: int, db',
      'delete_user(user_id: int, who=Depends(current_user), admin=Depends(require_admin), db',
    );
    const { security } = await learned({ 'app/users/router.py': SECURE + text });
    expect(security.guards.map(({ source }) => source?.name)).toEqual(['current_user']);
    expect(security.operations.delete?.map(({ source }) => source?.name)).toEqual(['current_user', 'require_admin']);
    expect(security.operations.create).toBeUndefined();
  });

  test('is what creating asks for where nothing is changed or deleted', async () => {
    const only = (...names: readonly string[]): string =>
      `${SECURE}from fastapi import APIRouter, Depends\nrouter = APIRouter(prefix="/users")\n\n\n@router.get("")\ndef list_users(who=Depends(current_user)): ...\n\n\n@router.post("")\ndef create_user(who=Depends(require_admin)): ...\n${names.map((name) => `\n\n@router.${name}("/{user_id}")\ndef ${name}_user(user_id: int, who=Depends(current_user)): ...\n`).join('')}`;
    const { operations } = (await learned({ 'app/users/router.py': only() })).security;
    expect(operations.delete?.map(({ source }) => source?.name)).toEqual(['require_admin']);
    expect(operations.update).toEqual(operations.delete);
    const { operations: shown } = (await learned({ 'app/users/router.py': only('put') })).security;
    expect(shown.delete?.map(({ source }) => source?.name)).not.toEqual(['require_admin']);
  });

  test('is what a dependency on one record depends on itself', async () => {
    const text = ROUTER.replaceAll('db=Depends', 'own=Depends(own_record), db=Depends');
    const { security } = await learned({ 'app/users/router.py': SECURE + text });
    expect(security.guards.map(({ source }) => source?.name)).toEqual(['current_user']);
  });

  test('is no check of a password that is sent, but what that depends on, and what a route names beside its parameters', async () => {
    const SENT = 'from pydantic import BaseModel\n\n\nclass UserCreate(BaseModel):\n    email: str\n';
    const check = (given: string): string => `from fastapi import APIRouter, Body, Depends, Header
from fastapi.security import OAuth2PasswordRequestForm
from app.database import get_db
from app.security import current_user
from app.users.schemas import UserCreate

router = APIRouter(prefix="/users")


def verify_credentials(${given}): ...


@router.get("")
def list_users(db=Depends(get_db)): ...


@router.post("/login")
def login(user=Depends(verify_credentials)): ...
`;
    const guardsOf = async (text: string): Promise<readonly (string | undefined)[]> =>
      (await learned({ 'app/users/router.py': text, 'app/users/schemas.py': SENT })).security.guards.map(
        ({ source }) => source?.name,
      );
    expect(await guardsOf(check('data: UserCreate'))).toEqual([]);
    expect(await guardsOf(check('email: str = Body(), password: str = Body()'))).toEqual([]);
    expect(await guardsOf(check('form: OAuth2PasswordRequestForm = Depends()'))).toEqual([]);
    expect(await guardsOf(check('data: UserCreate, user=Depends(current_user)'))).toEqual(['current_user']);
    // What is signed is asked for with a header.
    expect(await guardsOf(check('data: UserCreate, signature: str = Header()'))).toEqual(['verify_credentials']);
    const listed = check('data: UserCreate')
      .replace('user=Depends(verify_credentials)', '')
      .replace('"/login"', '"/login", dependencies=[Depends(verify_credentials)]');
    expect(await guardsOf(listed)).toEqual(['verify_credentials']);
  });

  test('is seen in a list that a route names, wherever it is written down', async () => {
    const named = (list: string): string =>
      `${ROUTER.replaceAll('@router.post("")', '@router.post("", dependencies=ADMINS)')}\n${list}\n`;
    const guardsOf = async (list: string): Promise<readonly (string | undefined)[]> => {
      const { security } = await learned({ 'app/users/router.py': SECURE + named(list), ...ADMINS });
      return (security.operations.create ?? security.guards).map(({ source }) => source?.name);
    };
    const imports = 'from fastapi import Depends\nfrom app.security import current_user\n';
    const ADMINS = { 'app/admins.py': `${imports}\nADMINS = [Depends(current_user)]\n` };
    expect(await guardsOf('ADMINS = [Depends(current_user)]')).toEqual(['current_user']);
    expect(await guardsOf('ADMIN = Depends(current_user)\nADMINS = [ADMIN]')).toEqual(['current_user']);
    expect(await guardsOf('from app.admins import ADMINS')).toEqual(['current_user']);
    const { security } = await learned({ 'app/users/router.py': SECURE + named('ADMINS = listed()') });
    expect(security.kind).toBe('unclear');
  });

  test('is seen in what add_api_route names', async () => {
    const text = `${ROUTER.split('\n\n\n')[0]}\n\n\ndef all_users():\n    return []\n\n\nrouter.add_api_route("/", all_users, methods=["GET"], dependencies=[Depends(current_user)])\n`;
    const { security } = await learned({ 'app/users/router.py': SECURE + text });
    expect([security.kind, security.guards[0]?.source?.name]).toEqual(['handlers', 'current_user']);
  });
});

test.each([
  [{ fastapi: [0, 94] }, { depends: 'annotated' }, 'versions-fastapi'],
  [
    { fastapi: [0, 94] },
    { depends: 'default', sessionForm: { kind: 'own', role: 'api', name: 'Db' } },
    'versions-fastapi',
  ],
  [{ fastapi: [0, 95] }, { depends: 'annotated' }, undefined],
  [{ fastapi: [0, 88] }, { responseTypes: { isModel: false, annotation: 'schema' } }, 'versions-fastapi'],
  [{ fastapi: [0, 89] }, { responseTypes: { isModel: false, annotation: 'schema' } }, undefined],
  [{ fastapi: [0, 79] }, {}, undefined],
])('on %j what is written as %j is refused as %s', (versions, style, id) => {
  const plain = { depends: 'default', sessionForm: { kind: 'default', dependency: undefined }, orm: 'column' } as const;
  const asked = { ...DEFAULT_STYLE, ...plain, ...style, versions } as unknown as Style;
  expect(notWritten(asked)?.id).toBe(id);
});

describe('what a package cannot be written for', () => {
  test('a version that is too old is named as the host asks for it', async () => {
    const reason = async (asked: string): Promise<string> => {
      const style = await learn({ 'requirements.txt': `fastapi\nsqlalchemy${asked}\n` });
      return isRefusal(style) ? style.reason : '';
    };
    expect(await reason('==1.3.24')).toMatch(/^The backend runs on SQLAlchemy 1\.3; /);
    expect(await reason('<1.4')).toMatch(/^The backend runs on a SQLAlchemy before 1\.4; /);
  });

  test.each([
    [
      'key-natural',
      models('id: Mapped[int] = mapped_column(primary_key=True)', 'id = Column(String(26), primary_key=True)'),
    ],
    [
      'key-server',
      {
        ...models('    id: Mapped[int] = mapped_column(primary_key=True)\n', '    pass\n'),
        ...database(
          '    pass\n',
          '    id: Mapped[UUID] = mapped_column(primary_key=True, server_default=func.gen_random_uuid())\n',
        ),
      },
    ],
    [
      'key-several',
      models('primary_key=True)', 'primary_key=True)\n    tenant: Mapped[int] = mapped_column(primary_key=True)'),
    ],
    ['key-other', models('id: Mapped[int] = mapped_column(primary_key=True)', 'id = Column(Money, primary_key=True)')],
    [
      'bases-generic',
      { 'app/users/models.py': `from app.mixins import Tree\n${MODELS.replace('(Base)', '(Tree["User"], Base)')}` },
    ],
    ['supplied-required', database('    pass\n', '    tenant: Mapped[str] = mapped_column()\n')],
    ['python-old', { 'pyproject.toml': '[project]\nname = "x"\nrequires-python = ">=3.8"\n' }],
    ['python-old', { Dockerfile: 'FROM docker.io/library/python:3.8-slim\n' }],
    ['versions-fastapi', { 'requirements.txt': 'fastapi~=0.78.0\n' }],
    [
      'versions-fastapi',
      { 'pyproject.toml': '[tool.poetry.dependencies]\nfastapi = {version = "^0.77", extras = ["all"]}\n' },
    ],
    [
      'versions-fastapi',
      { 'uv.lock': '[[package]]\nname = "fastapi"\nversion = "0.78.1"\n', 'requirements.txt': 'fastapi\n' },
    ],
    ['versions-pydantic', { 'Pipfile.lock': '{"default": {"pydantic": {"hashes": [], "version": "==1.8.2"}}}' }],
    ['versions-sqlalchemy', { 'poetry.lock': '[[package]]\nname = "SQLAlchemy"\nversion = "1.3.24"\n' }],
    ['prefix-base-unclear', router('prefix="/users"', 'prefix=f"{settings.API}/users"')],
    ['prefix-base-unclear', router('prefix="/users"', 'prefix=settings.API + "/users"')],
    ['databases-mssql', { 'app/core/url.py': "url = URL(drivername='mssql+pyodbc', host='localhost')\n" }],
    ['constraint-names-unclear', database('    pass\n', '    metadata = MetaData(naming_convention=convention())\n')],
    [
      'errors-status',
      {
        'app/main.py': `${MAIN}\n\n@app.exception_handler(HTTPException)\ndef answer(request, exc):\n    return JSONResponse({"code": exc.detail}, status_code=200)\n`,
      },
    ],
    [
      'invalid-unclear',
      {
        'app/main.py': `${MAIN}\n\n@app.exception_handler(RequestValidationError)\ndef answer(request, exc):\n    return elsewhere(exc)\n`,
      },
    ],
    ['transaction-unclear', database(YIELD, '    return request.state.db\n')],
    ['pin-invalid', { 'pyproject.toml': '[tool.backend-package]\ntransactoin = "flush"\n' }],
    ['pin-invalid', { 'pyproject.toml': '[tool.backend-package]\ntransaction = "both"\n' }],
    ['pin-invalid', { 'pyproject.toml': '[tool.backend-package]\nsession = "app.database:nothing"\n' }],
  ] as const)('is refused as %s', async (id, changes) => {
    expect(await learn(changes)).toMatchObject({ id, status: 3 });
  });

  test.each([
    { 'requirements.txt': 'fastapi>=0.68\n' },
    { 'app/core/url.py': 'URL = str\n"""One of:\n\n- MSSQL: mssql+pyodbc://\n"""\n' },
    { 'requirements.txt': 'fastapi==0.104.1\npydantic==2.0.3\n' },
    {
      'poetry.lock':
        '[[package]]\nname = "sqlalchemy"\nversion = "2.0.30"\n\n[package.extras]\nmysql = ["mysqlclient (>=1.4.0)"]\npymysql = ["pymysql"]\n',
    },
    { 'requirements.txt': 'fastapi\nPyMySQL==1.1\n', ...database('sqlite://', 'postgresql://localhost/x') },
    { 'requirements.txt': 'fastapi>=0.95,<1\npydantic>=2\nsqlalchemy[asyncio]>=2.0,<3\n' },
    { Dockerfile: 'FROM python:3.12-slim\n' },
    models('id: Mapped[int] = mapped_column(primary_key=True)', 'id = Column(BigInteger, primary_key=True)'),
    database('    pass\n', '    created_at: Mapped[datetime] = mapped_column(server_default=func.now())\n'),
  ])('is no more than %j', async (changes) => {
    expect(isRefusal(await learn(changes))).toBe(false);
  });
});

describe('what a delete answers', () => {
  const ANSWERS = `from pydantic import BaseModel


class Done(BaseModel):
    message: str


class Texts:
    USER_GONE = "User deleted"
    USER_AWAY = "User is on the moon"
`;
  test('is the message of the service that the handler calls', async () => {
    const changes = {
      'app/users/services.py':
        'from app.users.models import User\n\n\ndef delete(db, user_id):\n    db.delete(db.get(User, user_id))\n    db.commit()\n    return {"message": "User deleted"}\n',
      ...router('    return None', '    return services.delete(db, user_id)', 'from app.users import services\n'),
    };
    const value = { texts: ['{"message": "{One} deleted"}'], names: [] };
    expect((await learned(changes)).deletes.answer).toMatchObject({ kind: 'message', value });
  });

  test.each([
    ['bool', '(message="{One} deleted", success=True)'],
    ['User', undefined],
  ])('has true for what a layer says of it that gives a %s', async (given, text) => {
    const changes = {
      'app/answers.py': ANSWERS,
      'app/users/services.py': `from app.users.models import User\n\n\ndef delete(db, user_id) -> ${given}:\n    db.delete(db.get(User, user_id))\n    db.commit()\n    return True\n`,
      ...router(
        '    return None',
        '    success = services.delete(db, user_id)\n    return Done(message="User deleted", success=success)',
        'from app.answers import Done\nfrom app.users import services\n',
      ),
    };
    const { answer } = (await learned(changes)).deletes;
    expect(answer.kind === 'message' ? answer.value.texts[1] : undefined).toBe(text);
  });

  test('is the record that a layer gives, whose last line gives nothing for none', async () => {
    const changes = {
      'app/users/services.py': `from app.users.models import User\n\n\ndef delete(db, user_id):\n    user = db.get(User, user_id)\n    if user:\n        db.delete(user)\n        db.commit()\n        return user\n    return None\n`,
      'app/users/router.py': ROUTER.replace('delete("/{user_id}"', '$&, response_model=User')
        .replace('    return None', '    user = services.delete(db, user_id)\n    return user')
        .replace('from fastapi', 'from app.users import services\nfrom fastapi'),
    };
    expect((await learned(changes)).deletes.answer.kind).toBe('record');
  });

  const deleting = async (value: string): Promise<unknown> => {
    const changes = {
      'app/answers.py': ANSWERS,
      ...router('    return None', `    return ${value}`, 'from app.answers import Done, Texts\n'),
    };
    return (await learned(changes)).deletes.answer;
  };
  const message = (text: string): unknown => ({
    kind: 'message',
    value: { texts: ['', `(message="${text}")`], names: [{ module: 'app.answers', name: 'Done', local: 'Done' }] },
    model: undefined,
  });

  test('is of the type that its function says', async () => {
    const changes = {
      'app/answers.py': ANSWERS,
      'app/users/router.py': ROUTER.replace(
        ':\n    return None',
        ' -> Done:\n    return Done(message="User deleted")',
      ).replace('from fastapi', 'from app.answers import Done\nfrom fastapi'),
    };
    const returned = { texts: ['', ''], names: [{ module: 'app.answers', name: 'Done', local: 'Done' }] };
    expect((await learned(changes)).deletes.answer).toMatchObject({ kind: 'message', returned });
  });

  test.each([
    ['Done(message="User deleted successfully")', message('{One} deleted successfully')],
    ['Done(message=f"User {user_id} deleted")', message('{One} deleted')],
    ['Done(message=Texts.USER_GONE)', message('{One} deleted')],
    // A record that the blueprint deactivates is deleted here.
    ['Done(message="User deactivated.")', message('{One} deleted.')],
    // What is said of the blueprint alone is not said at all.
    ['Done(message=Texts.USER_AWAY)', { kind: 'nothing' }],
    ['Done(message=f"{user_id}: {db}")', { kind: 'nothing' }],
    ['Done(message=f"User \'{user_id}\' has been deleted")', message('{One} has been deleted')],
    ['Done(message=f"{user.name} removed")', message('{One} removed')],
    ['Done(message=f"User with email {user.email!r} deleted")', message('{One} deleted')],
    ['Done(message=f"Deleted user #{user_id}")', message('Deleted {one}')],
    ['Done(message=f"User deleted by {user.name}")', { kind: 'nothing' }],
    ['Done(message=f"User {deleted_count} deleted")', { kind: 'nothing' }],
    ['"User deleted"', { kind: 'message', value: { texts: ['"{One} deleted"'], names: [] } }],
    ['True', { kind: 'message', value: { texts: ['True'], names: [] } }],
  ])('%s', async (value, answer) => {
    expect(await deleting(value)).toEqual(answer);
  });

  test.each([
    ['{"message": "User deleted", "id": user_id}', '{"message": "User deleted", "id": user_id}'],
    ['{"message": "User deleted"}', undefined],
    ['services.delete(db)', undefined],
    ['Done(message="User deleted", by=user_id)', 'Done(message="User deleted", by=user_id)'],
  ])('is told where another package cannot say it: %s', async (value, unwritten) => {
    const changes = {
      'app/answers.py': ANSWERS,
      ...router('    return None', `    return ${value}`, 'from app.answers import Done\n'),
    };
    expect((await learned(changes)).deletes.unwritten).toBe(unwritten);
  });
});

test.each([
  ['users_account', ''],
  ['user_account', ''],
  ['shop_account', 'shop_'],
])('a table %s has the prefix %j, and not the name of the package', async (table, prefix) => {
  const changes = {
    'app/users/models.py': MODELS.replace('"users"', `"${table}"`).replace('class User(', 'class Account('),
  };
  expect((await learned(changes)).tableNames.prefix).toBe(prefix);
});

test('the line of a key that says something of the blueprint is not taken', async () => {
  const key = (said: string): Texts =>
    models('mapped_column(primary_key=True)', `mapped_column(primary_key=True, doc="${said}")`);
  expect((await learned(key('Unique user identifier'))).key.column).toBeUndefined();
  expect((await learned(key('Unique identifier'))).key.column).toBeDefined();
});

test('modules of a root without an __init__ are imported by it, whatever the models do', async () => {
  expect((await learned(models('from app.', 'from ..'))).imports).toBe('absolute');
});

describe('what the application answers a bad body with', () => {
  const handler = (body: string, given = '@app.exception_handler(RequestValidationError)'): Texts => ({
    'app/main.py': `${MAIN}\n\n${given}\nasync def answer(request, exc):\n    ${body}\n`,
  });

  test.each([
    [{ status: 422, isOwn: false }, {}],
    [{ status: 400, isOwn: true }, handler('return JSONResponse({}, status_code=400)')],
    [
      { status: 422, isOwn: true },
      handler('return JSONResponse({}, status_code=status.HTTP_422_UNPROCESSABLE_ENTITY)'),
    ],
    [{ status: 400, isOwn: true }, handler('return JSONResponse({}, 400)')],
    [
      { status: 422, isOwn: true },
      handler(
        'return error_response("INVALID", status.HTTP_422_UNPROCESSABLE_ENTITY)\n\n\ndef error_response(text, status_code):\n    return JSONResponse(content=text, status_code=status_code)',
      ),
    ],
    [
      { status: 422, isOwn: true },
      handler(
        'body = ErrorResponse(message="bad")\n    return JSONResponse(status_code=422, content=body.model_dump())\n\n\nclass ErrorResponse(BaseModel):\n    message: str',
      ),
    ],
    [
      { status: 400, isOwn: true },
      {
        'app/main.py': `${MAIN}\n\ndef install(app):\n    def reply(code, text):\n        return JSONResponse({"detail": text}, status_code=code)\n\n    @app.exception_handler(RequestValidationError)\n    def answer(request, exc):\n        return reply(status.HTTP_400_BAD_REQUEST, "bad")\n`,
      },
    ],
    [
      { status: 422, isOwn: true, isRaw: true },
      handler('return JSONResponse(status_code=422, content={"detail": exc.errors(), "body": None})'),
    ],
    [
      { status: 422, isOwn: true, isRaw: true },
      handler('errors = exc.errors()\n    return JSONResponse({"errors": errors}, 422)'),
    ],
    [{ status: 422, isOwn: true }, handler('return JSONResponse(jsonable_encoder({"detail": exc.errors()}), 422)')],
    [
      { status: 422, isOwn: true },
      handler('return JSONResponse({"errors": [each["msg"] for each in exc.errors()]}, 422)'),
    ],
    [{ status: 422, isOwn: true }, handler('return await request_validation_exception_handler(request, exc)')],
    ...[
      'app.add_exception_handler(RequestValidationError, answer)',
      'app.exception_handler(RequestValidationError)(answer)',
    ].map((registered): [object, Texts] => [
      { status: 400, isOwn: true },
      {
        'app/main.py': `${MAIN}\n\ndef answer(request, exc):\n    return JSONResponse({}, status_code=400)\n\n\n${registered}\n`,
      },
    ]),
  ])('is %j', async (invalid, changes) => {
    expect((await learned(changes)).invalid).toEqual(invalid);
  });

  test.each([
    'return JSONResponse({"detail": exc.errors()}, status_code=422)',
    'errors = exc.errors()\n    return JSONResponse(content={"errors": errors}, status_code=422)',
    'problem = Problem(details=exc.errors())\n    return JSONResponse(vars(problem), status_code=422)',
  ])('fails at a decimal: %s', async (body) => {
    expect((await learned(handler(body))).invalid).toEqual({ status: 422, isOwn: true, isRaw: true });
  });

  test.each([
    'return JSONResponse({"detail": jsonable_encoder(exc.errors())}, status_code=422)',
    'return JSONResponse({"detail": [each["msg"] for each in exc.errors()]}, status_code=422)',
    'errors = exc.errors()\n    return JSONResponse({"detail": errors[0]["msg"]}, status_code=422)',
    'errors = []\n    for each in exc.errors():\n        errors.append(each["msg"])\n    return JSONResponse({"detail": errors}, status_code=422)',
    'logger.info("bad", exc.errors())\n    return JSONResponse({"detail": str(exc.errors())}, status_code=422)',
  ])('is JSON where it says this of the errors: %s', async (body) => {
    expect((await learned(handler(body))).invalid).toEqual({ status: 422, isOwn: true });
  });

  test('may be pinned', async () => {
    const pin = { 'pyproject.toml': '[tool.backend-package]\ninvalid = 400\n' };
    expect(await learned({ ...handler('return elsewhere(exc)'), ...pin })).toMatchObject({
      invalid: { status: 400, isOwn: true },
      evidence: { invalid: 'pyproject.toml' },
    });
  });
});

test.each([
  ['async', 'sqlalchemy.ext.asyncio import async_sessionmaker', 'async_sessionmaker(engine)'],
  [
    'async',
    'sqlalchemy.orm import sessionmaker\nfrom sqlalchemy.ext.asyncio import AsyncSession',
    'sessionmaker(engine, class_=AsyncSession)',
  ],
  ['sync', 'sqlalchemy.orm import sessionmaker', 'sessionmaker(engine)'],
])('a host that opens its sessions where it uses them shows their one %s maker', async (kind, imported, made) => {
  const text = `from sqlalchemy.orm import DeclarativeBase\nfrom ${imported}\n\nmaker = ${made}\n\n\nclass Base(DeclarativeBase):\n    pass\n`;
  const router = 'from fastapi import APIRouter\n\nrouter = APIRouter(prefix="/users")\n';
  const found = await learn({ 'app/database.py': text, 'app/users/router.py': router });

  expect(found).toMatchObject({
    session: { module: 'app.database', name: 'maker', opens: true },
    sessionKind: kind,
    sessionMaker: { kind: 'sessionmaker', module: 'app.database', name: 'maker', isAsync: kind === 'async' },
    transaction: 'commit',
  });
});

test('a session that each router opens itself is opened by a new package, too', async () => {
  const own = `def get_db():
    db = SessionLocal()
    try:
        yield db
    finally:
        db.close()
`;
  const router = `from app.database import SessionLocal\n${ROUTER.replace('from app.database import get_db\n', '').replace('@router.post', `${own}\n\n@router.post`)}`;
  expect(await learn({ 'app/users/router.py': router })).toMatchObject({
    session: { module: 'app.database', name: 'SessionLocal', opens: true },
    sessionKind: 'sync',
  });
});

test('of several makers it is the one that the blueprint and what it imports open', async () => {
  const database = `from sqlalchemy.orm import DeclarativeBase, sessionmaker

maker = sessionmaker(engine)
task_maker = sessionmaker(engine_without_pool)


class Base(DeclarativeBase):
    pass
`;
  const dao = (...opened: readonly string[]): Texts => ({
    'app/database.py': database,
    'app/dao.py': `class BaseDAO:\n    def all(self):\n${opened.map((each) => `        with ${each}() as session:\n            pass\n`).join('')}`,
    'app/users/router.py':
      'from fastapi import APIRouter\nfrom app.dao import BaseDAO\n\nrouter = APIRouter(prefix="/users")\n',
  });
  expect(await learn(dao('maker', 'maker', 'task_maker'))).toMatchObject({ session: { name: 'maker', opens: true } });
  expect(await learn(dao('task_maker'))).toMatchObject({ session: { name: 'task_maker', opens: true } });
  expect(await learn(dao('maker', 'task_maker'))).toMatchObject({ id: 'session-missing' });
});

test('the session of a module that calls it by a name of its own is the one that it stands for', async () => {
  const router = ROUTER.replace(
    'from app.database import get_db',
    'from app import database\n\nget_db = database.get_db',
  );

  expect(await learn({ 'app/users/router.py': router })).toMatchObject({
    session: { module: 'app.database', name: 'get_db' },
  });
});

describe('a session that a method of an object yields', () => {
  const HELPER = `from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase


class Base(DeclarativeBase):
    pass


class Helper:
    def __init__(self):
        self.engine = create_async_engine("sqlite+aiosqlite://")
        self.factory = async_sessionmaker(self.engine)

    async def session_getter(self):
        async with self.factory() as session:
            yield session


helper = Helper()
`;
  const router = (name: string): string =>
    ROUTER.replace('import get_db', `import ${name.split('.')[0]}`).replaceAll('get_db', name);

  test.each([
    ['an object', 'helper.session_getter', HELPER, 'async', 'commit'],
    [
      'an object whose session is annotated',
      'helper.session_getter',
      HELPER.replace(
        '(self):\n        async with',
        '(self) -> AsyncIterator[AsyncSession]:\n        async with',
      ).replace('async_sessionmaker(self.engine)', 'make(self.engine)'),
      'async',
      'commit',
    ],
    [
      'an object that owns the transaction',
      'helper.session_getter',
      HELPER.replace('self.factory()', 'self.factory.begin()'),
      'async',
      'flush',
    ],
    [
      'an object with a plain session',
      'helper.session_getter',
      HELPER.replaceAll('async def', 'def')
        .replaceAll('async with', 'with')
        .replace('async_sessionmaker(self', 'sessionmaker(self')
        .replace(
          'from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine',
          'from sqlalchemy.orm import sessionmaker',
        ),
      'sync',
      'commit',
    ],
    ['a class', 'Helper.session_getter', HELPER, 'async', 'commit'],
  ] as const)('is taken of %s', async (_, name, text, kind, transaction) => {
    const found = await learn({ 'app/database.py': text, 'app/users/router.py': router(name) });
    const [owner = '', member] = name.split('.');

    expect(found).toMatchObject({
      session: { module: 'app.database', name: owner, member },
      sessionKind: kind,
      transaction,
    });
  });

  test('is told by its class where that has no such method', async () => {
    const text = HELPER.replace('session_getter', 'other');
    const found = await learn({ 'app/database.py': text, 'app/users/router.py': router('helper.session_getter') });

    expect(found).toHaveProperty('reason');
  });
});

describe('a backend without a feature package', () => {
  const MAIN_ALONE = 'from fastapi import FastAPI\n\napp = FastAPI()\n';
  const ASYNC = `from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import DeclarativeBase


class Base(DeclarativeBase):
    pass


async def get_db():
    yield AsyncSession()
`;
  const alone = async (texts: Texts): Promise<Style | Refusal> => {
    const files = host({ '.git/HEAD': '', 'pyproject.toml': '', 'app/main.py': MAIN_ALONE, ...texts });
    return learnStyle(files, await locateHost(files, TOP));
  };

  test('is refused where its session is asynchronous', async () => {
    expect(await alone({ 'app/core/db.py': ASYNC })).toMatchObject({
      id: 'session-async',
      at: { path: `${TOP}/app/core/db.py` },
    });
  });

  test('is refused with the place of its base and its session where it is laid out by layer', async () => {
    const found = await alone({
      'app/database.py': DATABASE,
      'app/models/user.py': 'from app.database import Base\n',
      'app/schemas/user.py': '',
      'app/crud/user.py': '',
    });
    expect(found).toMatchObject({
      id: 'base-missing',
      reason:
        'This backend is laid out by layer (models/, schemas/, crud/) and not in a package for each feature. Seen: its base Base is in app/database.py:8, its session comes from get_db in app/database.py:12.',
      hint: expect.stringContaining('base = "app.database:Base"\n    session = "app.database:get_db"'),
    });
  });

  test('is told that the session of its layers is asynchronous, and what has one', async () => {
    const found = await alone({
      'app/core/setup.py': '',
      'app/db/session.py': `${ASYNC.replace('get_db', 'async_get_db')}

async def get_user_db(session=Depends(async_get_db)):
    yield UserDatabase(session)
`,
      'app/models/user.py': '',
      'app/api/user.py': '',
    });
    expect(found).toMatchObject({
      id: 'base-missing',
      reason:
        'This backend is laid out by layer (models/, api/) and not in a package for each feature. Seen: its base Base is in app/db/session.py:5, its asynchronous session comes from async_get_db in app/db/session.py:9.',
      hint: expect.stringContaining('session = "app.db.session:async_get_db"'),
    });
  });

  test('has what its pyproject.toml pins', async () => {
    const pins = '[tool.backend-package]\nbase = "app.database:Base"\nsession = "app.database:get_db"\n';
    expect(await alone({ 'app/database.py': DATABASE, 'pyproject.toml': pins })).toMatchObject({
      base: { module: 'app.database', name: 'Base' },
      session: { module: 'app.database', name: 'get_db' },
    });
  });
});

test('what is in another folder is imported as the blueprint does, whatever is beside it', async () => {
  const near = async (line: string): Promise<unknown> =>
    (await learned(router('', '', `from .schemas import UserRead\nfrom .crud import users\n${line}\n`))).packageImports;
  const relative = { modules: 'relative', init: 'relative' };
  expect(await near('from app.users.models import User')).toEqual({ ...relative, isNear: true });
  expect(await near('from ..users.models import User')).toEqual(relative);
});

describe('where the tests of a package go', () => {
  const folder = async (changes: Texts): Promise<unknown> => (await learned(changes)).tests;

  test('is below the package, where pytest looks', async () => {
    const below = { folder: undefined, tables: 'all', isZoned: false };
    expect(await folder({ 'app/users/tests/test_api.py': '' })).toEqual(below);
    // Where the folders of testpaths are gone pytest looks everywhere.
    const gone = { 'app/users/tests/test_api.py': '', 'pytest.ini': '[pytest]\ntestpaths = old\n' };
    expect(await folder(gone)).toEqual(below);
  });

  test('is beside the code where pytest would import a package twice, under two names', async () => {
    const imports = { 'app/users/__init__.py': 'from .router import router\n' };
    expect(await folder(imports)).toMatchObject({ folder: 'tests.users' });
    expect(await folder({ ...imports, 'app/__init__.py': '' })).toMatchObject({ folder: undefined });
    expect(await folder({ 'app/users/__init__.py': 'from fastapi import APIRouter\n' })).toMatchObject({
      folder: undefined,
    });
  });

  test('is beside the tests of the blueprint', async () => {
    expect(await folder({ 'tests/fixtures/users/made.py': '' })).toMatchObject({ folder: undefined });
    expect(await folder({ 'tests/api/users/test_api.py': '' })).toMatchObject({ folder: 'tests.api.users' });
  });

  test('is with the tables of the package alone where others have types of PostgreSQL', async () => {
    const text = `from sqlalchemy.dialects.postgresql import JSONB\n${MODELS}`;
    expect(await learned({ 'app/users/models.py': text })).toMatchObject({
      tests: { tables: 'own' },
      evidence: { tests: 'app/users/models.py:1' },
    });
  });

  test('is with the tables of the package alone where others refer to one that the application does not import', async () => {
    const room = `${MODELS.replace('User', 'Room').replace('users', 'rooms')}    user_id = Column(ForeignKey("users.id"))\n`;
    const hotel = MODELS.replace('User', 'Hotel').replace('users', 'hotels');
    const files = {
      'app/rooms/models.py': room.replace('users.id', 'hotels.id'),
      'app/hotels/models.py': hotel,
      'migrations/env.py': 'from app.hotels.models import Hotel\n',
    };
    expect(await learned(files)).toMatchObject({
      tests: { tables: 'own' },
      evidence: { tests: 'app/rooms/models.py:9' },
    });
    expect(await folder({ ...files, 'app/models.py': 'from app.hotels.models import Hotel\n' })).toMatchObject({
      tables: 'all',
    });
    expect(await folder({ ...files, 'app/rooms/models.py': room })).toMatchObject({ tables: 'all' });
  });
});

test.each([
  ['server_default=text("TIMEZONE(\'utc\', now())")', true],
  ['server_default=func.timezone("UTC", func.now())', true],
  ["server_default=text('now()')", true],
  ['server_default=func.now()', false],
  ['default=lambda: timezone(settings.zone)', false],
])('models with %s need what SQLite lacks: %s', async (given, isZoned) => {
  const mixin = `class Stamped:\n    created_at: Mapped[datetime] = mapped_column(${given})\n`;
  const text = MODELS.replace('class User(', 'class User(Stamped, ');
  const files = { 'app/stamped.py': mixin, 'app/users/models.py': `from app.stamped import Stamped\n${text}` };
  expect((await learned(files)).tests.isZoned).toBe(isZoned);
});

test.each([
  ['BigInteger, primary_key=True', true],
  ['BigInteger().with_variant(Integer, "sqlite"), primary_key=True', undefined],
  ['primary_key=True', undefined],
])('a base whose key is %s gives what SQLite does not count: %s', async (given, hasBigKeys) => {
  const base = `class Keyed(Base):\n    __abstract__ = True\n    id: Mapped[int] = mapped_column(${given})\n`;
  const own = MODELS.replace('class User(Base)', 'class User(Keyed)').replace(/\n {4}id: [^\n]*/, '');
  expect(own).not.toContain('primary_key');
  const files = {
    'app/keyed.py': `from sqlalchemy import BigInteger, Integer\nfrom sqlalchemy.orm import Mapped, mapped_column\nfrom app.database import Base\n${base}`,
    'app/users/models.py': `from app.keyed import Keyed\n${own}`,
  };
  expect((await learned(files)).tests.hasBigKeys).toBe(hasBigKeys);
});

test.each([
  ['@compiles(utcnow, "postgresql")', 'CURRENT_TIMESTAMP', [{ module: 'app.moments', name: 'utcnow' }]],
  ['@compiles(utcnow)', 'CURRENT_TIMESTAMP', undefined],
  ['@compiles(utcnow, "postgresql", "sqlite")', 'CURRENT_TIMESTAMP', undefined],
  ['@compiles(utcnow, "postgresql")', 'gen_random_uuid()', undefined],
])('a function that the host writes by %s as %s is one for the moment: %j', async (decorator, text, moments) => {
  const files = {
    'app/moments.py': `from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql import expression


class utcnow(expression.FunctionElement):
    inherit_cache = True


${decorator}
def written(element, compiler, **kw):
    return "${text}"
`,
  };
  expect((await learned(files)).tests.moments).toEqual(moments);
});

describe('the versions that a package is written for', () => {
  const written = async (requirements: string): Promise<unknown> =>
    (await learned({ 'requirements.txt': requirements })).versions;

  test.each([
    ['fastapi\nsqlalchemy<2.1\n', { sqlalchemy: [2, 0] }],
    ['fastapi\nsqlalchemy<2\n', { sqlalchemy: [1, 4] }],
    ['fastapi==0.95.2\npydantic<2\nsqlalchemy<2\n', { fastapi: [0, 95], sqlalchemy: [1, 4] }],
    ['fastapi\npydantic<2.6\n', { pydantic: [2, 0] }],
    // Bounds that nothing is above yet.
    ['fastapi<1\npydantic<3\nsqlalchemy<3\n', {}],
    ['fastapi\npydantic>=2.1\nsqlalchemy>=2.0\n', { pydantic: [2, 8], sqlalchemy: [2, 0] }],
  ])('of %j are %j', async (requirements, expected) => {
    expect(await written(requirements)).toMatchObject(expected);
    expect(Object.keys((await written(requirements)) as object)).toEqual(Object.keys(expected));
  });
});

test('types are spelled in the layers as they are there, whatever the schemas have', async () => {
  const handlers = router('    return None\n', '    users: List[Optional[int]] = []\n    return None\n');
  const { optional } = await learned({ ...handlers, 'app/users/schemas.py': 'names: list[str | None] = []\n' });
  expect(optional).toEqual({ optional: 'union', list: 'list', layers: { optional: 'Optional', list: 'List' } });
});

describe('a fixture that every test has for the whole session', () => {
  const found = async (conftest: string, changes: Texts = {}): Promise<unknown> =>
    (await learned({ ...changes, 'conftest.py': conftest })).longFixtures;
  const asksFor = (name: string, own: string): string => `${longFixture(name)}

@pytest.fixture(scope="session")
def made(${own}):
    return ${own}
`;

  test('is found by what the fixtures that it asks for ask for', async () => {
    expect(await found(asksFor('made', 'client'))).toEqual(['tables']);
    expect(await found(asksFor('made', 'settings'))).toEqual([]);
    expect(await found(asksFor('made', 'made'))).toEqual([]);
  });

  test('is found below one for each test', async () => {
    const each = (own: string): string => `${longFixture(own).replace(', autouse=True', '')}

@pytest.fixture(autouse=True)
def emptied(tables):
    return tables
`;
    expect(await found(each('db'))).toEqual(['emptied']);
    expect(await found(each('settings'))).toEqual([]);
    expect(await found('import pytest\n\n\n@pytest.fixture(autouse=True)\ndef emptied(db):\n    return db\n')).toEqual(
      [],
    );
  });

  test('is found in a plugin of the tests', async () => {
    const plugins = 'pytest_plugins = ["app.fixtures"]\n';
    expect(await found(plugins, { 'app/fixtures.py': longFixture('db') })).toEqual(['tables']);
  });

  test('is left where it can be given what it asks for', async () => {
    expect(await found(longFixture('db').replace('"session"', '"function"'))).toEqual([]);
    expect(await found(longFixture('db').replace(', autouse=True', ''))).toEqual([]);
    // The package's tests have no engine where the session is synchronous.
    expect(await found(longFixture('engine'))).toEqual([]);
  });
});

test('tests of the host that override dependencies are seen', async () => {
  const text = 'from app.main import app\n\napp.dependency_overrides[get_db] = override_get_db\n';
  const isSeen = async (path: string, given: string): Promise<unknown> =>
    (await learned({ [path]: given })).tests.isOverriding;
  expect(await isSeen('tests/conftest.py', text)).toBe(true);
  expect(await isSeen('tests/api/test_users.py', text)).toBe(true);
  // What ends with the test is in nobody's way.
  const apart = 'def client(monkeypatch):\n    monkeypatch.setattr(app, "dependency_overrides", {})\n';
  expect(await isSeen('tests/test_users.py', apart)).toBeUndefined();
});

describe('how the host’s own modules are imported', () => {
  const relative = {
    'app/main.py': MAIN.replace('from app.', 'from .'),
    'app/users/router.py': ROUTER.replace('from app.', 'from ..'),
    'app/users/models.py': MODELS.replace('from app.', 'from ..'),
  };

  test('is relative as in the blueprint', async () => {
    expect((await learned(relative)).imports).toBe('relative');
  });

  test('is refused where the application is started from a folder further up', async () => {
    const changes = { ...relative, Dockerfile: 'FROM python:3.12\nCMD ["uvicorn", "backend.app.main:app"]\n' };
    expect(await learn(changes)).toMatchObject({ id: 'imports-root', at: { path: `${TOP}/Dockerfile` } });
  });

  test('is refused where the blueprint tries two roots', async () => {
    const twins =
      'try:\n    from app.database import get_db\nexcept ImportError:\n    from backend.app.database import get_db\n';
    expect(await learn(router('from app.database import get_db\n', twins))).toMatchObject({ id: 'imports-two-roots' });
  });
});

test('a package with relative imports is refused where the application tries two roots', async () => {
  const twins =
    'try:\n    from app.users.router import router as users_router\nexcept ImportError:\n    from backend.app.users.router import router as users_router\n';
  const changes = {
    'app/main.py': MAIN.replace('from app.users.router import router as users_router\n', twins),
    'app/users/router.py': ROUTER.replace('from app.', 'from ..'),
    'app/users/models.py': MODELS.replace('from app.', 'from ..'),
  };
  expect(await learn(changes)).toMatchObject({ id: 'imports-two-roots', at: { path: `${TOP}/app/main.py` } });
});

describe('the name of an application that is wrapped', () => {
  const name = async (main: string): Promise<string | undefined> => (await learned({ 'app/main.py': main })).app?.name;
  const CORS = 'from fastapi.middleware.cors import CORSMiddleware\n';

  test('is the name of the FastAPI object', async () => {
    const main = MAIN.replaceAll('app = FastAPI', 'api = FastAPI').replace('app.include', 'api.include');
    expect(await name(`${CORS}${main}app = CORSMiddleware(app=api)\n`)).toBe('api');
    expect(await name(`import socketio\n${main}app = socketio.ASGIApp(sio, other_asgi_app=api)\n`)).toBe('api');
  });

  test('is what the wrapper keeps it under where it has taken its name', async () => {
    expect(await name(`${CORS}${MAIN}app = CORSMiddleware(app=app)\n`)).toBe('app.app');
  });
});
