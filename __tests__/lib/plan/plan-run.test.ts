import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { planRun } from '../../../lib/plan/plan-run.js';
import type { Draft } from '../../../lib/plan/request.js';
import { showByHand } from '../../../lib/plan/show.js';
import { packageSpec } from '../asked.js';
import { inMemory } from '../memory.js';
import { DATABASE, feature, host, TOP } from '../sample.js';
import { draftOf, sampleHost } from '../sample-hosts.js';

const root = join(import.meta.dirname, '../../..');
const STANDARD = sampleHost('hosts/standard');
const SHELL = { template: (name: string) => readFileSync(join(root, 'generators', name), 'utf8'), columns: undefined };

function draft(name: string, fields: readonly string[], more: Partial<Draft> = {}): Draft {
  return draftOf(packageSpec({ package: name, fields }), more);
}

async function idsOf(texts: Readonly<Record<string, string>>, drafts: readonly Draft[]): Promise<readonly string[]> {
  const { refusals = [] } = await planRun(inMemory(texts), drafts, SHELL);
  return refusals.map(({ id }) => id);
}

test('the changes are new files of the package and edits of the host, each with what was followed', async () => {
  const { plan } = await planRun(inMemory(STANDARD), [draft('order_items', ['name:str'])], SHELL);
  const host = plan?.changes.filter(({ why }) => why === 'registration') ?? [];
  expect(host.map(({ path, evidence }) => [path, evidence])).toEqual([
    ['/p/backend/app/main.py', expect.stringMatching(/^like line \d+ for users/)],
    ['/p/backend/app/api/v1/endpoints.py', expect.stringMatching(/^like line \d+ for users/)],
  ]);
  expect(plan?.changes.filter(({ before }) => before === undefined).map(({ path }) => path)).toContain(
    '/p/backend/app/order_items/models.py',
  );
  expect(plan?.packages[0]?.models[0]?.paths[0]?.path).toBe('/api/v1/order-items');
});

test('the path is that of the OpenAPI document where the prefix is in the include', async () => {
  const endpoints = '/p/backend/app/api/v1/endpoints.py';
  const api = '/p/backend/app/users/api.py';
  const texts = {
    ...STANDARD,
    [endpoints]: (STANDARD[endpoints] ?? '').replace('tags=', 'prefix="/people/users", tags='),
    [api]: (STANDARD[api] ?? '').replace(/APIRouter\([^)]*\)/, 'APIRouter()'),
  };
  const { plan } = await planRun(inMemory(texts), [draft('invoices', ['name:str'])], SHELL);
  expect(plan?.packages[0]?.models[0]?.paths[0]?.path).toBe('/api/v1/people/invoices');
});

test('the plan says that answers are not put into what the blueprint puts them into', async () => {
  const [api, schemas] = ['/p/backend/app/users/api.py', '/p/backend/app/users/schemas.py'];
  const texts = {
    ...STANDARD,
    [api]: (STANDARD[api] ?? '').replace('response_model=list[schemas.User]', 'response_model=schemas.Users'),
    [schemas]: `${STANDARD[schemas]}\n\nclass Users(BaseModel):\n    items: list[User]\n`,
  };
  const { plan } = await planRun(inMemory(texts), [draft('invoices', ['name:str'])], SHELL);
  expect(plan?.notes).toContainEqual(expect.stringMatching(/^The blueprint answers schemas\.Users \(.*api\.py:\d+\)/));
});

test('the plan says what a delete of the blueprint answers that the new one does not', async () => {
  const api = '/p/backend/app/users/api.py';
  const answer = 'return {"deleted": user.id}';
  const removed = (STANDARD[api] ?? '')
    .replace('status_code=status.HTTP_204_NO_CONTENT,', '')
    .replace(/\) -> None:(?![\s\S]*\) -> None:)/, '):');
  const texts = { ...STANDARD, [api]: `${removed.trimEnd()}\n    ${answer}\n` };
  const { plan } = await planRun(inMemory(texts), [draft('invoices', ['name:str'])], SHELL);
  expect(plan?.notes).toContainEqual(
    expect.stringMatching(
      /^The blueprint's delete answers \{"deleted": user\.id\} \(.*\); the new one answers null\.$/,
    ),
  );
});

test('the plan says what a create of the blueprint answers that the new one does not', async () => {
  const api = '/p/backend/app/users/api.py';
  const text = (STANDARD[api] ?? '').replace('response_model=schemas.User,', '');
  const answered = text.replace(
    /def create_user\([^)]*\)[^:]*:\n[\s\S]*?\n\n\n/,
    'def create_user(db: DbSession, user: schemas.UserCreate):\n    services.create_user(db, user)\n    return {"message": "Saved"}\n\n\n',
  );
  const { plan } = await planRun(inMemory({ ...STANDARD, [api]: answered }), [draft('invoices', ['name:str'])], SHELL);
  expect(plan?.notes).toContainEqual(
    expect.stringMatching(
      /^The blueprint's create answers \{"message": "Saved"\} \(.*api\.py:\d+\); the new one answers the record\.$/,
    ),
  );
});

test('the plan says that calls of the blueprint are limited, and those of the new package are not', async () => {
  const api = '/p/backend/app/users/api.py';
  const limited = (STANDARD[api] ?? '').replace('def create_user(', '@limiter.limit("5/minute")\ndef create_user(');
  const { plan } = await planRun(inMemory({ ...STANDARD, [api]: limited }), [draft('invoices', ['name:str'])], SHELL);
  expect(plan?.notes).toContainEqual(
    expect.stringMatching(/^Calls of the blueprint are limited \(@limiter\.limit\("5\/minute"\), .*api\.py:\d+\)/),
  );
});

test('the plan says that the package has a dependency for its sessions where the host has none', async () => {
  const run = `
def run_db(fn):
    with SessionLocal() as session:
        return fn(session)
`;
  const router = `from fastapi import APIRouter
from sqlalchemy import select
from app.database import run_db
from app.users.models import Thing

router = APIRouter(prefix="/users")


@router.get("")
def list_users():
    def listed(db):
        return db.scalars(select(Thing)).all()

    return run_db(listed)
`;
  const noted = async (database: string): Promise<readonly string[]> => {
    const files = host({
      '.git/HEAD': '',
      'requirements.txt': 'fastapi\nsqlalchemy>=2\npydantic>=2\n',
      'app/main.py':
        'from fastapi import FastAPI\nfrom app.users.router import router\n\napp = FastAPI()\napp.include_router(router)\n',
      'app/database.py': database,
      ...feature('app/users', 'app.', { 'router.py': router }),
    });
    const { plan, refusals = [] } = await planRun(files, [draft('invoices', ['name:str'], { start: TOP })], SHELL);
    return plan?.notes ?? refusals.map(({ reason }) => reason);
  };
  const told = /^No dependency of the backend brings a session: the blueprint opens them where it uses them/;
  expect(await noted(DATABASE.slice(0, DATABASE.indexOf('def get_db')) + run.trimStart())).toContainEqual(
    expect.stringMatching(told),
  );
  expect(await noted(DATABASE + run)).not.toContainEqual(expect.stringMatching(told));
});

test('the plan says that layers are the standard’s where the blueprint’s are followed to no query', async () => {
  const noted = async (services: string): Promise<readonly string[]> => {
    const files = host({
      '.git/HEAD': '',
      'requirements.txt': 'fastapi\nsqlalchemy>=2\npydantic>=2\n',
      'app/main.py':
        'from fastapi import FastAPI\nfrom app.users.router import router\n\napp = FastAPI()\napp.include_router(router)\n',
      'app/database.py': DATABASE,
      ...feature('app/users', 'app.', {
        'router.py': `from fastapi import APIRouter, Depends
from app.database import get_db
from app.users import services

router = APIRouter(prefix="/users")


@router.get("")
def list_users(db=Depends(get_db)):
    return services.get_all(db)
`,
        'services.py': `from app.users.models import Thing\n\n\ndef get_all(db):\n    return ${services}\n`,
      }),
    });
    const { plan, refusals = [] } = await planRun(files, [draft('invoices', ['name:str'], { start: TOP })], SHELL);
    return plan?.notes ?? refusals.map(({ reason }) => reason);
  };
  const told = /^The blueprint's handlers call get_all \(app\/users\/services\.py:4\), and no query is seen below it/;
  expect(await noted('STORE.rows(Thing)')).toContainEqual(expect.stringMatching(told));
  expect(await noted('db.query(Thing).all()')).not.toContainEqual(expect.stringMatching(told));
});

test('what is wrong with every package of a run is told at once', async () => {
  const bare = Object.entries(STANDARD).map(([path, text]) => [path, text.replace(/email-validator|\[email\]/g, '')]);
  const texts = Object.fromEntries(bare) as Readonly<Record<string, string>>;
  expect(await idsOf(texts, [draft('users', ['name:str']), draft('core', ['mail:email'])])).toEqual([
    'package-taken',
    'package-taken',
    'email-validator-missing',
  ]);
});

test('a host file that cannot be edited is refused with the lines to add', async () => {
  const main = '/p/backend/app/main.py';
  const files = { ...inMemory(STANDARD), canWrite: (path: string) => path !== main };
  const { refusals = [] } = await planRun(files, [draft('invoices', ['name:str'])], SHELL);
  expect(refusals.map(({ id, at }) => [id, at?.path])).toEqual([['file-unusual', main]]);
  expect(refusals[0]?.paste?.[0]?.lines).toContain('from app.invoices import models as invoices_models');
});

test('a folder that leads out of the project is not written through', async () => {
  const files = {
    ...inMemory(STANDARD),
    real: (path: string) => path.replace('/p/backend/app/api', '/elsewhere/api'),
  };
  const { refusals = [] } = await planRun(files, [draft('invoices', ['name:str'])], SHELL);
  expect(refusals.map(({ id }) => id)).toEqual(['link-outside']);
});

/** What is refused of `invoices` in the standard's host with other texts of its two files. */
async function taken(main: readonly [string, string], api: readonly [string, string] = ['', '']): Promise<unknown> {
  const mainPath = '/p/backend/app/main.py';
  const apiPath = '/p/backend/app/api/v1/endpoints.py';
  const texts = {
    ...STANDARD,
    [mainPath]: (STANDARD[mainPath] ?? '').replace(...main),
    [apiPath]: (STANDARD[apiPath] ?? '').replace(...api),
  };
  const { refusals = [] } = await planRun(inMemory(texts), [draft('invoices', ['name:str'])], SHELL);
  return refusals.map(({ id, at, reason }) => [id, at?.path.split('/').at(-1), reason]);
}

const INCLUDE = 'app.include_router(v1_router';
const USERS = 'router.include_router(users_api';
const route = (on: string, path: string, method = 'get'): string =>
  `@${on}.${method}("${path}")\ndef other(): ...\n\n\n`;

test('a path that a route of the host answers already is refused, wherever the route is', async () => {
  const own = [
    'path-taken',
    'main.py',
    'The new package would answer /api/v1/invoices, and the route /api/v1/invoices answers it already.',
  ];
  expect(await taken([INCLUDE, route('app', '/api/v1/invoices') + INCLUDE])).toEqual([own]);
  const other = 'old = APIRouter(prefix="/invoices")\n\n\n';
  const included = `${other}${route('old', '/{number}')}router.include_router(old)\n${USERS}`;
  expect(await taken(['', ''], [USERS, included])).toEqual([
    [
      'path-taken',
      'endpoints.py',
      'The new package would answer /api/v1/invoices, and the route /api/v1/invoices/{number} answers its records already.',
    ],
  ]);
});

test('a route that comes first and answers every path is refused; below the others it hides nothing', async () => {
  const first = route('app', '/{path:path}');
  expect(await taken([INCLUDE, first + INCLUDE])).toEqual([
    [
      'path-taken',
      'main.py',
      'The new package would answer /api/v1/invoices, and the route /{path:path} comes first and answers every such path.',
    ],
  ]);
  const below = 'app.include_router(v1_router, prefix="/api/v1")\n';
  expect(await taken([below, `${below}\n\n${first}`])).toEqual([]);
});

test('where every name would be hidden, no other one is advised', async () => {
  const path = '/p/backend/app/main.py';
  const first = (STANDARD[path] ?? '').replace(INCLUDE, route('app', '/api/v1/{key}') + INCLUDE);
  const { refusals = [] } = await planRun(
    inMemory({ ...STANDARD, [path]: first }),
    [draft('invoices', ['name:str'])],
    SHELL,
  );
  expect(refusals.map(({ hint }) => hint)).toEqual([expect.not.stringContaining('another name')]);
});

test('a route below the new path that would be taken for a record is refused where it comes later', async () => {
  const below = 'app.include_router(v1_router, prefix="/api/v1")\n';
  expect(await taken([below, `${below}\n\n${route('app', '/api/v1/invoices/export')}`])).toEqual([
    [
      'path-taken',
      'main.py',
      'The new package would answer /api/v1/invoices, and the route /api/v1/invoices/export would be taken for one of its records.',
    ],
  ]);
  expect(await taken([INCLUDE, route('app', '/api/v1/invoices/export') + INCLUDE])).toEqual([]);
});

test('a path of another kind, of another length or not wholly written down is not taken for the same', async () => {
  for (const [on, path] of [
    ['app', '/api/v1/invoices-old'],
    ['app', '/api/{version:int}/invoices'],
    ['app', '/{page}'],
    ['pages', '/api/v1/invoices'],
  ] as const) {
    expect(await taken([INCLUDE, route(on, path) + INCLUDE])).toEqual([]);
  }
});

test('what an earlier run made is no blueprint for itself where users only shows how records are read', async () => {
  const api = '/p/backend/app/users/api.py';
  const users = (STANDARD[api] ?? '').replace(/@router\.(?:post|patch|delete)\([\s\S]*?(?=\n\n\n|$)/g, '');
  const invoices = draft('invoices', ['number:str.32:unique']);
  const { plan } = await planRun(inMemory({ ...STANDARD, [api]: users }), [invoices], SHELL);
  const written = Object.fromEntries(plan?.changes.map(({ path, after }) => [path, after]) ?? []);
  const there = inMemory({ ...STANDARD, [api]: users, ...written });

  expect((await planRun(there, [invoices], SHELL)).plan).toMatchObject({
    changes: [],
    packages: [{ host: { blueprint: 'users' } }],
  });
  const { name, slug, model: spec } = packageSpec({ package: 'invoices', model: 'Line', fields: ['quantity:int'] });
  const line = { ...draft(name, []), slug, isNew: false, models: [{ spec, path: '/lines' }] };
  expect((await planRun(there, [line], SHELL)).refusals).toBeUndefined();
  const other = await planRun(there, [draft('payments', ['amount:decimal.10.2'])], SHELL);
  expect(other.plan?.packages[0]?.host.blueprint).toBe('invoices');
  expect(await idsOf(STANDARD, [draft('users', ['name:str'])])).toEqual(['package-taken']);
});

test('a line that is left to the user says what it goes below, and what it replaces', async () => {
  const draftOfLines = draft('invoices', ['name:str'], { registers: false });
  const endpoints = '/p/backend/app/api/v1/endpoints.py';
  const told = async (includes: string): Promise<string> => {
    const text = `from fastapi import APIRouter\n\nfrom app.users import api as users_api\n\nrouter = APIRouter()\n${includes}`;
    const { plan } = await planRun(inMemory({ ...STANDARD, [endpoints]: text }), [draftOfLines], SHELL);
    return plan === undefined ? '' : showByHand(plan, '/p/backend');
  };

  expect(await told('if True:\n    router.include_router(users_api.router)\n')).toContain(`
    app/api/v1/endpoints.py
        from app.invoices import api as invoices_api
      below: router.include_router(users_api.router)
            router.include_router(invoices_api.router)`);
  expect(await told('for each in [users_api]:\n    router.include_router(each.router)\n')).toContain(`
    app/api/v1/endpoints.py
        from app.invoices import api as invoices_api
      instead of: for each in [users_api]:
        for each in [users_api, invoices_api]:`);
});

test('lines of several packages that are left to the user are told once for each file, those of one after the other', async () => {
  const drafts = ['invoices', 'orders'].map((name) => draft(name, ['name:str'], { registers: false }));
  const told: string[] = [];
  const onPackage = (name: string, number: number, all: number): number => told.push(`${name} ${number}/${all}`);
  const { plan } = await planRun(inMemory(STANDARD), drafts, { ...SHELL, onPackage });
  expect(told).toEqual(['invoices 1/2', 'orders 2/2']);
  const endpoints = '/p/backend/app/api/v1/endpoints.py';

  expect(plan?.byHand.map(({ path }) => path)).toEqual(['/p/backend/app/main.py', endpoints]);
  const { lines, text } = plan?.byHand[1] ?? {};
  expect(text?.before).toBe(STANDARD[endpoints]);
  for (const name of ['invoices', 'orders']) {
    const line = `router.include_router(${name}_api.router, tags=["${name}"])`;
    expect([lines?.includes(line), text?.after.includes(line)]).toEqual([true, true]);
  }
});
