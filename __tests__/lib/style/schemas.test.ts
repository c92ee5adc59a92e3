/** What is learned of the blueprint's schemas: of what its handlers take and answer, and of their names. */
import { describe, expect, test } from '@jest/globals';
import { isRefusal, type Refusal } from '../../../lib/refusal.js';
import { learnStyle } from '../../../lib/style/style.js';
import type { Style } from '../../../lib/style/style-values.js';
import { locateHost } from '../located.js';
import { DATABASE, feature, host, TOP } from '../sample.js';

const MAIN = `from fastapi import FastAPI
from app.users.router import router

app = FastAPI()
app.include_router(router)
`;

const MODELS = `from app.database import Base
from sqlalchemy.orm import Mapped, mapped_column


class User(Base):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
`;

async function learn(
  router: string,
  schemas: string,
  more: Readonly<Record<string, string>> = {},
): Promise<Style | Refusal> {
  const files = host({
    '.git/HEAD': '',
    'pyproject.toml': '',
    'app/main.py': MAIN,
    'app/database.py': DATABASE,
    ...feature('app/users', 'app.', {
      'router.py': `from typing import Annotated\nfrom fastapi import APIRouter, Body, Depends\nfrom app.users import schemas\nfrom app.users.schemas import *\n\nrouter = APIRouter(prefix="/users")\n\n${router}`,
      'schemas.py': `from pydantic import BaseModel, ConfigDict, Field\n\n${schemas}`,
      'models.py': MODELS,
    }),
    ...more,
  });
  return learnStyle(files, await locateHost(files, TOP));
}

async function learned(...given: Parameters<typeof learn>): Promise<Style> {
  const style = await learn(...given);
  if (isRefusal(style)) throw new Error(`${style.id}: ${style.reason}`);
  return style;
}

/** Classes without a field, one a line: `UserBase UserCreate(UserBase)`. */
const classes = (...names: readonly string[]): string =>
  names.map((each) => `class ${each.includes('(') ? each : `${each}(BaseModel)`}:\n    name: str\n\n\n`).join('');

const ROUTES = {
  create: (body: string, answer: string) =>
    `@router.post("", response_model=${answer})\ndef create_user(data: ${body}):\n    pass\n\n\n`,
  update: (body: string, answer: string) =>
    `@router.put("/{user_id}")\ndef update_user(user_id: int, data: ${body}) -> ${answer}:\n    pass\n\n\n`,
  get: (answer: string) =>
    `@router.get("/{user_id}", response_model=${answer})\ndef get_user(user_id: int):\n    pass\n\n\n`,
  list: (answer: string) => `@router.get("")\ndef get_users() -> ${answer}:\n    pass\n\n\n`,
};

test('an answer that only says that something was done is no read schema, and its class no base of one', async () => {
  const schemas = `class Done(BaseModel):
    result: bool = Field(examples=[True])


class UserIn(BaseModel):
    name: str


class UserAdded(Done):
    user_id: int


class UserGetResponse(Done):
    id: int
    name: str


class UsersAnswer(Done):
    users: list[UserGetResponse]


`;
  const routes = ROUTES.create('schemas.UserIn', 'schemas.UserAdded') + ROUTES.list('schemas.UsersAnswer');
  const style = await learned(routes, schemas);
  expect(style.schemaNames).toMatchObject({ create: '{}In', read: '{}GetResponse' });
  expect(style.schemaBase).toMatchObject({ body: undefined, answer: undefined });
});

test('a class with fields that only the blueprint has is no base of others, and one with those of every record is', async () => {
  const models = {
    'app/users/models.py': `${MODELS}    first_name: Mapped[str]\n`,
  };
  const based = async (name: string, field: string): Promise<unknown> => {
    const schemas = `class ${name}(BaseModel):\n    ${field}\n\n\nclass UserOut(${name}):\n    first_name: str\n`;
    const style = await learned(ROUTES.get('schemas.UserOut'), schemas, models);
    return style.schemaBase.answer?.name;
  };
  expect(await based('ProfileBase', 'first_name: str')).toBeUndefined();
  expect(await based('ProfileBase', 'first_name: str | None = None')).toBe('ProfileBase');
  expect(await based('WithId', 'id: int')).toBe('WithId');
});

test('what a detail adds to is the answer where several operations answer that', async () => {
  const schemas = classes('UserCreate', 'UserRead', 'UserDetail(UserRead)');
  const read = async (...routes: readonly string[]): Promise<unknown> =>
    (await learned(ROUTES.get('UserDetail') + routes.join(''), schemas)).schemaNames.read;
  expect(await read(ROUTES.create('UserCreate', 'UserRead'), ROUTES.list('list[UserRead]'))).toBe('{}Read');
  expect(await read(ROUTES.create('UserCreate', 'UserRead'))).toBe('{}Detail');
});

describe('the names of schemas', () => {
  const names = { base: undefined, between: undefined };

  test.each([
    [
      'what the handlers take and answer',
      ROUTES.create('schemas.UserIn', 'schemas.UserOut') + ROUTES.update('schemas.UserPatch', 'schemas.UserOut'),
      classes('UserLogin', 'UserCreate', 'UserIn', 'UserPatch', 'UserOut'),
      { create: '{}In', update: '{}Patch', read: '{}Out' },
    ],
    [
      'what is in an envelope and a list',
      ROUTES.create('Annotated[SUserAdd, Body()]', 'Answer[SUser]') + ROUTES.list('list[SUser]'),
      classes('SUserAdd', 'SUser', 'Answer'),
      { create: 'S{}Add', update: 'S{}Update', read: 'S{}' },
    ],
    [
      'an alias, which stands for a body that a dependency has looked at',
      `Valid = Annotated[CreateUserRequest, Depends(check)]\n\n\n${ROUTES.create('Valid', 'None')}`,
      classes('CreateUserRequest'),
      { create: 'Create{}Request', update: 'Update{}Request', read: '{}Response' },
    ],
    [
      'their names where no handler says it',
      '@router.get("/me")\ndef me():\n    pass\n',
      classes('UserInDB', 'UserRegister', 'UserAddSchema', 'UserEditSchema', 'UserSchema'),
      { create: '{}AddSchema', update: '{}EditSchema', read: '{}Schema' },
    ],
    [
      'another class of theirs where one is about accounts',
      ROUTES.create('UserRegister', 'UserWithToken') + ROUTES.update('UserUpdateForAdmin', 'UserPublic'),
      classes('UserRegister', 'UserWithToken', 'UserUpdateForAdmin', 'UserCreate', 'UserPublic'),
      { create: '{}Create', update: '{}Update', read: '{}Public' },
    ],
    [
      'one class in two places, which is an answer',
      ROUTES.create('UserSchema', 'UserSchema') + ROUTES.get('UserSchema'),
      classes('UserSchema'),
      { create: '{}CreateSchema', update: '{}UpdateSchema', read: '{}Schema' },
    ],
    [
      'theirs without the words of what only the blueprint is about',
      ROUTES.create('VirtualUserCreateRequest', 'VirtualUserResponse') + ROUTES.update('UserControlsUpdate', 'None'),
      classes('VirtualUserCreateRequest', 'VirtualUserResponse', 'UserControlsUpdate'),
      { create: '{}CreateRequest', update: '{}Update', read: '{}Response' },
    ],
    [
      'theirs with all words where some would be called alike without',
      ROUTES.create('UserWrittenModel', 'UserShownModel') + ROUTES.update('UserUpdateModel', 'UserShownModel'),
      classes('UserWrittenModel', 'UserShownModel', 'UserUpdateModel'),
      { create: '{}WrittenModel', update: '{}UpdateModel', read: '{}ShownModel' },
    ],
    [
      'the plural where the team has it',
      ROUTES.create('UsersCreate', 'UsersRead'),
      classes('UsersCreate', 'UsersRead'),
      { create: '{s}Create', update: '{s}Update', read: '{s}Read' },
    ],
  ])('are those of %s', async (_, router, schemas, expected) => {
    const { schemaNames, evidence } = await learned(router, schemas);
    expect(schemaNames).toEqual({ ...names, ...expected });
    expect(evidence['schemaNames']).toMatch(/^app\/users\/schemas\.py:\d+$/);
  });

  test('have the base that a create inherits from, and what is between it and the answer', async () => {
    const schemas = classes(
      'UserBase',
      'UserCreate(UserBase)',
      'UserInDBBase(UserBase)',
      'User(UserInDBBase)',
      'UserInDB(UserInDBBase)',
    );
    const { schemaNames, schemaShape } = await learned(ROUTES.create('UserCreate', 'User'), schemas);
    expect(schemaNames).toEqual({
      base: '{}Base',
      create: '{}Create',
      update: '{}Update',
      read: '{}',
      between: '{}InDBBase',
    });
    expect(schemaShape).toMatchObject({ base: 'required', read: 'base' });
  });

  test("are the standard's where a blueprint has none", async () => {
    const { schemaNames, evidence } = await learned('', classes('Token'));
    expect([schemaNames.base, evidence['schemaNames']]).toEqual(['{}Base', undefined]);
  });

  test.each([
    [
      '{ create = "New{}", update = "{}Edit", read = "{}View" }',
      { ...names, create: 'New{}', update: '{}Edit', read: '{}View' },
    ],
    ['{ create = "{}Base", base = "{}Base" }', undefined],
    ['{ creates = "New{}" }', undefined],
    ['{ create = "Invoice" }', undefined],
  ])('may be pinned as %s', async (pin, expected) => {
    const found = await learn('', '', { 'pyproject.toml': `[tool.backend-package]\nschema-names = ${pin}\n` });
    expect(isRefusal(found) ? found.id : found.schemaNames).toEqual(expected ?? 'pin-invalid');
  });
});

describe('the shape of schemas', () => {
  test.each([
    ['required', 'class UserBase(BaseModel):\n    name: str\n    about: str | None = None\n'],
    ['optional', 'class UserBase(BaseModel):\n    name: str | None = Field(None)\n    about: str | None = None\n'],
  ])('has a base whose fields are %s', async (base, text) => {
    const schemas = `${text}\n\n${classes('UserCreate(UserBase)', 'User(UserBase)')}class UserUpdate(UserBase):\n    pass\n`;
    expect((await learned('', schemas)).schemaShape).toMatchObject({ base, read: 'base' });
  });
});

test('the classes of other models in the same modules are none of the blueprint', async () => {
  const two = `${MODELS}\n\nclass Room(Base):\n    __tablename__ = "rooms"\n\n    id: Mapped[int] = mapped_column(primary_key=True)\n`;
  const lists = ['Room', 'User'].map(
    (name) => `class ${name}List(BaseModel):\n    ${name.toLowerCase()}s: list[${name}Read]\n\n\n`,
  );
  const router = `from app.users.models import User
from app.database import get_db


@router.get("", response_model=UserList)
def list_users(db=Depends(get_db)):
    users = db.query(User).all()
    return {"users": users}
`;
  const { envelope } = await learned(router, `${classes('RoomRead', 'UserRead')}${lists.join('')}`, {
    'app/users/models.py': two,
  });
  expect(envelope.classes).toMatchObject([{ pattern: '{}List', fields: [{ name: '{many}' }] }]);
});

describe('what answers are put into', () => {
  const own = 'class UsersPublic(BaseModel):\n    data: list[UserPublic]\n    count: int\n';
  const others =
    'class UserSummary(BaseModel):\n    name: str\n\n\nclass UserPage(BaseModel):\n    items: list[UserSummary]\n\n\nclass UserTags(BaseModel):\n    tags: list[str]\n';
  const schemas = `${classes('UserCreate', 'UserPublic', 'Answer', 'Page')}${own}\n\n${others}`;

  test.each([
    [undefined, undefined, ROUTES.create('UserCreate', 'UserPublic') + ROUTES.list('list[UserPublic]')],
    [
      'Answer[UserPublic]',
      'Answer[Page[UserPublic]]',
      ROUTES.create('UserCreate', 'Answer[UserPublic]') + ROUTES.list('Answer[Page[UserPublic]]'),
    ],
    [undefined, 'UsersPublic', ROUTES.create('UserCreate', 'UserPublic') + ROUTES.list('UsersPublic')],
    // Records that are shown otherwise in a list, in a class of their own.
    [undefined, 'UserPage', ROUTES.create('UserCreate', 'UserPublic') + ROUTES.list('UserPage')],
    [undefined, undefined, ROUTES.create('UserCreate', 'UserPublic') + ROUTES.list('UserTags')],
    ['{"data": user}', undefined, '@router.post("")\ndef create_user(data: UserCreate):\n    return {"data": user}\n'],
    // What is answered to an error is no record.
    [
      '{"data": user}',
      undefined,
      '@router.post("")\ndef create_user(data: UserCreate):\n    try:\n        return {"data": user}\n    except ValueError:\n        return fail()\n',
    ],
  ])('is %s for a record and %s for a list', async (record, list, router) => {
    expect((await learned(router, schemas)).envelope.unwritten).toEqual({ record, list });
  });

  test('is no wrapper of others where a record is answered beside a number of other records', async () => {
    const router = `from app.database import get_db
from app.users.models import User
from sqlalchemy import func, select


@router.get("/{user_id}", response_model=UserResponse)
def get_user(user_id: int, db=Depends(get_db)):
    user = db.get(User, user_id)
    votes = db.scalar(select(func.count(User.id)).where(User.id == user_id))
    return {"User": user, "votes": votes}


@router.post("", response_model=UserPublic)
def create_user(data: UserCreate, db=Depends(get_db)):
    user = User(**data.model_dump())
    db.add(user)
    db.commit()
    return user
`;
    const around = `${schemas}\n\nclass UserResponse(BaseModel):\n    User: UserPublic\n    votes: int\n`;
    const { operations, unwritten } = (await learned(router, around)).envelope;
    expect(operations).toEqual({});
    expect(unwritten.record).toBe('UserResponse');
  });

  const service = (made: string): Readonly<Record<string, string>> => ({
    'app/answers.py': 'from pydantic import BaseModel\n\n\nclass Done(BaseModel):\n    data: object\n',
    'app/users/services.py': `from app.answers import Done\nfrom app.users.models import User\n\n\ndef create(db, data):\n    user = User()\n    db.add(user)\n    db.commit()\n    return ${made}\n`,
  });

  test.each([
    ['{"message": "Saved"}', '', true],
    ['"Saved"', '', true],
    ['user', '', false],
    // FastAPI makes the schema of it.
    ['{"id": 1}', ', response_model=UserPublic', false],
  ])('tells that a create answers %s%s: %s', async (answer, keywords, isTold) => {
    const create = `@router.post(""${keywords})\ndef create_user(user: UserCreate):\n    return ${answer}\n`;
    const { told } = (await learned(create, schemas)).envelope;
    expect(told).toEqual(isTold ? [{ operation: 'create', text: answer, at: expect.stringMatching(/:\d+$/) }] : []);
  });

  test('is written where a layer below does it, and told where that cannot be followed', async () => {
    const router =
      '@router.post("")\ndef create_user(data: UserCreate, db=Depends(get_db)):\n    return services.create(db, data)\n';
    const made = async (text: string): Promise<Style['envelope']> =>
      (
        await learned(
          `from app.database import get_db\nfrom app.users import services\n\n\n${router}`,
          schemas,
          service(text),
        )
      ).envelope;
    const { operations, unwritten } = await made('Done(data=user)');
    expect(operations.create).toMatchObject({
      value: { texts: ['', '(data=', ')'], holes: [{ kind: 'name' }, { kind: 'result' }] },
      isNamed: true,
      path: ['data'],
    });
    expect(unwritten.record).toBeUndefined();
    expect((await made('{"data": user}')).operations.create?.path).toEqual(['data']);
    expect((await made('{"data": user, "by": db.info}')).unwritten.record).toBe('a dict');
    expect((await made('user')).unwritten.record).toBeUndefined();
  });

  const page = `from typing import Generic, TypeVar
from fastapi import Query
from pydantic import BaseModel

T = TypeVar("T")


class Page(BaseModel, Generic[T]):
    items: list[T]
    page: int
    total: int
    total_pages: int


class PageParams:
    def __init__(self, page: int = Query(1, ge=1), size: int = Query(20, ge=1, le=100)):
        self.page = page
        self.size = size


def total_pages(total: int, size: int) -> int:
    return -(-total // size)
`;
  const paged = (
    rows: string,
    counted: string,
    items: string,
  ): readonly [string, string, Readonly<Record<string, string>>] => [
    `from app.database import get_db
from app.paging import Page, PageParams
from app.users import services


@router.get("", response_model=Page[UserPublic])
def list_users(params: PageParams = Depends(), db=Depends(get_db)):
    return services.list_users(db, params)
`,
    `${classes('UserPublic')}    @classmethod\n    def of(cls, user):\n        return cls(name=user.name)\n`,
    {
      'app/paging.py': page,
      'app/users/services.py': `from app.paging import Page, total_pages
from app.users.crud import find_users
from app.users.models import User
from app.users.schemas import UserPublic
from sqlalchemy import func, select


def list_users(db, query):
    ${rows}
    ${counted}
    return Page[UserPublic](
        items=${items},
        page=query.page,
        total=total,
        total_pages=total_pages(total, query.size),
    )
`,
      'app/users/crud.py': `from app.users.models import User
from sqlalchemy import func, select


def find_users(db, skip, limit):
    total = db.scalar(select(func.count()).select_from(User))
    return db.scalars(select(User).offset(skip).limit(limit)).all(), total
`,
    },
  ];

  test.each([
    [
      'users = db.scalars(select(User).offset((query.page - 1) * query.size).limit(query.size)).all()',
      'total = db.scalar(select(func.count()).select_from(User))',
      '[UserPublic.of(user) for user in users]',
    ],
    [
      'users, total = find_users(db, (query.page - 1) * query.size, query.size)',
      '',
      '[UserPublic.model_validate(each) for each in users]',
    ],
  ])('is read in the service that makes a page: %s', async (...service) => {
    const { operations, total, unwritten } = (await learned(...paged(...service))).envelope;
    expect(operations.list).toMatchObject({
      path: ['items'],
      totalPath: ['total'],
      value: {
        holes: [
          { kind: 'name', name: { name: 'Page' } },
          { kind: 'schema' },
          { kind: 'result', isConverted: true },
          { kind: 'bound', of: 'paging' },
          { kind: 'total' },
          { kind: 'name', name: { name: 'total_pages' } },
          { kind: 'total' },
          { kind: 'bound', of: 'paging' },
        ],
      },
    });
    expect(total).toMatchObject({ from: 0, counts: [], name: 'total' });
    expect(unwritten.list).toBeUndefined();
  });

  test('of a record goes around a list, too, where the blueprint has none', async () => {
    const answer =
      'from pydantic import BaseModel\nfrom typing import Generic, TypeVar\n\nT = TypeVar("T")\n\n\nclass Answer(BaseModel, Generic[T]):\n    message: str\n    data: T\n';
    const router = `from app.answers import Answer
from app.database import get_db
from app.users import services
from sqlalchemy.orm import Session


@router.post("", response_model=Answer[UserPublic])
def create_user(data: UserCreate, db: Session = Depends(get_db)):
    user = services.create(db, data)
    return Answer(message="User created", data=user)
`;
    const { list } = (
      await learned(router, classes('UserCreate', 'UserPublic'), {
        ...service('user'),
        'app/answers.py': `${answer}\n\nclass Done(BaseModel):\n    data: object\n`,
      })
    ).envelope.operations;
    expect(list).toMatchObject({
      model: { texts: ['', '[list[', ']]'], holes: [{ kind: 'name' }, { kind: 'schema' }] },
      value: { holes: [{ kind: 'name' }, { kind: 'words', pattern: '{Many} retrieved' }, { kind: 'result' }] },
      path: ['data'],
    });
  });
});

test.each([
  ['alias', 'Name = Annotated[str, Field(max_length=9)]\n\n\nclass UserCreate(BaseModel):\n    name: Name\n'],
  ['annotated', 'class UserCreate(BaseModel):\n    name: Annotated[str, Field(max_length=9)]\n'],
  ['field', 'class UserCreate(BaseModel):\n    name: str = Field(max_length=9)\n'],
  ['field', 'class UserCreate(BaseModel):\n    name: str\n'],
])('rules are in %s', async (form, schemas) => {
  const { constraints } = await learned('', `from typing import Annotated\n\n${schemas}`);
  expect(constraints).toEqual({ form, ellipsis: false, positional: false });
});

test('an answer may come before an update, with defaults for what may be null', async () => {
  const text =
    'class UserCreate(BaseModel):\n    name: str\n\n\nclass UserRead(BaseModel):\n    about: str | None = None\n\n\nclass UserUpdate(BaseModel):\n    name: str | None = None\n';
  expect((await learned('', text)).schemaShape).toEqual({
    base: 'required',
    read: 'base',
    isReadFirst: true,
    hasDefaults: true,
  });
});

test('schemas of fastapi-users are those of the blueprint', async () => {
  const text =
    'from fastapi_users import schemas\n\n\nclass UserRead(schemas.BaseUser[int]):\n    about: str\n\n\nclass UserCreate(schemas.BaseUserCreate):\n    about: str\n';
  const { schemaNames, schemaBase } = await learned('', text);
  expect([schemaNames.create, schemaNames.read, schemaNames.base, schemaBase.body]).toEqual([
    '{}Create',
    '{}Read',
    undefined,
    undefined,
  ]);
});

describe('the class that all schemas inherit from', () => {
  const CUSTOM = (config: string): Readonly<Record<string, string>> => ({
    'app/schemas.py': `from pydantic import BaseModel, ConfigDict\n\n\nclass Root(BaseModel):\n    model_config = ConfigDict(${config})\n\n\nclass CustomModel(Root):\n    pass\n`,
  });
  const SCHEMAS = `from app.schemas import CustomModel\n\n\n${classes('UserBase(CustomModel)', 'UserCreate(UserBase)', 'UserOut(CustomModel)')}`;
  const source = { module: 'app.schemas', name: 'CustomModel' };

  test.each([
    ['from_attributes=True', ['CustomModel']],
    ['str_strip_whitespace=True', []],
  ])("is the host's own, which says %s", async (config, readers) => {
    expect((await learned('', SCHEMAS, CUSTOM(config))).schemaBase).toEqual({ body: source, answer: source, readers });
  });

  test('is refused where it renames every field', async () => {
    expect(await learn('', SCHEMAS, CUSTOM('alias_generator=to_camel'))).toMatchObject({
      id: 'schema-base-aliases',
      at: { path: `${TOP}/app/schemas.py`, line: 5 },
    });
    const pinned = {
      ...CUSTOM('alias_generator=to_camel'),
      'pyproject.toml': '[tool.backend-package]\nschema-base = "pydantic:BaseModel"\n',
    };
    expect((await learned('', SCHEMAS, pinned)).schemaBase.body).toBeUndefined();
  });
});
