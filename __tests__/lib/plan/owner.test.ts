// Whose the records are: who calls is read from the host, or it is refused with what was looked for.
import { expect, test } from '@jest/globals';
import { planRun } from '../../../lib/plan/plan-run.js';
import { showPlan } from '../../../lib/plan/show.js';
import { packageSpec } from '../../../lib/request/package.js';
import { inMemory } from '../memory.js';
import { draftOf, sampleHost } from '../sample-hosts.js';

const STANDARD = sampleHost('hosts/standard');
const APP = '/p/backend/app';
const SHELL = { template: () => '', columns: undefined };

const auth = (returned: string): string => `from fastapi import Depends
from fastapi.security import OAuth2PasswordBearer
from app.users.models import User
from app.users.schemas import User as UserRead, UserCreate

scheme = OAuth2PasswordBearer(tokenUrl="token")


def get_current_user(token: str = Depends(scheme))${returned}:
    ...
`;

/** A package that is no blueprint, with a handler that takes the current user. */
const profile = (parameter: string): string => `from fastapi import APIRouter, Depends
from app.auth import get_current_user
from app.users.models import User

router = APIRouter()


@router.get("/profile")
def read_profile(${parameter}):
    ...
`;

async function planned(
  texts: Readonly<Record<string, string>>,
  owner = 'users.User',
): Promise<{
  readonly said: string;
  readonly owner?: unknown;
  readonly api: string;
  readonly caller?: string;
  readonly shown?: string;
  readonly conftest: string;
  readonly tests: string;
}> {
  const spec = packageSpec({ package: 'notes', fields: ['text:str'], settings: { owner } });
  if (!('model' in spec))
    return { said: spec.map(({ id, reason }) => `[${id}] ${reason}`).join(), api: '', conftest: '', tests: '' };
  const files = inMemory({ ...STANDARD, ...texts });
  const { plan, refusals = [] } = await planRun(files, [draftOf(spec)], SHELL);
  const said = refusals.map(({ id, reason }) => `[${id}] ${reason}`).join('\n');
  const api = plan?.changes.find(({ path }) => path === `${APP}/notes/api.py`)?.after ?? '';
  const [conftest = '', tests = ''] = ['conftest', 'test_api'].map((name) =>
    plan?.changes
      .find(({ path }) => path === `${APP}/notes/tests/${name}.py`)
      ?.after?.replace(/(?<=[([])\n +|,?\n +(?=[)\]])/g, '')
      .replace(/,\n +/g, ', '),
  );
  const [own] = plan?.packages ?? [];
  const caller = own?.conventions?.caller?.at;
  const shown = plan && showPlan(plan, '/p/backend');
  return {
    said,
    ...(shown === undefined ? {} : { shown }),
    owner: own?.models[0]?.owner,
    api,
    conftest,
    tests,
    ...(caller === undefined ? {} : { caller }),
  };
}

test('a backend in which nobody signs in is told so, with the pin that names who calls', async () => {
  const { said } = await planned({});
  expect(said).toMatch(/^\[owner-caller\] --owner=users\.User: no handler of the backend is given the current user/);
});

test('another package shows who calls where the blueprint lets everybody in', async () => {
  const texts = {
    [`${APP}/auth.py`]: auth(' -> User'),
    [`${APP}/profile/api.py`]: profile('user: User = Depends(get_current_user)'),
  };
  const found = await planned(texts);
  expect([found.said, found.owner, found.caller]).toEqual(['', 'User', 'app/profile/api.py:9']);
  expect(found.api).toContain('user: Annotated[User, Depends(get_current_user)]');
  expect(found.api).toContain('services.list_notes(db, user.id, skip, limit)');
});

test.each([
  [
    '',
    '[owner-caller-type] --owner=users.User: Depends(get_current_user) (app/profile/api.py:9) does not say what it returns.',
  ],
  [
    ' -> UserCreate',
    '[owner-caller-type] --owner=users.User: Depends(get_current_user) (app/profile/api.py:9) gives UserCreate, which is not User and has no id of one.',
  ],
  [
    ' -> str',
    '[owner-caller-type] --owner=users.User: Depends(get_current_user) (app/profile/api.py:9) gives str, which is not seen to be the key of a User.',
  ],
  [' -> UserRead', ''],
  [' -> "User"', ''],
])('a caller that is "%s" is judged by what it says', async (returned, wanted) => {
  const texts = {
    [`${APP}/auth.py`]: auth(returned),
    [`${APP}/profile/api.py`]: profile('user=Depends(get_current_user)'),
  };
  expect((await planned(texts)).said).toBe(wanted);
});

/** A package whose handler asks what belongs to its caller. */
const mine = (parameter: string, asked: string): string => `from fastapi import APIRouter, Depends
from app.auth import get_current_user
from app.labels import services
from app.labels.models import Label
from app.users.models import User

router = APIRouter()


@router.get("/mine")
def read_mine(${parameter}):
    ${asked}
`;

test.each([
  ['dict', 'select(Label).where(Label.by_id == user["sub"])', 'user["sub"]', '{"sub": 1}'],
  ['dict[str, str]', 'select(Label).where(Label.by_id == user.get("sub"))', 'user.get("sub")', '{"sub": 1}'],
  ['dict', 'who = user["sub"]\n    return Label(by_id=who)', 'user["sub"]', '{"sub": 1}'],
  ['dict', 'select(User).where(user["sub"] == User.id)', 'user["sub"]', '{"sub": 1}'],
  ['dict', 'services.mine(user["user_id"])', 'user["user_id"]', '{"user_id": 1}'],
  ['Claims', 'services.mine(user["user_id"])', 'user["user_id"]', '{"user_id": 1}'],
  ['', 'services.mine(user.id)', 'user.id', 'SimpleNamespace(id=1)'],
  ['', 'services.mine(user["name"])', undefined, undefined],
  ['UserCreate', 'services.mine(user.id)', undefined, undefined],
  // What a course of thousands of backends has: the annotation is wrong, and the code is not.
  ['int', 'select(Label).where(Label.by_id == user.id)', 'user.id', 'SimpleNamespace(id=1)'],
  ['int', 'services.mine(user.id)', undefined, undefined],
  ['UserCreate', 'services.mine(Label(by_id=user.number))', 'user.number', 'SimpleNamespace(number=1)'],
])('of a caller that is "%s" the key is what handlers take for one: %s', async (type, asked, read, tested) => {
  const texts = {
    [`${APP}/auth.py`]: `${auth('')}\n\nclass Claims(TypedDict):\n    user_id: int\n`,
    [`${APP}/labels/__init__.py`]: '',
    [`${APP}/labels/models.py`]: SHARED.replace(
      'COLUMNS',
      '    by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))',
    ),
    [`${APP}/labels/api.py`]: mine(`user${type && `: ${type}`} = Depends(get_current_user)`, asked).replace(
      'import get_current_user',
      'import Claims, UserCreate, get_current_user',
    ),
  };
  const { said, api, conftest } = await planned(texts);
  expect([
    said.split(']')[0],
    /list_notes\(db, (.*), skip/.exec(api)?.[1],
    /current_user\] = lambda: (.*)/.exec(conftest)?.[1],
  ]).toEqual([read === undefined ? '[owner-caller-type' : '', read, tested]);
});

test.each([['user: User | None = Depends(get_current_user)'], ['user=Depends(get_current_user)']])(
  'who may be nobody is no owner: %s',
  async (parameter) => {
    const texts = {
      [`${APP}/auth.py`]: auth(' -> User | None'),
      [`${APP}/profile/api.py`]: profile(parameter),
    };
    expect((await planned(texts)).said).toMatch(/^\[owner-caller\]/);
  },
);

test('users whose table a library brings own records, and are stored with all that it asks for', async () => {
  const texts = {
    [`${APP}/users/models.py`]: `from fastapi_users.db import SQLAlchemyBaseUserTableUUID

from app.core.db import Base

__all__ = ["Base", "User"]


class User(SQLAlchemyBaseUserTableUUID, Base):
    pass
`,
    [`${APP}/auth.py`]: auth(' -> User'),
    [`${APP}/profile/api.py`]: profile('user: User = Depends(get_current_user)'),
  };
  const { said, owner, conftest } = await planned(texts);
  expect([said, owner]).toEqual(['', 'User']);
  expect(conftest).toContain('email=f"user{number}@example.com", hashed_password=f"hashed password {number}"');
});

test('the plan says that who calls is asked for where the blueprint asks nobody', async () => {
  const texts = {
    [`${APP}/auth.py`]: auth(' -> User'),
    [`${APP}/profile/api.py`]: profile('user: User = Depends(get_current_user)'),
  };
  expect((await planned(texts)).shown).toMatch(
    /guarded by +Depends\(get_current_user\) alone: every User that it gives may call the new paths/,
  );
});

test('a pin goes before what is seen', async () => {
  const texts = {
    [`${APP}/auth.py`]: auth(' -> User'),
    '/p/backend/pyproject.toml': '[tool.backend-package]\ncaller = "app.auth:get_current_user"\n',
  };
  const { said, api } = await planned(texts);
  expect([said, api.includes('current_user: Annotated[User, Depends(get_current_user)]')]).toEqual(['', true]);
});

test.each([
  ['users.', '[owner-wrong] --owner=users.: "users." names no model.'],
  [
    'users.Person',
    '[owner-unknown] --owner=users.Person: The backend has no model users.Person. Did you mean users.User?',
  ],
])('--owner=%s is refused', async (owner, wanted) => {
  const texts = { [`${APP}/auth.py`]: auth(' -> User') };
  expect((await planned(texts, owner)).said).toContain(wanted);
});

const checking = (condition: string): string => `from typing import Annotated
from fastapi import APIRouter, Depends, HTTPException
from app.auth import get_current_user
from app.users import services
from app.users.models import User

router = APIRouter(prefix="/users")


@router.delete("/{user_id}")
def delete_user(user_id: int, me: Annotated[User, Depends(get_current_user)]):
    if ${condition}:
        raise HTTPException(403)
`;

test.each([
  ['me.id != user_id and me.full_name != "admin"', '', false, 'User(id=1)'],
  ['me.full_name != "admin"', '', true, 'SimpleNamespace(id=1, full_name="admin")'],
  ['me is None', '', false, 'User(id=1)'],
  ['me["full_name"] != "admin"', '[owner-checks]', false, undefined],
])('owners are let in where the blueprint lets them in: if %s', async (condition, refused, isAsked, tested) => {
  const texts = { [`${APP}/auth.py`]: auth(' -> User'), [`${APP}/users/api.py`]: checking(condition) };
  const { said, api, conftest } = await planned(texts);
  expect(said.split(' ')[0]).toBe(refused);
  expect([api.includes('me.id'), api.includes('full_name')]).toEqual([refused === '', isAsked]);
  expect(/current_user\] = lambda: (.*)/.exec(conftest)?.[1]).toBe(tested);
  // Who owns a record and does not pass is kept out of it.
  expect(conftest.includes('lambda: SimpleNamespace(id=1, full_name=None)')).toBe(isAsked);
});

test('tests know a guard that a call makes by its code, each in its own file', async () => {
  const made = checking('me is None').replace(
    'Annotated[User, Depends(get_current_user)]',
    'User = Depends(require("admin"))',
  );
  const texts = {
    [`${APP}/auth.py`]: `${auth(' -> User')}\n\ndef require(role):\n    def check() -> User:\n        raise HTTPException(403)\n    return check\n`,
    [`${APP}/profile/api.py`]: profile('user: User = Depends(get_current_user)'),
    [`${APP}/users/api.py`]: made.replace('import get_current_user', 'import require'),
  };
  const { said, conftest, tests } = await planned(texts);
  expect(said).toBe('');
  expect(conftest).toContain('app.dependency_overrides[code_of(require("admin"))] = lambda: User(id=1)');
  expect(tests).toContain(
    'app.dependency_overrides[getattr(require("admin"), "__code__", type(require("admin")))] = lambda: User(id=2)',
  );
  expect(tests).not.toContain('code_of');
});

test('who calls is read under the name that checks have for it', async () => {
  const checked = checking('_me.full_name != "admin"').replace('me: Annotated', '_me: Annotated');
  const { said, api } = await planned({ [`${APP}/auth.py`]: auth(' -> User'), [`${APP}/users/api.py`]: checked });
  expect([said, api.includes('if _me.full_name'), api.includes('_me.id')]).toEqual(['', true, true]);
});

const UNUSED = `from fastapi import APIRouter, Depends
from app.auth import get_current_user
from app.users import services
from app.users.models import User

router = APIRouter(prefix="/users")


@router.delete("/{user_id}")
def delete_user(user_id: int, _: User = Depends(get_current_user)):
    services.delete_user(user_id)
`;

test.each([
  ['another package', { [`${APP}/profile/api.py`]: profile('_: User = Depends(get_current_user)') }],
  ['the blueprint', { [`${APP}/users/api.py`]: UNUSED }],
])('who calls has a name that can be used where %s gives none', async (_, texts) => {
  const { said, api } = await planned({ [`${APP}/auth.py`]: auth(' -> User'), ...texts });
  expect(said).toBe('');
  expect(api).toMatch(
    /current_user: (?:Annotated\[User, Depends\(get_current_user\)\]|User = Depends\(get_current_user\))/,
  );
  expect(api).toContain('current_user.id');
  expect(api).not.toMatch(/(?<!\w)_[:.]/);
});

const SHARED = `from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column
from app.core.db import Base


class Label(Base):
    __tablename__ = "labels"
    id: Mapped[int] = mapped_column(primary_key=True)
COLUMNS
`;

test.each([
  ['a model that names nobody', '', undefined, []],
  ['an owner under another name', '    by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))', 'Label.by_id', []],
  [
    'an owner beside a second user',
    '    by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))\n    owner_id: Mapped[int] = mapped_column(ForeignKey("users.id"))',
    'Label.owner_id',
    [],
  ],
  [
    'somebody who may be nobody',
    '    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))',
    undefined,
    [
      'A Note may refer to any Label, also to one of somebody else: whether Label.by_id says whose it is cannot be told.',
    ],
  ],
])('a reference to %s', async (_, columns, checked, notes) => {
  const texts = {
    [`${APP}/auth.py`]: auth(' -> User'),
    [`${APP}/profile/api.py`]: profile('user: User = Depends(get_current_user)'),
    [`${APP}/labels/__init__.py`]: '',
    [`${APP}/labels/models.py`]: SHARED.replace('COLUMNS', columns),
  };
  const spec = packageSpec({
    package: 'notes',
    fields: ['label:ref.labels.Label', 'next:ref.Note:optional'],
    settings: { owner: 'users.User' },
  });
  if (!('model' in spec)) throw new Error('not read');
  const { plan, refusals } = await planRun(inMemory({ ...STANDARD, ...texts }), [draftOf(spec)], SHELL);
  const crud = plan?.changes.find(({ path }) => path === `${APP}/notes/crud.py`)?.after ?? '';

  expect([refusals ?? [], plan?.packages[0]?.notes.filter((each) => each.includes('Label,'))]).toEqual([[], notes]);
  expect(/Label\.id == label_id, (\S+) == owner_id/.exec(crud)?.[1]).toBe(checked);
  expect(crud).toContain('models.Note.id == next_id, models.Note.owner_id == owner_id');
});

test.each([
  [
    'int',
    [
      'Who may call refers to any Label with a Note, also to one of somebody else (Label.by_id); with --owner only to their own.',
    ],
  ],
  ['int | None', []],
])('a model without an owner that refers to one with %s', async (type, notes) => {
  const texts = {
    [`${APP}/auth.py`]: auth(' -> User'),
    [`${APP}/users/api.py`]: checking('me.id != user_id'),
    [`${APP}/labels/__init__.py`]: '',
    [`${APP}/labels/models.py`]: SHARED.replace(
      'COLUMNS',
      `    by_id: Mapped[${type}] = mapped_column(ForeignKey("users.id"))`,
    ),
  };
  const spec = packageSpec({ package: 'notes', fields: ['label:ref.labels.Label'] });
  if (!('model' in spec)) throw new Error('not read');
  const { plan, refusals } = await planRun(inMemory({ ...STANDARD, ...texts }), [draftOf(spec)], SHELL);

  expect([refusals ?? [], plan?.packages[0]?.notes.filter((each) => each.includes('any Label'))]).toEqual([[], notes]);
});

test('a guard of the decorator that gives the caller is there once', async () => {
  const guarded = `from fastapi import APIRouter, Depends
from app.auth import get_current_user
from app.users import services

router = APIRouter(prefix="/users")


@router.delete("/{user_id}", dependencies=[Depends(get_current_user)])
def delete_user(user_id: int):
    ...
`;
  const { said, api } = await planned({
    [`${APP}/auth.py`]: auth(' -> User'),
    [`${APP}/profile/api.py`]: profile('user: User = Depends(get_current_user)'),
    [`${APP}/users/api.py`]: guarded,
  });
  expect(said).toBe('');
  expect(api).toContain('Depends(get_current_user)');
  expect(api).not.toContain('dependencies=');
});
