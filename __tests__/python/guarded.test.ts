// Packages generated beside a guarded blueprint: strangers stay out, and the package's own tests say when they do not.
import { appendFileSync, cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { pythonForTests, run } from '../../scripts/python.mjs';
import { scratchFolder } from '../../scripts/yo.mjs';
import { generate, PLUGINS, QUICK_PYTEST } from './backend.js';

const FIXTURES = dirname(import.meta.dirname);
// One of the backends signs tokens, which needs another library.
const python = (await pythonForTests({ requirements: join(FIXTURES, 'styles', 'requirements.txt') })) ?? '';
const withPython = python === '' ? describe.skip : describe;

const scratch = scratchFolder('guarded-');
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** Prints what a stranger gets on the five routes of the application as it is, and then runs the package's tests. */
const STRANGER_AND_TESTS = `
import sys

import pytest
from fastapi.testclient import TestClient
from app.main import app

url, item, update, tests = sys.argv[1:]
body = {"number": "A-1"}
calls = [("GET", url), ("POST", url), ("GET", item), (update, item), ("DELETE", item)]
with TestClient(app) as client:
    print(*(client.request(method, path, json=body).status_code for method, path in calls), flush=True)
sys.exit(pytest.main(["-q", "--assert=plain", "-p", "no:cacheprovider", tests]))
`;

/** The backend, the paths of its new package, its tests, and an edit of one file that takes the guard away. */
const HOSTS: readonly (readonly [string, string, string, string, string, RegExp, string, string?])[] = [
  ['hosts/auth-in-package', '/v1/invoices', '', 'app/invoices', 'app/invoices/router.py', /Depends\(basic_auth\)/, ''],
  [
    'hosts/auth-in-include',
    '/api/invoices',
    '',
    'app/invoices',
    'app/main.py',
    /(invoices_router,\n.*\n.*\n {4}dependencies=\[)Depends\(get_current_user\)/,
    '$1',
  ],
  [
    'hosts/private-public',
    '/api/invoices',
    '',
    'app/invoices',
    'app/api.py',
    /private\.include_router\(invoices_router\)/,
    'public.include_router(invoices_router)',
  ],
  [
    'styles/guarded-parameter',
    '/invoices',
    '/',
    'tests/test_invoices.py',
    'app/invoices/router.py',
    /\s*current_user: CurrentUser,/g,
    '',
    'PUT',
  ],
];

withPython.each(HOSTS)('a package in %s', (name, url, slash, tests, file, guard, none, update = 'PATCH') => {
  const backend = join(scratch, name);
  const tried = async (): Promise<{
    readonly status: unknown;
    readonly strangers: string;
    readonly tested: string;
  }> => {
    const args = ['-c', STRANGER_AND_TESTS, `${url}${slash}`, `${url}/1`, update, tests];
    const env = { ...process.env, PYTHONDONTWRITEBYTECODE: '1' };
    const { status, stdout } = await run(python, args, { cwd: backend, env });
    const [strangers = '', ...tested] = stdout.split('\n');
    return { status, strangers, tested: tested.join('\n') };
  };

  beforeAll(async () => {
    cpSync(join(FIXTURES, name, 'backend'), backend, { recursive: true });
    await generate(backend, { name: 'invoices', fields: ['number:str.32:unique'] });
  }, 60_000);

  test('lets no stranger in on any route, and its tests pass', async () => {
    expect(await tried()).toMatchObject({ status: 0, strangers: '401 401 401 401 401' });
  }, 120_000);

  test('has tests that fail on each route once the guard is gone', async () => {
    const path = join(backend, file);
    const guarded = readFileSync(path, 'utf8');
    const open = guarded.replace(guard, none);
    expect(open).not.toBe(guarded);
    writeFileSync(path, open);

    const { status, strangers, tested } = await tried();

    expect([status, strangers]).toEqual([1, '200 201 200 200 204']);
    expect(tested.match(/^FAILED .*test_invoices_are_guarded/gm)).toHaveLength(5);
  }, 120_000);
});

/** A backend with further guards, a router of users that asks for them, and the package that is written like it. */
async function guardedBy(backend: string, guards: string, asking: (router: string) => string): Promise<void> {
  cpSync(join(FIXTURES, 'styles/guarded-parameter/backend'), backend, { recursive: true });
  appendFileSync(join(backend, 'app/auth/dependencies.py'), guards);
  const router = join(backend, 'app/users/router.py');
  writeFileSync(router, asking(readFileSync(router, 'utf8')));
  await generate(backend, { name: 'invoices', fields: ['number:str.32:unique'] });
}

async function expectPassing(backend: string): Promise<void> {
  const args = ['-m', ...QUICK_PYTEST, 'tests/test_invoices.py'];
  const { status, stdout } = await run(python, args, { cwd: backend, env: { ...process.env, ...PLUGINS } });
  expect([status, stdout]).toEqual([0, stdout]);
}

withPython('a package of a team that names guards which a call makes', () => {
  const backend = join(scratch, 'named-guards');
  const NAMED = `


def username_is(*names: str):
    def check(user: CurrentUser) -> User:
        if user.username not in names:
            raise HTTPException(403, "Not for you")
        return user

    return check


Ada = Annotated[User, Depends(username_is("ada"))]
Staff = Annotated[User, Depends(username_is("ada", "grace"))]
`;

  beforeAll(async () => {
    await guardedBy(backend, NAMED, (text) =>
      text
        .replace('import CurrentUser', 'import Ada, CurrentUser, Staff')
        .replace(/(def delete_user\(db: DbSession, current_user: )CurrentUser/, '$1Ada')
        .replace(/(def update_user\(db: DbSession, current_user: )CurrentUser/, '$1Staff'),
    );
  }, 60_000);

  test('uses the names, and its tests let each of them pass', async () => {
    const router = readFileSync(join(backend, 'app/invoices/router.py'), 'utf8');
    expect(router).toMatch(/def update_invoice\([^)]*current_user: Staff\b/);
    expect(router).toMatch(/def delete_invoice\([^)]*current_user: Ada\b/);
    expect(router).not.toContain('username_is');

    await expectPassing(backend);
  }, 120_000);
});

withPython('a package of a team whose guards have their Depends in themselves', () => {
  const backend = join(scratch, 'whole-dependencies');
  const WHOLE = `


def username_is(*names: str):
    def check(user: CurrentUser) -> User:
        if user.username not in names:
            raise HTTPException(403, "Not for you")
        return user

    return Depends(check)


AdaOnly = username_is("ada")
`;

  beforeAll(async () => {
    await guardedBy(backend, WHOLE, (text) =>
      text
        .replace('import CurrentUser', 'import AdaOnly, CurrentUser, User, username_is')
        .replace('@router.delete("/{user_id}"', '$&, dependencies=[AdaOnly]')
        .replace(
          'current_user: CurrentUser, user_id: int, data: UserUpdate',
          'user_id: int, data: UserUpdate, current_user: User = username_is("ada", "grace")',
        ),
    );
  }, 60_000);

  test('has them as they are, and its tests let each of them pass', async () => {
    const router = readFileSync(join(backend, 'app/invoices/router.py'), 'utf8');
    expect(router).toMatch(/router\.delete\([^)]*dependencies=\[AdaOnly\]/);
    expect(router).toMatch(/^ +current_user: User = username_is\("ada", "grace"\),$/m);

    await expectPassing(backend);
  }, 120_000);
});
