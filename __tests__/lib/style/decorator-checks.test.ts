/** Decorators that let only some callers in: repeated where all that they read is the caller, else refused. */
import { describe, expect, test } from '@jest/globals';
import { learnStyle } from '../../../lib/style/style.js';
import { locateHost } from '../located.js';
import { DATABASE, feature, host, TOP } from '../sample.js';

/** A backend whose handlers have these decorators, which `app/security.py` defines. */
function backend(decorators: string, above: string, parameters = 'user=Depends(current_user)') {
  const router = `from fastapi import APIRouter, Depends
from starlette.authentication import requires
from app.database import get_db
from app.security import checked, current_user, guard, Role
from app.users import crud

router = APIRouter(prefix="/users")


@router.get("")
def list_users(user=Depends(current_user), db=Depends(get_db)):
    return crud.get_all(db)


${above.replace('ROUTE', '@router.delete("/{user_id}")')}
def delete_user(user_id: int, ${parameters}, db=Depends(get_db)):
    return crud.delete(db, user_id)
`;
  return host({
    '.git/HEAD': '',
    'pyproject.toml': '',
    'app/main.py':
      'from fastapi import FastAPI\nfrom app.users.router import router\n\napp = FastAPI()\napp.include_router(router)\n',
    'app/database.py': DATABASE,
    'app/security.py': `from enum import Enum
from functools import update_wrapper, wraps
from fastapi import Depends, HTTPException
from fastapi.security import OAuth2PasswordBearer


class Role(str, Enum):
    ADMIN = "admin"


def current_user(token=Depends(OAuth2PasswordBearer(tokenUrl="token"))):
    return token


${decorators}`,
    ...feature('app/users', 'app.', {
      'router.py': router,
      'crud.py': 'def delete(db, user_id): ...\n\n\ndef get(db, user_id): ...\n\n\ndef get_all(db): ...\n',
      'models.py':
        'from sqlalchemy.orm import Mapped, mapped_column\nfrom app.database import Base\n\n\nclass User(Base):\n    __tablename__ = "users"\n\n    id: Mapped[int] = mapped_column(primary_key=True)\n',
    }),
  });
}

/** A decorator that is made with roles, whose wrapper does this. */
const guard = (body: string, parameters = '*args, **kwargs', made = '*roles'): string => `def guard(${made}):
    def decorator(func):
        @wraps(func)
        def wrapper(${parameters}):
${body
  .trim()
  .split('\n')
  .map((line) => `            ${line}`)
  .join('\n')}

        return wrapper

    return decorator
`;

const DENY = 'raise HTTPException(403)';
const CALL = 'return func(*args, **kwargs)';
const PLAIN = guard(`if kwargs["user"].role not in roles:\n    ${DENY}\n${CALL}`);
const ABOVE = 'ROUTE\n@guard("admin", Role.ADMIN)';

const learn = async (files: ReturnType<typeof host>) => learnStyle(files, await locateHost(files, TOP));

describe('a decorator that reads the caller alone is repeated, with who passes it', () => {
  test.each([
    ['a role in what it was made with', PLAIN, ABOVE, { role: '"admin"' }, { role: 'None' }],
    [
      'a parameter of its own',
      guard(
        `if user.role in roles:\n    return func(*args, user=user, **kwargs)\n${DENY}`,
        '*args, user=Depends(current_user), **kwargs',
      ),
      ABOVE,
      { role: '"admin"' },
      { role: 'None' },
    ],
    [
      'a list that it was made with',
      guard(
        `name = kwargs.get("user").role.name\nif roles and name not in roles:\n    ${DENY}\n${CALL}`,
        '**kwargs',
        'roles=None',
      ).replace('func(*args, **kwargs)', 'func(**kwargs)'),
      'ROUTE\n@guard(roles=["boss"])',
      { 'role.name': '"boss"' },
      { 'role.name': 'None' },
    ],
    [
      'else',
      guard(`user = kwargs.get("user")\nif user.is_admin:\n    ${CALL}\nelse:\n    ${DENY}`),
      'ROUTE\n@guard()',
      { is_admin: 'True' },
      { is_admin: 'False' },
    ],
    [
      'a name that it was given',
      guard(`if not kwargs[name].is_admin:\n    ${DENY}\n${CALL}`, '*args, **kwargs', 'name'),
      'ROUTE\n@guard("user")',
      { is_admin: 'True' },
      { is_admin: 'False' },
    ],
    [
      'what is in a list of the caller',
      guard(
        `if permission not in kwargs["user"]["permissions"]:\n    ${DENY}\n${CALL}`,
        '*args, **kwargs',
        'permission',
      ),
      'ROUTE\n@guard("users:write")',
      { permissions: '["users:write"]' },
      { permissions: '[]' },
    ],
    [
      'a method of the caller',
      guard(`if not kwargs["user"].may(right):\n    ${DENY}\n${CALL}`, '*args, **kwargs', 'right="write"'),
      'ROUTE\n@guard()',
      { may: 'lambda *_: True' },
      { may: 'lambda *_: False' },
    ],
    [
      'a wrapper that is updated',
      PLAIN.replace('        @wraps(func)\n', '').replace('return wrapper', 'return update_wrapper(wrapper, func)'),
      ABOVE,
      { role: '"admin"' },
      { role: 'None' },
    ],
    [
      'a superuser or a role',
      guard(
        `user = kwargs["user"]\nif user.is_superuser:\n    ${CALL}\nif user.role not in roles:\n    ${DENY}\n${CALL}`,
      ),
      ABOVE,
      { is_superuser: 'True' },
      undefined,
    ],
  ])('%s', async (_what, decorators, above, passes, fails) => {
    const style = await learn(backend(decorators, above));
    const values = (all: object | undefined): unknown =>
      all === undefined
        ? undefined
        : expect.objectContaining({
            values: Object.entries(all).map(([name, value]) =>
              expect.objectContaining({
                caller: 'user',
                member: expect.objectContaining({ name }),
                values: expect.arrayContaining([expect.objectContaining({ texts: [value] })]),
              }),
            ),
          });
    expect(style).toMatchObject({
      security: {
        checks: {
          delete: [{ kind: 'decorator', callers: ['user'], statuses: [403], passes: values(passes) }],
          update: [{ kind: 'decorator' }],
        },
        handlers: [{ name: 'list_users' }, { name: 'delete_user', refuses: false }],
      },
    });
    expect(style).toHaveProperty('security.checks.delete.0.fails', values(fails));
  });

  test('that names a function of its module', async () => {
    const decorators = `def may(user, roles):\n    return user.role in roles\n\n\n${guard(`if not may(kwargs["user"], roles):\n    ${DENY}\n${CALL}`)}`;
    const style = await learn(backend(decorators, ABOVE));
    const answer = { module: 'app.security', callee: 'may' };
    expect(style).toMatchObject({
      security: {
        checks: {
          delete: [
            { passes: { answers: [{ ...answer, answer: true }] }, fails: { answers: [{ ...answer, answer: false }] } },
          ],
        },
      },
    });
  });
});

test.each([
  [
    'the key of a record',
    guard(`if kwargs["user"].id != kwargs["user_id"]:\n    ${DENY}\n${CALL}`),
    ABOVE,
    'it reads user_id',
  ],
  [
    'a parameter that is no caller',
    guard(`if not db:\n    ${DENY}\nreturn func(*args, db=db, **kwargs)`, '*args, db, **kwargs'),
    ABOVE,
    'it reads db',
  ],
  [
    'a name of a record that it was given',
    guard(`if kwargs["user"].id != kwargs[name]:\n    ${DENY}\n${CALL}`, '*args, **kwargs', 'name'),
    'ROUTE\n@guard("user_id")',
    'it reads user_id',
  ],
  [
    'the request',
    guard(
      `if request.state.user is None:\n    ${DENY}\nreturn func(request, *args, **kwargs)`,
      'request, *args, **kwargs',
    ),
    ABOVE,
    'it does not hand on',
  ],
  [
    'all of a request',
    guard(`if "admin" not in kwargs.values():\n    ${DENY}\n${CALL}`),
    ABOVE,
    'it reads something of a request',
  ],
  [
    'what it changes',
    guard(`kwargs["user"] = None\nif kwargs["user"]:\n    ${DENY}\n${CALL}`),
    ABOVE,
    'it reads something of a request',
  ],
  [
    'the name of the handler',
    guard(`if func.__name__ not in kwargs["user"].rights:\n    ${DENY}\n${CALL}`),
    ABOVE,
    'it reads the handler itself',
  ],
  [
    'what it keeps',
    guard(`if user.role not in roles:\n    ${DENY}\n${CALL}`, '*args, user, **kwargs'),
    ABOVE,
    'it does not hand on',
  ],
  ['no signature', PLAIN.replace('        @wraps(func)\n', ''), ABOVE, 'what it puts around a handler is not seen'],
  [
    'another signature',
    PLAIN.replace('        return wrapper', '        wrapper.__signature__ = None\n        return wrapper'),
    ABOVE,
    'what it puts around',
  ],
  [
    'a class',
    'class guard:\n    def __init__(self, *roles): ...\n    def __call__(self, func): raise HTTPException(403)\n',
    ABOVE,
    'what it puts around',
  ],
  ['a library', '', 'ROUTE\n@requires("authenticated")', 'what it puts around'],
  ['who passes', guard(`if kwargs["user"] < roles:\n    ${DENY}\n${CALL}`), ABOVE, 'who passes it is not seen'],
  [
    'a loop',
    guard(`for role in roles:\n    if role not in kwargs["user"].roles:\n        ${DENY}\n${CALL}`),
    ABOVE,
    'who passes it is not seen',
  ],
  [
    'what may raise',
    guard(`judge(kwargs["user"], roles)\nif not roles:\n    ${DENY}\n${CALL}`),
    ABOVE,
    'who passes it is not seen',
  ],
  ['nobody', guard(`if kwargs["user"].role not in roles:\n    ${DENY}\n${DENY}`), ABOVE, 'who passes it is not seen'],
  ['a place that guards nothing', PLAIN, '@guard("admin")\nROUTE', 'it stands above the decorator of the route'],
  [
    'an exception that says so',
    guard(
      `if not kwargs["user"].ok:\n    raise NotAuthenticatedError()\nreturn func(*args, **kwargs, extra=1)`,
    ).replaceAll('guard', 'checked'),
    'ROUTE\n@checked()',
    'it does not hand on',
  ],
])('a decorator is refused for %s', async (_what, decorators, above, why) => {
  expect(await learn(backend(decorators, above))).toMatchObject({
    id: 'security-decorator',
    reason: expect.stringMatching(
      new RegExp(`^The decorator \\w+ guards delete_user, and a new handler cannot repeat it: ${why}`),
    ),
  });
});

test('a caller that no dependency gives is none', async () => {
  expect(await learn(backend(PLAIN, ABOVE, 'user: str = ""'))).toMatchObject({
    id: 'security-decorator',
    reason: expect.stringContaining('it reads user, which is no caller'),
  });
});
