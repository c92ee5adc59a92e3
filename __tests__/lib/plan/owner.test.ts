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
}> {
  const spec = packageSpec({ package: 'notes', fields: ['text:str'], settings: { owner } });
  if (!('model' in spec)) return { said: spec.map(({ id, reason }) => `[${id}] ${reason}`).join(), api: '' };
  const files = inMemory({ ...STANDARD, ...texts });
  const { plan, refusals = [] } = await planRun(files, [draftOf(spec)], SHELL);
  const said = refusals.map(({ id, reason }) => `[${id}] ${reason}`).join('\n');
  const api = plan?.changes.find(({ path }) => path === `${APP}/notes/api.py`)?.after ?? '';
  const [own] = plan?.packages ?? [];
  const caller = own?.conventions?.caller?.at;
  const shown = plan && showPlan(plan, '/p/backend');
  return {
    said,
    ...(shown === undefined ? {} : { shown }),
    owner: own?.models[0]?.owner,
    api,
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
  ['me.id != user_id and me.full_name != "admin"', ''],
  ['me.full_name != "admin"', '[owner-checks]'],
])('owners are let in where the blueprint lets them in: if %s', async (condition, refused) => {
  const texts = { [`${APP}/auth.py`]: auth(' -> User'), [`${APP}/users/api.py`]: checking(condition) };
  const { said, api } = await planned(texts);
  expect(said.split(' ')[0]).toBe(refused);
  expect([api.includes('me.id'), api.includes('full_name')]).toEqual([refused === '', false]);
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
