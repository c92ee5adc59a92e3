// The tests of a package whose guards are made where the application includes its router, and have no name.
import { expect, test } from '@jest/globals';
import { planRun } from '../../../lib/plan/plan-run.js';
import { packageSpec } from '../asked.js';
import { inMemory } from '../memory.js';
import { draftOf, sampleHost } from '../sample-hosts.js';

const BACKEND = '/p/backend/app';

const AUTH = `from fastapi import Depends, Header, HTTPException


def get_current_user(x_user: str | None = Header(None)):
    if x_user is None:
        raise HTTPException(401)
    return x_user


def require_roles(*roles):
    def check(user=Depends(get_current_user)):
        if user not in roles:
            raise HTTPException(403)

    return check


def roles(*names):
    return Depends(require_roles(*names))


class Role:
    ADMIN = "admin"


class RoleChecker:
    def __init__(self, role):
        self.role = role

    def __call__(self, user=Depends(get_current_user)):
        if user != self.role:
            raise HTTPException(403)
`;

async function conftest(dependencies: string): Promise<string> {
  const texts = {
    ...sampleHost('hosts/standard'),
    [`${BACKEND}/auth.py`]: AUTH,
    [`${BACKEND}/api/v1/endpoints.py`]: `from fastapi import APIRouter, Depends

from app.auth import Role, RoleChecker, get_current_user, require_roles, roles
from app.users import api as users_api

router = APIRouter()
router.include_router(users_api.router, dependencies=[${dependencies}])
`,
  };
  const draft = draftOf(packageSpec({ package: 'order_items', fields: ['name:str'] }));
  const { plan, refusals } = await planRun(inMemory(texts), [draft], { columns: undefined });
  expect(refusals).toBeUndefined();
  return plan?.changes.find(({ path }) => path.endsWith('conftest.py'))?.after ?? '';
}

test.each([
  ['Depends(require_roles("admin"))', 'code_of(require_roles("admin"))'],
  ['Depends(require_roles(Role.ADMIN))', 'code_of(require_roles(Role.ADMIN))'],
  ['Depends(RoleChecker("admin"))', 'code_of(RoleChecker("admin"))'],
  ['roles("admin")', 'code_of(roles("admin").dependency)'],
])('what %s makes is let pass by its code, and lets no stranger in', async (dependency, made) => {
  const text = await conftest(dependency);

  expect(text).toContain('monkeypatch.setattr(app, "dependency_overrides", Overrides())');
  expect(text).toContain(`app.dependency_overrides[${made}] = lambda: None\n`);
  expect(text).toContain(`    del app.dependency_overrides[${made}]\n`);
});

test('two of one call are let pass once', async () => {
  const text = await conftest('Depends(require_roles("admin")), Depends(require_roles("staff"))');

  expect(text.match(/ = lambda: None/g)).toHaveLength(1);
});

test('a guard with a name is let pass by that', async () => {
  const text = await conftest('Depends(get_current_user)');

  expect(text).toContain('app.dependency_overrides[get_current_user] = lambda: None\n');
  expect(text).not.toContain('Overrides()');
});
