/** What the blueprint's main model shows: its key, what it inherits, its times. */
import { expect, test } from '@jest/globals';
import { isRefusal } from '../../../lib/refusal.js';
import { notWritten } from '../../../lib/style/not-written.js';
import { learnStyle } from '../../../lib/style/style.js';
import type { Style } from '../../../lib/style/style-values.js';
import { locateHost } from '../located.js';
import { DATABASE, feature, host, TOP } from '../sample.js';

const IMPORTS = `import uuid
from uuid import UUID, uuid4
from datetime import datetime
from sqlalchemy import BigInteger, Column, DateTime, Integer, String, Uuid, func
from sqlalchemy.orm import Mapped, mapped_column
from fastapi_users.db import SQLAlchemyBaseUserTableUUID
from app.database import Base
from app.mixins import IdMixin, LoginMixin, NamedMixin, TimestampMixin
`;

const MIXINS = `import uuid
from datetime import datetime
from sqlalchemy import func
from sqlalchemy.orm import Mapped, mapped_column


class IdMixin:
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)


class TimestampMixin:
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    updated_at: Mapped[datetime | None] = mapped_column(onupdate=func.now())


class NamedMixin:
    @declared_attr.directive
    def __tablename__(cls):
        return cls.__name__.lower()


class LoginMixin:
    hashed_password: Mapped[str] = mapped_column()
`;

const MAIN =
  'from fastapi import FastAPI\nfrom app.users.router import router\n\napp = FastAPI()\napp.include_router(router)\n';

const ROUTER = `from fastapi import APIRouter, Depends
from app.database import get_db

router = APIRouter(prefix="/users")


@router.get("")
def list_users(db=Depends(get_db)):
    return []
`;

async function learned(bases: string, columns: string, schemas = '', table = 'users', above = ''): Promise<Style> {
  const named = table === '' ? '' : `    __tablename__ = "${table}"\n\n`;
  const models = `${IMPORTS}${above}\n\nclass User(${bases}):\n${named}    ${columns}\n`;
  const files = host({
    '.git/HEAD': '',
    'pyproject.toml': '',
    'app/main.py': MAIN,
    'app/database.py': DATABASE,
    'app/mixins.py': MIXINS,
    ...feature('app/users', 'app.', {
      'router.py': ROUTER,
      'models.py': models,
      'schemas.py': `from pydantic import BaseModel\n${schemas}`,
    }),
  });
  const style = learnStyle(files, await locateHost(files, TOP));
  if (isRefusal(style)) throw new Error(`${style.id}: ${style.reason}`);
  return style;
}

test.each([
  ['id', 'int', 'copied', 'id = Column(Integer, primary_key=True)'],
  ['id', 'bigint', 'made', 'id = Column(BigInteger, primary_key=True)'],
  ['id', 'bigint', 'copied', 'id = Column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)'],
  ['id', 'uuid', 'copied', 'id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)'],
  ['id', 'uuid', 'copied', 'id = Column(Uuid, primary_key=True, default=lambda: uuid.uuid4())'],
  // Who makes a record makes its key: in a new package the column does.
  ['id', 'uuid', 'made', 'id: Mapped[UUID] = mapped_column(primary_key=True)'],
  ['id', 'uuid', 'made', 'id: Mapped[UUID] = mapped_column(primary_key=True, server_default=func.gen_random_uuid())'],
  ['id', 'uuid', 'made', 'id: Mapped[UUID] = mapped_column(String(36), primary_key=True, default=uuid4)'],
  ['user_id', 'uuid', 'made', 'user_id = Column("user_id", Uuid, primary_key=True, default=uuid4)'],
  ['id', 'str', 'copied', 'id = Column(String(36), primary_key=True, default=lambda: str(uuid4()))'],
  ['pk', 'int', 'copied', 'pk: Mapped[int] = mapped_column(primary_key=True)'],
])('the key is called %s, of the kind %s, and its line is %s: %s', async (name, kind, line, column) => {
  const { key } = await learned('Base', column);
  expect(key).toMatchObject({ name, kind });
  expect(key.column === undefined ? 'made' : 'copied').toBe(line);
});

test('what is inherited for every model is inherited, in order, and what is about people is not', async () => {
  const style = await learned('IdMixin, LoginMixin, TimestampMixin, Base', 'name: Mapped[str]');
  expect(style.bases.map(({ name }) => name)).toEqual(['IdMixin', 'TimestampMixin', 'Base']);
  expect(style.key).toEqual({ name: 'id', kind: 'uuid', column: undefined });
  expect(style.supplied).toEqual(['id', 'created_at', 'updated_at']);
});

test('what a base has that is another name of a class is what that class has', async () => {
  const files = host({
    '.git/HEAD': '',
    'pyproject.toml': '',
    'app/main.py': MAIN,
    'app/database.py': `${DATABASE.replace(
      'class Base(DeclarativeBase):\n    pass',
      `class MainBase(MappedAsDataclass, DeclarativeBase):
    id: Mapped[int] = mapped_column(primary_key=True, init=False)


Base = MainBase`,
    ).replace('import DeclarativeBase', 'import DeclarativeBase, Mapped, MappedAsDataclass, mapped_column')}`,
    ...feature('app/users', 'app.', {
      'router.py': ROUTER,
      'models.py': `${IMPORTS}\n\nclass User(Base):\n    __tablename__ = "users"\n\n    name: Mapped[str]\n`,
    }),
  });
  const style = learnStyle(files, await locateHost(files, TOP));
  if (isRefusal(style)) throw new Error(`${style.id}: ${style.reason}`);
  expect(style.base).toMatchObject({ module: 'app.database', name: 'Base' });
  expect([style.mapping.dataclass, style.supplied]).toEqual(['ordered', ['id']]);
});

test('a class for the users of a library shows the kind of a key and is not inherited', async () => {
  const style = await learned('SQLAlchemyBaseUserTableUUID, Base', 'name: Mapped[str]');
  expect([style.bases, style.key.kind, style.supplied]).toEqual([[], 'uuid', []]);
});

test('times are shown where the answers of the blueprint show them', async () => {
  const created = 'created_at = Column(DateTime, server_default=func.now())';
  const schemas = '\n\nclass UserCreate(BaseModel):\n    created_at: datetime\n';
  const hidden = await learned('Base', created, schemas);
  expect(hidden.stamps).toEqual([expect.objectContaining({ name: 'created_at', isShown: false, isOptional: false })]);
  const shown = await learned('TimestampMixin, Base', 'name: Mapped[str]', schemas.replace('Create', 'Read'));
  expect(shown.stamps).toEqual([
    { name: 'created_at', kind: 'datetime', isOptional: false, isMoving: false, isShown: true, column: undefined },
    { name: 'updated_at', kind: 'datetime', isOptional: true, isMoving: true, isShown: false, column: undefined },
  ]);
});

test.each([
  ['users', { number: 'plural', prefix: '', suffix: '', isJoined: false }],
  ['Users', { number: 'plural', prefix: '', suffix: '', isJoined: false }],
  ['user', { number: 'singular', prefix: '', suffix: '', isJoined: false }],
  ['t_user', { number: 'singular', prefix: 't_', suffix: '', isJoined: false }],
  ['crm_users_table', { number: 'plural', prefix: 'crm_', suffix: '_table', isJoined: false }],
  ['people', { number: 'plural', prefix: '', suffix: '', isJoined: false }],
])('the table %s shows %j', async (table, naming) => {
  expect((await learned('Base', 'name: Mapped[str]', '', table)).tableNames).toEqual(naming);
});

test('a name that the base works out from the class shows how words are joined', async () => {
  const { tableNames } = await learned('NamedMixin, Base', 'name: Mapped[str] = mapped_column()', '', '');
  expect(tableNames).toEqual({ number: 'singular', prefix: '', suffix: '', isJoined: true });
});

test('SQLModel is told by the class, with the fields of the schema that it inherits from', async () => {
  const style = await learned(
    'UserBase, table=True',
    'id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)',
    '',
    '',
    'from sqlmodel import Field, SQLModel\n\n\nclass UserBase(SQLModel):\n    email: str = Field(unique=True, index=True)\n',
  );
  expect(style).toMatchObject({
    orm: 'sqlmodel',
    base: { module: 'sqlmodel', name: 'SQLModel' },
    bases: [],
    key: { name: 'id', kind: 'uuid', column: { form: 'field' } },
    unique: 'column-index',
    supplied: ['__tablename__'],
    tableNames: { number: 'singular', isJoined: true },
  });
});

test('SQLModel is told by a class of the host that hides it under its own name', async () => {
  const own = 'from sqlmodel import Field, SQLModel\n\n\nclass SQLModel(SQLModel):\n    model_config = {}\n\n\n';
  const columns = 'id: int | None = Field(default=None, primary_key=True)';
  const style = await learned(
    'UserBase, table=True',
    columns,
    '',
    '',
    `${own}class UserBase(SQLModel):\n    email: str\n`,
  );
  expect(style).toMatchObject({ orm: 'sqlmodel', base: { module: 'sqlmodel', name: 'SQLModel' }, key: { name: 'id' } });
});

test('keys that are UUIDs are not written for a SQLAlchemy without a type for them', async () => {
  const style = await learned('IdMixin, Base', 'name: Mapped[str]');
  expect(notWritten(style)).toBeUndefined();
  expect(notWritten({ ...style, versions: { sqlalchemy: [1, 4] } })).toMatchObject({ id: 'key-uuid', status: 3 });
});

test('the class of a package with an irregular plural is its main one', async () => {
  const link = 'class Link(Base):\n    left_id: Mapped[int] = mapped_column(primary_key=True)\n';
  const files = host({
    '.git/HEAD': '',
    'app/main.py': MAIN.replaceAll('users', 'categories'),
    'app/database.py': DATABASE,
    ...feature('app/categories', 'app.', {
      'router.py': ROUTER.replaceAll('users', 'categories'),
      'models.py': `${IMPORTS}\n\n${link}\n\nclass Category(Base):\n    __tablename__ = "categories"\n\n    category_id: Mapped[int] = mapped_column(primary_key=True)\n`,
    }),
  });
  expect(learnStyle(files, await locateHost(files, TOP))).toMatchObject({ key: { name: 'category_id' } });
});

test('the class that the package is called after is the main one, whatever is above it', async () => {
  const link = 'class UserRole(Base):\n    user_id: Mapped[int] = mapped_column(primary_key=True)\n';
  const { key } = await learned(
    'Base',
    'id: Mapped[int] = mapped_column(primary_key=True)',
    '',
    'users',
    `\n\n${link}`,
  );
  expect(key.name).toBe('id');
});
