// Handlers that check their caller in their own code: who is kept out of the blueprint's routes is kept out of the new ones.
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { pythonForTests, run } from '../../scripts/python.mjs';
import { scratchFolder } from '../../scripts/yo.mjs';
import { generate } from './backend.js';

const STYLES = join(dirname(import.meta.dirname), 'styles');
const python = (await pythonForTests({ requirements: join(STYLES, 'requirements.txt') })) ?? '';
const withPython = python === '' ? describe.skip : describe;

const scratch = scratchFolder('checked-callers-');
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** Prints what the routes answer to a stranger, to a user and to an administrator, who sign in as the host has it. */
const ASKED = `
import sys

from fastapi.testclient import TestClient
from app.main import app

calls = [("GET", "/"), ("POST", "/"), ("GET", "/7"), ("PUT", "/7"), ("DELETE", "/7")]
with TestClient(app) as client:
    for name in ["", "ada", "admin"]:
        headers = {}
        if name:
            client.post("/users/", json={"username": name, "password": "correct horse"})
            token = client.post("/auth/token", data={"username": name, "password": "correct horse"}).json()
            headers["Authorization"] = "Bearer " + token["access_token"]
        print(*(client.request(method, sys.argv[1] + path, json={}, headers=headers).status_code for method, path in calls))
`;

/** The checks that the handlers of one operation begin with, and what is defined for them. */
function check(backend: string, checks: Readonly<Record<string, string>>): void {
  const path = join(backend, 'app/users/router.py');
  const text = readFileSync(path, 'utf8').replace(
    'from app.users.services',
    'from app.users.permissions import require_admin\nfrom app.users.services',
  );
  const checked = Object.entries(checks).reduce(
    (so, [name, line]) => so.replace(new RegExp(`(def ${name}\\([^)]*\\):\\n)`), `$1    ${line}\n`),
    text.replace('from fastapi import APIRouter', 'from fastapi import APIRouter, HTTPException'),
  );
  writeFileSync(path, checked);
  writeFileSync(
    join(backend, 'app/users/permissions.py'),
    `from fastapi import HTTPException


def require_admin(user):
    if user.username != "admin":
        raise HTTPException(403, "Admins only")
`,
  );
}

const IF = 'if current_user.username != "admin":\n        raise HTTPException(403, "Only admins may change users")';

withPython.each([
  ['an if', { update_user: IF, delete_user: IF }],
  ['a function', { update_user: 'require_admin(current_user)', delete_user: 'require_admin(current_user)' }],
])('%s in the handlers', (what, checks) => {
  test('keeps out of a new package whom it keeps out of the blueprint, and lets its tests in', async () => {
    const backend = join(scratch, what.replace(' ', '-'));
    cpSync(join(STYLES, 'guarded-parameter', 'backend'), backend, { recursive: true });
    check(backend, checks);
    await generate(backend, { name: 'invoices', fields: ['number:str.32:optional'] });
    const env = { ...process.env, PYTHONDONTWRITEBYTECODE: '1' };

    const tests = await run(python, ['-m', 'pytest', '-q', 'tests/test_invoices.py'], { cwd: backend, env });
    const asked = await run(python, ['-c', ASKED, '/invoices'], { cwd: backend, env });

    expect(tests).toMatchObject({ status: 0 });
    // Who may sign up is no example of who may add an invoice: that is for whoever may change one.
    expect(asked.stdout).toBe('401 401 401 401 401\n200 403 404 403 403\n200 201 404 404 404\n');
  }, 120_000);
});
