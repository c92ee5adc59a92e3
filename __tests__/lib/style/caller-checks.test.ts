/** Guards in the code of handlers: refused where they look at the caller alone, whatever the dependencies ask for. */
import { describe, expect, test } from '@jest/globals';
import type { CopiedText } from '../../../lib/project/copied-text.js';
import { learnStyle } from '../../../lib/style/style.js';
import { locateHost } from '../located.js';
import { DATABASE, feature, host, TOP } from '../sample.js';

const SECURITY = `from contextvars import ContextVar

from fastapi import Depends, Header, HTTPException, Request
from fastapi.security import HTTPBearer, OAuth2PasswordBearer

scheme = OAuth2PasswordBearer(tokenUrl="token")
caller = ContextVar("caller", default=None)


class Forbidden(Exception):
    pass


def current_user(token=Depends(scheme)):
    return token


def api_key(key: str = Header()) -> str:
    """The key of the caller."""
    return key


def maybe_user(credentials=Depends(HTTPBearer(auto_error=False))):
    return credentials


def verify_token(token):
    try:
        return decode(token)
    except ValueError:
        raise HTTPException(401)


def require_admin(user):
    if not user.is_admin:
        raise HTTPException(status_code=403)


def must_own(user, user_id):
    if user.id != user_id:
        raise HTTPException(status_code=403)


def ensure_signed_in():
    if caller.get() is None:
        raise HTTPException(status_code=401)


class Access:
    def __init__(self, request: Request):
        self.request = request

    def check(self):
        if "x-key" not in self.request.headers:
            raise HTTPException(status_code=401)
`;

const USER = 'user=Depends(current_user)';

/** A backend whose handler that deletes a user takes this besides its key, and begins with these lines. */
function backend(parameter: string, ...lines: readonly string[]) {
  return host(textsOf(parameter, lines));
}

function textsOf(parameter: string, lines: readonly string[]): Readonly<Record<string, string>> {
  const router = `from fastapi import APIRouter, Depends, Header, HTTPException, Query, Request
from fastapi.responses import JSONResponse, RedirectResponse
from fastapi_jwt_auth import AuthJWT
from app.config import settings
from app.database import get_db
from app.security import (Access, Forbidden, api_key, current_user, ensure_signed_in, maybe_user, must_own, require_admin,
    scheme, verify_token)
from app.users import crud

router = APIRouter(prefix="/users")


@router.delete("/{user_id}")
def delete_user(user_id: int, ${parameter}, db=Depends(get_db)):
${lines.map((line) => `    ${line}\n`).join('')}    return crud.delete(db, user_id)
`;
  return {
    '.git/HEAD': '',
    'pyproject.toml': '',
    'app/main.py':
      'from fastapi import FastAPI\nfrom app.users.router import router\n\napp = FastAPI()\napp.include_router(router)\n',
    'app/config.py': '',
    'app/database.py': DATABASE,
    'app/security.py': SECURITY,
    ...feature('app/users', 'app.', {
      'router.py': router,
      'crud.py': 'def delete(db, user_id): ...\n\n\ndef get(db, user_id): ...\n',
      'models.py':
        'from sqlalchemy.orm import Mapped, mapped_column\nfrom app.database import Base\n\n\nclass User(Base):\n    __tablename__ = "users"\n\n    id: Mapped[int] = mapped_column(primary_key=True)\n',
    }),
  };
}

const learn = async (files: ReturnType<typeof host>) => learnStyle(files, await locateHost(files, TOP));

test.each([
  [
    'a name with two values',
    USER,
    'role = user.role',
    'role = role or 2',
    'if role != 1:',
    '    raise HTTPException(403)',
  ],
  ['an answer that says no', USER, 'if user.role != 1:', '    return {"error": "Not for you"}'],
  ['an answer of its own', USER, 'if not user.is_admin:', '    return JSONResponse({}, status_code=400)'],
  ['an answer with a name in it', USER, 'if not user.is_admin:', '    return {"error": f"{user.name} may not"}'],
  ['nothing as the answer', USER, 'role = user.role', 'if role != 1:', '    return None'],
  [
    'a check behind a way out',
    USER,
    'if settings.open:',
    '    return crud.delete(db, 1)',
    'if user.role != 1:',
    '    raise Forbidden',
  ],
  ['a check in a try', USER, 'try:', '    require_admin(user)', 'except ValueError:', '    raise Forbidden'],
  ['a caller that is another one', USER, 'user = crud.get(db, user)', 'if user.role != 1:', '    raise Forbidden'],
  ['a limit of the user', USER, 'if user.items_count >= settings.most:', '    raise HTTPException(403)'],
  ['another limit', USER, 'if user.items > settings.max_items:', '    raise HTTPException(403)'],
  ['what nobody can tell how to pass', USER, 'if user.role.name == 1 or user < 2:', '    raise Forbidden'],
  ['a method of the user', USER, 'user.require_role("admin")'],
  ['a token whose content is kept', 'token=Depends(scheme)', 'payload = read(token)'],
  ['a header that a dependency gives back as it is', 'key: str = Depends(api_key)', 'user = crud.get(db, key)'],
  ['a role that is sent', 'user_role: str = Query()', 'require_admin(user_role)'],
  ['a kind that is sent', 'kind: str', 'require_admin(kind)'],
  ['a token in the query', 'token: str', 'verify_token(token)'],
  ['the request', 'request: Request', 'Access(request).check()'],
  ['a session in a cookie', 'request: Request', 'if not request.session:', '    return RedirectResponse("/login")'],
  ['a library that is asked in the code', 'Authorize: AuthJWT = Depends()', 'Authorize.jwt_required()'],
  ['two roles at once', USER, 'if user.role != 1:', '    raise Forbidden', 'if user.role != 2:', '    raise Forbidden'],
])('%s is a guard that a new package would not have', async (_what, parameter, ...lines) => {
  const style = await learn(backend(parameter, ...lines));
  expect(style).toMatchObject({
    id: 'security-in-handler',
    status: 3,
    reason: expect.stringMatching(
      /^(?:delete_user decides in its own code who may call it|The blueprint's handlers check)/,
    ),
  });
});

describe('a check that a new handler can repeat', () => {
  const HTTP = { module: 'fastapi', name: 'HTTPException', local: 'HTTPException' };

  test.each([
    ['a role', USER, ['if user.role != "admin":', '    raise HTTPException(403)'], 'role', ['"admin"']],
    [
      'one of several',
      USER,
      ['if user.role not in ("a", "b"):', '    raise HTTPException(403)'],
      'role',
      ['"a"', '"b"'],
    ],
    ['a flag', USER, ['if not user.is_admin:', '    raise HTTPException(403)'], 'is_admin', ['True']],
    ['a key of a dict', USER, ['if user["role"] != "admin":', '    raise HTTPException(403)'], 'role', ['"admin"']],
    ['what may be missing', USER, ['if user.get("role") != "a":', '    raise HTTPException(403)'], 'role', ['"a"']],
    ['what nobody may be', USER, ['if "guest" == user.role:', '    raise HTTPException(403)'], 'role', ['None']],
    ['another status', USER, ['if not user.is_admin:', '    raise HTTPException(400)'], 'is_admin', ['True']],
    ['a part of a part', USER, ['if user.role.name != "a":', '    raise HTTPException(403)'], 'role.name', ['"a"']],
    [
      'an attribute by its name',
      USER,
      ['if getattr(user, "role", None) != "a":', '    raise HTTPException(403)'],
      'role',
      ['"a"'],
    ],
    [
      'a text in small letters',
      USER,
      ['if user.role.lower() != "a":', '    raise HTTPException(403)'],
      'role',
      ['"a"'],
    ],
    ['a text of it', USER, ['if str(user.role) == "a":', '    raise HTTPException(403)'], 'role', ['""']],
    ['one of the roles', USER, ['if "a" not in user.roles:', '    raise HTTPException(403)'], 'roles', ['["a"]']],
    ['a level', USER, ['if user.level < 3:', '    raise HTTPException(403)'], 'level', ['3']],
    ['a method', USER, ['if not user.may("delete"):', '    raise HTTPException(403)'], 'may', ['lambda *_: True']],
    ['what is not there', USER, ['if user.team is None:', '    raise HTTPException(403)'], 'team', ['True']],
    ['a user that is blocked', USER, ['if user.is_blocked:', '    raise HTTPException(403)'], 'is_blocked', ['False']],
  ])('is %s, with what passes it', async (_what, parameter, lines, member, values) => {
    const style = await learn(backend(parameter, ...lines));
    expect(style).toMatchObject({
      security: {
        checks: {
          delete: [
            {
              kind: 'raise',
              text: lines[0],
              callers: ['user'],
              raised: { names: [HTTP] },
              passes: {
                values: [
                  { caller: 'user', member: { name: member }, values: values.map((text) => ({ texts: [text] })) },
                ],
              },
            },
          ],
        },
      },
    });
  });

  test.each([
    ['a function', USER, 'require_admin(user)', 'require_admin'],
    ['a function that knows the caller', USER, 'ensure_signed_in()', 'ensure_signed_in'],
    ['a function that is given the token', 'token=Depends(scheme)', 'verify_token(token)', 'verify_token'],
  ])('is %s', async (_what, parameter, line, callee) => {
    const style = await learn(backend(parameter, line));
    expect(style).toMatchObject({ security: { checks: { delete: [{ kind: 'call', text: line, callee }] } } });
  });

  test('has the names that it needs, and those that these need', async () => {
    const lines = ['allowed = [1, 2]', 'other = crud', 'role = user.role', 'may = role in allowed', 'if not may:'];
    const style = await learn(backend(USER, ...lines, '    raise HTTPException(403)'));
    expect(style).toMatchObject({
      security: {
        checks: {
          delete: [
            {
              locals: [{ name: 'allowed' }, { name: 'role' }, { name: 'may' }],
              passes: { values: [{ member: { name: 'role' }, values: [{ texts: ['1'] }, { texts: ['2'] }] }] },
              fails: { values: [{ member: { name: 'role' }, values: [{ texts: ['None'] }] }] },
            },
          ],
        },
      },
    });
  });

  const texts = ({ texts: [first = '', ...rest], names }: CopiedText): string =>
    rest.reduce((all, text, index) => `${all}${names[index]?.local}${text}`, first);

  test.each([
    ['not user.is_admin', 'if user.is_admin:', '    return crud.delete(db, 1)', 'raise Forbidden()'],
    ['settings.strict and user.role != 1', 'if settings.strict:', '    if user.role != 1:', '        raise Forbidden'],
    ['user.role != 1', 'if user.role == 1:', '    print(1)', 'else:', '    raise HTTPException(403)'],
    ['user.role != 1', 'if user.role != 1:', '    print(1)', '    raise Forbidden'],
    ['{session} is not None and not user.ok', 'if db is None:', '    pass', 'elif not user.ok:', '    raise Forbidden'],
    ['not (user.a or user.b)', 'if not (user.a or user.b):', '    raise Forbidden'],
    ['not crud.may_add({session}, user)', 'if not crud.may_add(db, user):', '    raise HTTPException(403)'],
    [
      'user.role != 1',
      'try:',
      '    if user.role != 1:',
      '        raise HTTPException(403)',
      'except ValueError:',
      '    pass',
    ],
    ['user.role != 1', 'if user_id != user.id and user.role != 1:', '    raise Forbidden'],
    [
      'not user.role == 1 and user.role != 1',
      'if not (user_id == user.id or user.role == 1) and user.role != 1:',
      '    raise Forbidden',
    ],
    [
      'not user.is_admin',
      'found = crud.get(db, user_id)',
      'if not user.is_admin and found.by != user.id:',
      '    raise Forbidden',
    ],
    [
      'not user.is_admin',
      'found = crud.get(db, user_id)',
      'if found == user:',
      '    return found',
      'if not user.is_admin:',
      '    raise Forbidden',
    ],
    ['not user.is_admin', 'mine = user.id == user_id', 'if not (mine or user.is_admin):', '    raise Forbidden'],
    ['not user.is_admin', 'may = user.id == user_id or user.is_admin', 'if not may:', '    raise Forbidden'],
  ])('is %s', async (condition, ...lines) => {
    const style = await learn(backend(USER, ...lines));
    const checks =
      'reason' in style
        ? style.reason
        : style.security.checks.delete?.map((each) => 'condition' in each && texts(each.condition));
    expect(checks).toEqual([condition]);
  });

  test('is what a function says of the caller', async () => {
    const style = await learn(
      backend(USER, 'if not (verify_token(user) and user.ok):', '    raise HTTPException(403)'),
    );
    const answer = { module: undefined, callee: 'verify_token' };
    const ok = { member: { name: 'ok' }, values: [{ texts: ['True'] }] };
    expect(style).toMatchObject({
      security: {
        checks: {
          delete: [
            {
              passes: { values: [ok], answers: [{ ...answer, answer: true }] },
              fails: { values: [], answers: [{ ...answer, answer: false }] },
            },
          ],
        },
      },
    });
  });

  test.each([
    [
      'it reads least beside the caller',
      'least = settings.least',
      'least = least or 1',
      'if user.role != least:',
      '    raise HTTPException(403)',
    ],
    ['some callers are answered before it', 'if settings.open:', '    return 1', 'require_admin(user)'],
    ['it does more than to raise', 'if user.role != 1:', '    db.rollback()', '    raise Forbidden'],
    [
      'what it raises is caught',
      'try:',
      '    if user.role != 1:',
      '        raise Forbidden',
      'except Exception:',
      '    raise HTTPException(500)',
    ],
    ['who passes it is not seen', 'if user.role.name == 1 or user < 2:', '    raise Forbidden'],
  ])('is refused with the reason that %s', async (why, ...lines) => {
    expect(await learn(backend(USER, ...lines))).toMatchObject({ reason: expect.stringContaining(` (${why}`) });
  });

  test('is what changing asks for where only deleting does', async () => {
    const style = await learn(backend(USER, 'require_admin(user)'));
    expect(style).toMatchObject({ security: { checks: { update: [{ text: 'require_admin(user)' }] } } });
  });

  test('speaks of the records of the package, or of none', async () => {
    const raised = async (detail: string): Promise<unknown> => {
      const style = await learn(backend(USER, 'if not user.ok:', `    raise HTTPException(403, "${detail}")`));
      return 'reason' in style
        ? style.reason
        : style.security.checks.delete?.flatMap((each) => ('raised' in each ? each.raised.texts[1] : []));
    };
    expect(await raised('Admins only')).toEqual(['(403, "Admins only")']);
    expect(await raised('User can not be deleted')).toEqual(['(403, "{One} can not be deleted")']);
    expect(await raised("The user doesn't have enough privileges")).toEqual([
      '(403, "The user doesn\'t have enough privileges")',
    ]);
    expect(await raised('Only the owners of users may')).toEqual(['(403, "Not enough permissions")']);
  });
});

test.each([
  ['who may delete this one', USER, 'if user.id != user_id:', '    raise HTTPException(status_code=403)'],
  ['the same in a function', USER, 'must_own(user, user_id)'],
  ['the record that was found', USER, 'found = crud.get(db, user_id)', 'if found.by != user:', '    raise Forbidden()'],
  [
    'a part of the records',
    USER,
    'found = crud.get(db, user_id)',
    'if found.locked and not user.ok:',
    '    raise Forbidden()',
  ],
  [
    'an option that only some may take',
    `${USER}, hard: bool = False`,
    'if hard and not user.ok:',
    '    raise Forbidden()',
  ],
  [
    'an option in a branch',
    `${USER}, hard: bool = Query(False)`,
    'if hard:',
    '    if user.role != 1:',
    '        raise Forbidden()',
  ],
  ['what a user has not yet', USER, 'if not user.resume:', '    raise HTTPException(406)'],
  ['who may see more of himself', USER, 'if user.is_admin:', '    return user'],
  ['a user without anything', USER, 'if not user.resume:', '    return []'],
  ['a user that is only written down', USER, 'print(user)'],
])('%s is no guard of the other records', async (_what, parameter, ...lines) => {
  const style = await learn(backend(parameter, ...lines));
  expect(style).toMatchObject({ security: { guards: [{ text: 'Depends(current_user)' }] } });
});

test('what a read checks of its caller is checked by all that the blueprint lacks', async () => {
  const texts = textsOf(USER, ['if user is None:', '    raise HTTPException(401)']);
  const read = (texts['app/users/router.py'] ?? '').replaceAll('delete', 'get');
  const checksWith = async (more: string): Promise<readonly string[]> => {
    const style = await learn(host({ ...texts, 'app/users/router.py': read + more }));
    if ('reason' in style) throw new Error(style.reason);
    return Object.keys(style.security.checks).sort();
  };
  const all = ['create', 'delete', 'get', 'list', 'update'];
  expect(await checksWith('')).toEqual(all);
  const create = (parameter: string): string =>
    `\n\n@router.post("")\ndef create_user(${parameter}db=Depends(get_db)):\n    return crud.get(db, 1)\n`;
  expect(await checksWith(create(`${USER}, `))).toEqual(all.slice(1));
  // Whoever may sign up is no example of who may add a record.
  expect(await checksWith(create(''))).toEqual(all);
});
