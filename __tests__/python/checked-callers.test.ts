// Handlers that check their caller in their own code: who is kept out of the blueprint's routes is kept out of the new ones.
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { pythonForTests } from '../../scripts/python.mjs';
import { scratchFolder } from '../../scripts/yo.mjs';
import { shareOf } from '../share.js';
import { drive, type Job } from '../styles/styles.js';
import { generate } from './backend.js';

const STYLES = join(dirname(import.meta.dirname), 'styles');
const python = (await pythonForTests({ requirements: join(STYLES, 'requirements.txt') })) ?? '';
const withPython = python === '' ? describe.skip : describe;

const scratch = scratchFolder('checked-callers-');
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const PERMISSIONS = `from functools import wraps
from inspect import iscoroutinefunction

from fastapi import HTTPException

ADMINS = {"admin", "root"}


def require_admin(user):
    if user.username != "admin":
        raise HTTPException(403, "Admins only")


def require_name(name):
    if name != "admin":
        raise HTTPException(403, "Admins only")


def is_admin(user):
    return user.username == "admin"


def ensure_may_change(db, user, what):
    if db is None or what != "users" or user.username != "admin":
        raise HTTPException(403)


def forbid(detail):
    raise HTTPException(403, detail)


def names_required(*names):
    def decorator(func):
        @wraps(func)
        def wrapper(*args, **kwargs):
            user = kwargs.get("current_user")
            if not user or user.username not in names:
                raise HTTPException(status_code=403, detail="Not for you")
            return func(*args, **kwargs)

        return wrapper

    return decorator


only_admins = names_required("admin")


def admin_only(func):
    @wraps(func)
    async def of_coroutines(*args, current_user, **kwargs):
        if is_admin(current_user):
            return await func(*args, current_user=current_user, **kwargs)
        raise HTTPException(403)

    @wraps(func)
    def of_functions(*args, current_user, **kwargs):
        if is_admin(current_user):
            return func(*args, current_user=current_user, **kwargs)
        raise HTTPException(403)

    return of_coroutines if iscoroutinefunction(func) else of_functions


def guarded_by(names=None):
    def decorator(func):
        @wraps(func)
        async def wrapper(*args, **kwargs):
            name = kwargs["current_user"].username
            if names and name not in names:
                raise HTTPException(403)
            return await func(*args, **kwargs)

        return wrapper

    return decorator
`;

/** Puts lines above the handlers that change a user, and at their beginnings. */
function check(backend: string, { above, lines, isAsync, services }: Case): void {
  const path = join(backend, 'app/users/router.py');
  const text = readFileSync(path, 'utf8')
    .replace(
      'from app.users.services',
      'from app.users.permissions import (ADMINS, admin_only, ensure_may_change, forbid, guarded_by, is_admin, names_required, only_admins,\n    require_admin, require_name)\nfrom app.users.services',
    )
    .replace('from fastapi import APIRouter', 'from fastapi import APIRouter, HTTPException');
  const begun = (lines ?? []).map((line) => `    ${line}\n`).join('');
  const checked = ['update_user', 'delete_user'].reduce(
    (so, name) =>
      so.replace(
        new RegExp(`(?:def )(${name}\\([^)]*\\):\\n)`),
        (_all, rest: string) => `${above ? `@${above}\n` : ''}${isAsync ? 'async ' : ''}def ${rest}${begun}`,
      ),
    text,
  );
  writeFileSync(
    path,
    services === undefined ? checked : checked.replace(/(UserService\.(?:update|delete)\([^)]*)/g, '$1, current_user'),
  );
  if (services !== undefined) checkBelow(join(backend, 'app/users/services.py'), services);
  writeFileSync(join(backend, 'app/users/permissions.py'), PERMISSIONS);
}

/** Puts lines at the beginnings of what changes a user in the service, which is given who calls. */
function checkBelow(path: string, lines: readonly string[]): void {
  const begun = lines.map((line) => `        ${line}\n`).join('');
  const text = readFileSync(path, 'utf8')
    .replace(
      'from app.users.schemas',
      'from app.users.permissions import is_admin, require_admin\nfrom app.users.schemas',
    )
    .replace(
      /(def (?:update|delete)\([^)]*)(\):\n)/g,
      (_all, head: string, end: string) => `${head}, actor: User${end}${begun}`,
    );
  writeFileSync(path, text);
}

type Case = {
  readonly above?: string;
  readonly lines?: readonly string[];
  readonly isAsync?: boolean;
  readonly services?: readonly string[];
};

const REFUSED = '    raise HTTPException(403, "Only admins may change users")';

const CASES: readonly (readonly [string, Case])[] = [
  ['an if', { lines: ['if current_user.username != "admin":', REFUSED] }],
  ['a function', { lines: ['require_admin(current_user)'] }],
  ['a function that is given a part', { lines: ['require_name(current_user.username)'] }],
  ['what a function says', { lines: ['if not is_admin(current_user):', REFUSED] }],
  ['a name', { lines: ['may = is_admin(current_user)', 'if not may:', REFUSED] }],
  ['a name of a name', { lines: ['name = current_user.username', 'if name not in ADMINS or not name:', REFUSED] }],
  ['a decorator', { above: 'names_required("admin", "root")' }],
  ['a decorator that has a name', { above: 'only_admins' }],
  ['a decorator of both', { above: 'admin_only' }],
  ['a decorator of coroutines', { above: 'guarded_by(names=["admin"])', isAsync: true }],
  ['a text in small letters', { lines: ['if current_user.username.lower() != "admin":', REFUSED] }],
  ['an else', { lines: ['if is_admin(current_user):', '    pass', 'else:', REFUSED] }],
  ['what always refuses', { lines: ['if not is_admin(current_user):', '    forbid("Only admins may change users")'] }],
  ['a function that is given the session', { lines: ['ensure_may_change(db, current_user, "users")'] }],
  [
    'what is left of oneself or an admin',
    { lines: ['if current_user.id != user_id and not is_admin(current_user):', REFUSED] },
  ],
  ['not one of both', { lines: ['if not (is_admin(current_user) or current_user.id == user_id):', REFUSED] }],
  [
    'a name for both',
    { lines: ['may = current_user.id == user_id or current_user.username in ADMINS', 'if not may:', REFUSED] },
  ],
  ['an admin for others', { lines: ['if current_user.id != user_id:', '    require_admin(current_user)'] }],
  [
    'an if in an if',
    { lines: ['if current_user.id != user_id:', '    if not is_admin(current_user):', `    ${REFUSED}`] },
  ],
  [
    'an if in a service',
    { services: ['if actor.username != "admin":', '    raise HTTPException(403, "Only admins may change users")'] },
  ],
  ['a function in a service', { services: ['require_admin(actor)'] }],
  [
    'what is left in a service',
    { services: ['if actor.id != user_id and not is_admin(actor):', '    raise HTTPException(403)'] },
  ],
  ['two at once', { above: 'only_admins', lines: ['require_admin(current_user)'] }],
];

const tried = shareOf(CASES, 'backends that check their callers');

withPython('checks in the handlers', () => {
  const answers = new Map<string, readonly (readonly string[])[]>();

  beforeAll(async () => {
    const jobs: Job[] = [];
    for (const [what, given] of tried) {
      const backend = join(scratch, what.replaceAll(' ', '-'));
      cpSync(join(STYLES, 'guarded-parameter', 'backend'), backend, { recursive: true });
      check(backend, given);
      await generate(backend, { name: 'invoices', fields: ['number:str.32:optional'] });
      const settings = { owner: 'users.User' };
      await generate(backend, { name: 'notes', fields: ['text:str.32:optional'], options: { settings } });
      const open = `${backend}-open`;
      cpSync(backend, open, { recursive: true });
      const router = join(open, 'app/invoices/router.py');
      writeFileSync(router, without(readFileSync(router, 'utf8')));
      const use = { app: 'app.main:app', root: '.', users: '/users/', collection: '/invoices', item: '{}' } as const;
      const tests = { ...use, update: 'PUT', work: 'tests', tests: ['tests/test_invoices.py'] } as const;
      jobs.push(
        { ...tests, folder: backend },
        { ...use, update: 'PUT', work: 'statuses', names: ['ada', 'admin'], folder: backend },
        { ...tests, folder: open },
        { ...tests, tests: ['tests/test_notes.py'], folder: backend },
        { ...use, collection: '/notes', update: 'PUT', work: 'statuses', names: ['ada', 'admin'], folder: backend },
      );
    }
    const all = await drive(python, join(scratch, 'jobs.json'), jobs);
    for (const [index, [what]] of tried.entries()) answers.set(what, all.slice(5 * index, 5 * index + 5));
  }, 300_000);

  test.each(tried)(
    '%s keeps out of a new package whom it keeps out of the blueprint, and lets its tests in',
    (what, given) => {
      const [tests, statuses, testsOfOpen, testsOfOwned, owned] = answers.get(what) ?? [];

      expect(tests).toEqual([]);
      // Who may sign up is no example of who may add an invoice: that is for whoever may change one.
      expect(statuses).toEqual(['401 401 401 401 401', '200 403 404 403 403', '200 201 404 404 404']);
      // The tests of the package see that a handler has lost what keeps others out.
      expect(testsOfOpen?.join('\n')).toMatch(/FAILED .*test_invoices_refuse_outsiders/);
      // Whom the blueprint lets in for what is their own has notes, and others have none.
      const ada = JSON.stringify(given).includes('user_id') ? '200 201 404 404 404' : '200 403 404 403 403';
      expect([testsOfOwned, owned]).toEqual([[], ['401 401 401 401 401', ada, '200 201 404 404 404']]);
    },
  );
});

/** The handlers of a package without their checks. */
const without = (text: string): string =>
  text
    .replace(/^@(?:names_required|only_admins|admin_only|guarded_by).*\n/gm, '')
    .replace(/^ {4}(?:require_\w+|ensure_may_change)\(.*current_user.*\)\n/gm, '')
    .replace(/^ {4}if [^\n]*:\n {8}(?:raise HTTPException|forbid)\([^\n]*\n/gm, '');
