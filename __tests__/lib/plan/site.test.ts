import { expect, test } from '@jest/globals';
import type { Guard } from '../../../lib/framework/guards.js';
import { nextStepLines } from '../../../lib/plan/next-steps.js';
import type { Planned } from '../../../lib/plan/plan-run.js';
import { planRun } from '../../../lib/plan/plan-run.js';
import { showPlan } from '../../../lib/plan/show.js';
import { administratorLines, closedLines } from '../../../lib/plan/show-paths.js';
import { DEFAULT_STYLE } from '../../../lib/style/style.js';
import type { Style } from '../../../lib/style/style-values.js';
import { packageSpec } from '../asked.js';
import { inMemory } from '../memory.js';
import { draftOf, sampleHost, type Texts } from '../sample-hosts.js';

const BACKEND = '/p/backend/app';
const ENDPOINTS = `${BACKEND}/api/v1/endpoints.py`;
const USERS = `${BACKEND}/users/api.py`;
const STANDARD = sampleHost('hosts/standard');

const MAIN = `from fastapi import APIRouter, Depends, FastAPI

from app.api.v1.endpoints import router as v1_router
from app.core.db import engine
from app.users import models as user_models

user_models.Base.metadata.create_all(bind=engine)

`;

/** The plan for order items in the standard host, with other texts of some files. */
async function planned(texts: Texts, registers = true): Promise<Planned> {
  const draft = draftOf(packageSpec({ package: 'order_items', fields: ['name:str'] }), { registers });
  return planRun(inMemory({ ...STANDARD, ...texts }), [draft], { columns: undefined });
}

const PATH = /^PATH = "(.*)"$|_PATH = "(.*)"$/m;

/** The paths that the plan names, the one that its tests ask, and the line about guards. */
async function told(texts: Texts): Promise<Record<string, unknown>> {
  const { plan, refusals } = await planned(texts);
  if (plan === undefined) return { refused: refusals.map(({ id }) => id) };
  const tests = plan.changes.find(({ path }) => path.endsWith('/tests/test_api.py'))?.after ?? '';
  const guarded = showPlan(plan, '/p')
    .split('\n')
    .filter((line) => line.includes('guarded by'));
  return {
    paths: plan.packages[0]?.models[0]?.paths.map(({ path }) => path),
    asked: PATH.exec(tests)?.slice(1).find(Boolean) ?? /"(\/[\w/-]*)"/.exec(tests)?.[1],
    guarded: guarded.map((line) => line.trim().replace(/^guarded by\s+/, '')),
  };
}

const OPEN = 'nothing that is seen here: everybody may call the new paths';

const including = (call: string): Texts => ({
  [ENDPOINTS]: `from fastapi import APIRouter\n\nfrom app.users import api as users_api\n\nrouter = APIRouter()\n${call}\n`,
  [USERS]: (STANDARD[USERS] ?? '').replace('APIRouter(prefix="/users")', 'APIRouter()'),
});

test.each([
  ['router.include_router(users_api.router, prefix="/users")', '/api/v1/order-items'],
  ['router.include_router(users_api.router, prefix="/user")', '/api/v1/order-item'],
  ['router.include_router(users_api.router, prefix="/shop/users")', '/api/v1/shop/order-items'],
])('the segment is that of the registered line: %s', async (call, path) => {
  expect(await told(including(call))).toEqual({ paths: [path], asked: path, guarded: [OPEN] });
});

test('a guard for administrators is told in plain words', async () => {
  const api = (STANDARD[USERS] ?? '')
    .replace('APIRouter(prefix="/users")', 'APIRouter(prefix="/users", dependencies=[Depends(get_current_superuser)])')
    .replace(/^from fastapi import /m, 'from app.auth import get_current_superuser\n$&');
  const { plan } = await planned({ [USERS]: api, [`${BACKEND}/auth.py`]: 'def get_current_superuser(): ...\n' });
  expect(plan && showPlan(plan, '/p')).toContain(
    "    attention    every new route asks for an administrator, as users': get_current_superuser\n",
  );
});

test('a guard for administrators that some routes have is told for those', () => {
  const guard = (name: string): Guard => ({
    kind: 'Depends',
    source: { module: 'app.auth', name },
    member: undefined,
    call: undefined,
    made: undefined,
    options: undefined,
    text: `Depends(${name})`,
    at: 'app/users/api.py:9',
    form: { kind: 'route' },
  });
  const [user, admin] = [guard('get_current_user'), guard('require_admin')];
  const operations = { list: [user], get: [user], create: [user], update: [admin], delete: [admin] };
  const style = {
    ...DEFAULT_STYLE,
    security: {
      kind: 'handlers' as const,
      guards: [user, admin],
      operations,
      router: [],
      handlers: [],
      checks: {},
      narrowed: undefined,
    },
  };

  expect(administratorLines(style, [], undefined)).toEqual([
    '    attention    changing and deleting ask for an administrator: require_admin',
  ]);
});

test('what everybody may call in the blueprint is told where the new package guards it', () => {
  const guard = {
    kind: 'Depends',
    text: 'Depends(get_admin)',
    at: 'app/users/api.py:9',
    form: { kind: 'route' },
  } as Guard;
  const security = { ...DEFAULT_STYLE.security, kind: 'mixed' as const, guards: [guard] };
  const told = (open: Style['security']['open'], owner?: string): readonly string[] =>
    closedLines(
      { ...DEFAULT_STYLE, security: { ...security, ...(open && { open }) } },
      owner === undefined ? {} : { owner },
      'products',
    );
  expect(told(['get', 'list'])).toEqual([
    '    attention    the list and reading one are open to everybody in products, and guarded in the new package',
  ]);
  expect(told(undefined)).toEqual([]);
  expect(told(['get'], 'User')).toEqual([]);
});

test('a guard that is made with a word after the blueprint is told as it is: the new routes ask for the same', async () => {
  const guarded = (word: string): string =>
    (STANDARD[USERS] ?? '')
      .replace('APIRouter(prefix="/users")', `APIRouter(prefix="/users", dependencies=[Depends(require(["${word}"]))])`)
      .replace(/^from fastapi import /m, 'from app.auth import require\n$&');
  const told = async (word: string): Promise<string> => {
    const { plan } = await planned({
      [USERS]: guarded(word),
      [`${BACKEND}/auth.py`]:
        'from fastapi import Depends\n\n\ndef current_user(): ...\n\n\ndef require(words):\n    def check(user=Depends(current_user)): ...\n\n    return check\n',
    });
    return plan === undefined ? '' : showPlan(plan, '/p');
  };
  expect(await told('users:read')).toContain(
    '    attention    the new routes ask for what is called after users: require(["users:read"])\n',
  );
  // A role.
  expect(await told('user')).not.toContain('attention');
});

test('middleware that was seen to refuse callers is said to guard what no dependency does', async () => {
  const api =
    'from fastapi import APIRouter\n\nrouter = APIRouter(prefix="/users")\n\n\n@router.get("")\ndef list_users(): ...\n';
  const { plan } = await planned({ [USERS]: api });
  const line = (refused?: number): string | undefined =>
    /guarded by .*/.exec(plan ? showPlan(plan, '/p', refused) : '')?.[0];
  expect(line()).toBe('guarded by   nothing that is seen here: everybody may call the new paths');
  expect(line(401)).toBe('guarded by   middleware alone, which answers 401 without credentials');
});

/** Handlers of users that are given who calls; what follows is the code of the last, which deletes one. */
const GUARDED = `from fastapi import APIRouter, Depends, HTTPException
from app.auth import current_user

router = APIRouter(prefix="/users")


@router.get("")
def list_users(who=Depends(current_user)): ...


@router.delete("/{user_id}")
def delete_user(user_id: int, who=Depends(current_user)):
`;

test('a check of the caller in the handlers of the blueprint is told, with the operations that repeat it', async () => {
  const api = `${GUARDED}    if who.role != "admin":
        raise HTTPException(403)
`;
  const { plan } = await planned({ [USERS]: api, [`${BACKEND}/auth.py`]: 'def current_user(): ...\n' });
  expect(plan && showPlan(plan, '/p')).toContain(
    '    checked by   if who.role != "admin": as in app/users/api.py:13, for creating, changing, deleting\n',
  );
  expect(plan && showPlan(plan, '/p')).not.toContain('refuse some callers');
});

test('a check that several handlers have in the same words is told once', async () => {
  const check = '    if who.role != "admin":\n        raise HTTPException(403)\n';
  const api = `${GUARDED.replace('def list_users(who=Depends(current_user)): ...', `def list_users(who=Depends(current_user)):\n${check}`)}${check}`;
  const { plan } = await planned({ [USERS]: api, [`${BACKEND}/auth.py`]: 'def current_user(): ...\n' });
  const told = plan === undefined ? [] : showPlan(plan, '/p').split('\n');
  expect(told.filter((line) => line.includes('checked by'))).toEqual([
    '    checked by   if who.role != "admin": as in app/users/api.py:9, for every route',
  ]);
});

test('an alias that the router has for itself is one of the new router, and one that others import is theirs', async () => {
  const api = GUARDED.replace('from fastapi', 'from typing import Annotated\nfrom fastapi')
    .replace('router =', 'signed_in = Annotated[dict, Depends(current_user)]\n\nrouter =')
    .replaceAll('who=Depends(current_user)', 'who: signed_in')
    .replace('list_users(who: signed_in): ...', '$&\n')
    .concat('    pass\n');
  const handlers = async (texts: Texts): Promise<string> => {
    const { plan } = await planned({ [USERS]: api, [`${BACKEND}/auth.py`]: 'def current_user(): ...\n', ...texts });
    return plan?.changes.find(({ path }) => path.endsWith('order_items/api.py'))?.after ?? '';
  };
  const own = await handlers({});
  expect(own).toContain('\nsigned_in = Annotated[dict, Depends(current_user)]\n');
  expect(own).toMatch(/delete_order_item\(.*, who: signed_in\)/);
  expect(own).not.toContain('app.users');
  const shared = await handlers({ [`${BACKEND}/reports.py`]: 'from app.users.api import signed_in\n' });
  expect(shared).toContain('from app.users.api import signed_in\n');
  expect(shared).not.toContain('signed_in =');
});

test('a decorator and what a function says of the caller are told, and what of them is called after the blueprint', async () => {
  const api = `${GUARDED.replace('@router.delete("/{user_id}")', '$&\n@permitted("users:delete")').replace('import current_user', 'import can_see_users, current_user, permitted')}    if not can_see_users(who):
        raise HTTPException(403)
`;
  const auth = `from functools import wraps
from fastapi import HTTPException


def current_user(): ...


def can_see_users(who): ...


def permitted(what):
    def decorator(func):
        @wraps(func)
        def wrapper(*args, **kwargs):
            if what not in kwargs["who"].permissions:
                raise HTTPException(403)
            return func(*args, **kwargs)

        return wrapper

    return decorator
`;
  const { plan } = await planned({ [USERS]: api, [`${BACKEND}/auth.py`]: auth });
  const shown = plan === undefined ? '' : showPlan(plan, '/p');
  expect(shown).toContain(
    '    checked by   @permitted("users:delete") as in app/users/api.py:12, for creating, changing, deleting\n',
  );
  expect(shown).toContain(
    '    attention    the new routes ask for what is called after users: "users:delete", can_see_users\n',
  );
});

test.each([
  ['in the handler', 'return db.query(User).filter(User.tenant_id == who.tenant_id)', 'who.tenant_id'],
  ['by a key of it', 'return db.query(User).filter(User.owner_id == who.get("id"))', 'who.get("id")'],
  ['by an item of it', 'return db.query(User).filter(User.owner_id == who["id"])', 'who["id"]'],
  ['by what it calls', 'return seen_by(db, who)', 'user.id'],
  ['by what a dependency gives of it', 'return seen_by(db, user_id)', 'user_id'],
  ['by a tenant that it depends on', 'return db.query(User).filter(User.company_id == company.id)', 'company.id'],
])('a list that is narrowed to its caller %s is told: the new one is not', async (_where, line, word) => {
  const api = `from fastapi import APIRouter, Depends
from app.auth import current_user, get_current_company, get_current_user_id, seen_by
from app.users.models import User

router = APIRouter(prefix="/users")


@router.get("")
def list_users(
    db=Depends(get_db),
    who=Depends(current_user),
    user_id: int = Depends(get_current_user_id),
    company=Depends(get_current_company),
):
    ${line}
`;
  const auth =
    'def current_user(): ...\n\n\ndef get_current_user_id(): ...\n\n\ndef get_current_company(): ...\n\n\ndef seen_by(db, user):\n    return db.query(User).filter_by(owner_id=user.id)\n';
  const { plan } = await planned({ [USERS]: api, [`${BACKEND}/auth.py`]: auth });
  expect(plan && showPlan(plan, '/p')).toContain(
    `    attention    the list of users is narrowed by ${word}, and the new one shows the records of all callers (--owner)\n`,
  );
});

test('callers whom a handler of the blueprint refuses in its own code are told to be let in', async () => {
  const api = `${GUARDED}    if who.id != user_id:
        raise HTTPException(403)


@router.post("/login")
def login(who=Depends(current_user)):
    raise HTTPException(401)
`;
  const { plan } = await planned({ [USERS]: api, [`${BACKEND}/auth.py`]: 'def current_user(): ...\n' });
  expect(plan && showPlan(plan, '/p')).toContain(
    "    attention    users' delete_user refuse some callers in their own code, and the new routes do not\n",
  );
});

test.each([
  ['use_schema(who.tenant, user_id)', false],
  ['use_schema(who.tenant)', true],
  ['await use_schema(schema=who.tenant)', true],
  ['logger.info(who.tenant)', false],
  ['who.touch(who.tenant)', false],
  ['use_schema("public")', false],
])('what every handler of the blueprint calls for its caller is told: %s is %s', async (called, isTold) => {
  const api = `from fastapi import APIRouter, Depends
from app.auth import current_user, logger, use_schema

router = APIRouter(prefix="/users")


@router.get("/{user_id}")
async def read_user(user_id: int, who=Depends(current_user)):
    ${called}


@router.delete("/{user_id}")
async def delete_user(user_id: int, who=Depends(current_user)):
    ${called}
`;
  const auth = 'def current_user(): ...\n\n\ndef use_schema(schema): ...\n\n\nlogger = None\n';
  const { plan } = await planned({ [USERS]: api, [`${BACKEND}/auth.py`]: auth });
  const note = `Every handler of the blueprint calls ${called} (app/users/api.py:9)`;
  expect(plan?.notes.some((each) => each.includes(note))).toBe(isTold);
});

test.each([
  ['raise ForbiddenError("no")', true],
  ['raise Refused("no")', true],
  ['raise ValueError("no")', false],
])('so are those whom a service refuses that is told who calls, whatever it raises: %s', async (raised, isTold) => {
  const api = `${GUARDED}    gone(user_id, who)\n`.replace('import current_user', 'import current_user, gone');
  const auth = `class ForbiddenError(Exception):
    pass


class Refused(Exception):
    status_code = 403


def current_user(): ...


def gone(user_id, by):
    if by.id != user_id:
        ${raised}
`;
  const { plan } = await planned({ [USERS]: api, [`${BACKEND}/auth.py`]: auth });
  const told = "attention    users' delete_user refuse some callers in their own code";
  expect((plan && showPlan(plan, '/p'))?.includes(told)).toBe(isTold);
});

test("what is left of a check where the new records are nobody's own is told, with the way to let owners in", async () => {
  const api = `${GUARDED}    if who.id != user_id and who.role != "admin":
        raise HTTPException(403)
`;
  const { plan } = await planned({ [USERS]: api, [`${BACKEND}/auth.py`]: 'def current_user(): ...\n' });
  const shown = plan && showPlan(plan, '/p');
  expect(shown).toContain(
    '    checked by   if who.id != user_id and who.role != "admin": as in app/users/api.py:13, for creating, changing, deleting\n' +
      "    attention    owners, whom the blueprint lets in, are refused for creating, changing, deleting: the new records are nobody's own (--owner)\n",
  );
  expect(shown).not.toContain('the new routes do not');
});

test('callers whom a dependency refuses by a part of the path are told to be let in', async () => {
  const api = `from fastapi import APIRouter, Depends, HTTPException
from app.auth import current_user, require_member, team_of

router = APIRouter(prefix="/users")


@router.get("/{team_id}", dependencies=[Depends(require_member)])
def list_users(team_id: int): ...


@router.delete("/{team_id}/{user_id}")
def delete_user(user_id: int, who=Depends(current_user), team=Depends(team_of)): ...
`;
  const auth = `from fastapi import Depends, HTTPException


def caller_id(): ...


def current_user(user_id: int = Depends(caller_id)):
    raise HTTPException(401)


def check(who, team_id):
    raise HTTPException(status_code=403)


def require_member(team_id: int, who=Depends(current_user)):
    check(who, team_id)


def team_of(team_id: int):
    raise HTTPException(404)
`;
  const { plan } = await planned({ [USERS]: api, [`${BACKEND}/auth.py`]: auth });
  expect(plan && showPlan(plan, '/p')).toContain(
    "    attention    users' list_users refuse some callers by a part of their paths (require_member), and the new routes do not\n",
  );
  // What a dependency gives it is no part of the path, whatever its name.
  expect(plan && showPlan(plan, '/p')).toContain('guarded by   Depends(current_user) as in');
});

test('everybody who may change records is told where the blueprint only shows who may read', async () => {
  const read =
    'from fastapi import APIRouter\n\nrouter = APIRouter(prefix="/users")\n\n\n@router.get("")\ndef list_users(): ...\n';
  const shown = async (api: string): Promise<string> => {
    const { plan } = await planned({ [USERS]: api });
    return plan === undefined ? '' : showPlan(plan, '/p');
  };
  const line = '    attention    everybody may create, change and delete: users show only who may read\n';
  expect(await shown(read)).toContain(line);
  expect(await shown(`${read}\n\n@router.post("")\ndef create_user(): ...\n`)).not.toContain('attention');
});

test('a router that is included twice is served at both paths, each with what guards it', async () => {
  const main = `${MAIN}def admin_only(): ...


app = FastAPI()
app.include_router(v1_router, prefix="/api")
app.include_router(v1_router, prefix="/admin", dependencies=[Depends(admin_only)])
`;
  expect(await told({ [`${BACKEND}/main.py`]: main })).toEqual({
    paths: ['/api/order-items', '/admin/order-items'],
    asked: '/api/order-items',
    guarded: [
      `${OPEN}, for /api/order-items`,
      'Depends(admin_only) of what includes it (app/main.py:16), for /admin/order-items',
    ],
  });
});

test('an app that another one mounts is the one that the tests ask', async () => {
  const main = `${MAIN}v1 = FastAPI()\nv1.include_router(v1_router, prefix="/things")\napp = FastAPI()\napp.mount("/v1", v1)\n`;
  const texts = { [`${BACKEND}/main.py`]: main };
  const { plan } = await planned(texts);
  const [pkg] = plan?.packages ?? [];
  const conftest = plan?.changes.find(({ path }) => path.endsWith('conftest.py'))?.after;

  expect(await told(texts)).toMatchObject({ paths: ['/v1/things/order-items'], asked: '/things/order-items' });
  expect(conftest).toContain('import_module("app.main").v1');
  expect(pkg && nextStepLines(inMemory({ ...STANDARD, ...texts }), [pkg], '/p').at(-1)).toBe(
    'Open:           http://127.0.0.1:8000/v1/docs (its paths are below /v1/things/order-items)',
  );
});

test.each([
  ['app = FastAPI()\napp.include_router(v1_router, prefix=prefix_of(v1_router))', 'prefix-unclear'],
  ['app = FastAPI()\napp.include_router(v1_router, dependencies=guards_of(v1_router))', 'security-unclear'],
  ['app = FastAPI()\nother = APIRouter()\nother.include_router(v1_router)', 'prefix-unclear'],
  [
    'from fastapi_versioning import VersionedFastAPI\n\napp = FastAPI()\napp.include_router(v1_router)\napp = VersionedFastAPI(app)',
    'prefix-unclear',
  ],
  [
    'def v1():\n    inner = FastAPI()\n    inner.include_router(v1_router)\n    return inner\n\n\napp = FastAPI()\napp.mount("/v1", v1())',
    'app-mounted',
  ],
])('what is not known is refused: %j is %s', async (main, id) => {
  expect(await told({ [`${BACKEND}/main.py`]: `${MAIN}${main}\n` })).toEqual({ refused: [id] });
});

test('a path that is taken on one of two ways is refused', async () => {
  const main = `${MAIN}app = FastAPI()\napp.include_router(v1_router, prefix="/api")\napp.include_router(v1_router, prefix="/v2")\n\n\n@app.get("/v2/order-items")\ndef items(): ...\n`;

  expect(await told({ [`${BACKEND}/main.py`]: main })).toEqual({ refused: ['path-taken'] });
});

test('a path of an app that another one mounts is taken in both', async () => {
  const main = `${MAIN}v1 = FastAPI()\n\n\n@v1.get("/order-items")\ndef items(): ...\n\n\nv1.include_router(v1_router)\napp = FastAPI()\napp.mount("/v1", v1)\n`;

  expect(await told({ [`${BACKEND}/main.py`]: main })).toEqual({ refused: ['path-taken'] });
});

test('where it cannot be read, what is included by hand has the path beside the blueprint, and the plan says so', async () => {
  const main = `${MAIN}app = FastAPI()\napp.include_router(v1_router, prefix=prefix_of(v1_router))\n`;
  const { plan } = await planned({ [`${BACKEND}/main.py`]: main }, false);

  expect(plan?.packages[0]?.models[0]?.paths.map(({ path }) => path)).toEqual(['/order-items']);
  expect(plan?.notes).toContain(
    'The tests of order_items ask for /order-items: where it is included under another path, change it there.',
  );
});
