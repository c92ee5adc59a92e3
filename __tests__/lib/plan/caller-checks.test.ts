// Checks of the caller that are not in the lines of a handler alone: with the session, and in a service that is told who calls.
import { expect, test } from '@jest/globals';
import { planRun } from '../../../lib/plan/plan-run.js';
import { packageSpec } from '../../../lib/request/package.js';
import { inMemory } from '../memory.js';
import { draftOf, sampleHost } from '../sample-hosts.js';

const HOST = sampleHost('styles/paged-dicts');
const APP = '/p/backend/app';
const [ROUTER, SERVICE] = [HOST[`${APP}/users/router.py`] ?? '', HOST[`${APP}/users/service.py`] ?? ''];
const SHELL = { template: () => '', columns: undefined };

const SECURITY = `from fastapi import Depends, HTTPException
from fastapi.security import HTTPBearer

from app.users.models import User


class Forbidden(HTTPException):
    def __init__(self, what):
        super().__init__(403, what)


def get_current_user(token=Depends(HTTPBearer())) -> User: ...


async def check_permission(session, user, what: str) -> None:
    if what not in user.permissions:
        raise Forbidden(what)
`;

async function routerOf(router: string, service: string): Promise<string> {
  const spec = packageSpec({ package: 'invoices', fields: ['number:str'] });
  if (!('model' in spec)) throw new Error('a package that is asked for as usual');
  const imports =
    'from app.core.security import Forbidden, check_permission, get_current_user\nfrom app.users.models import User\n';
  const files = inMemory({
    ...HOST,
    [`${APP}/core/security.py`]: SECURITY,
    [`${APP}/users/router.py`]: router.replace('from app.users.schemas', `${imports}from app.users.schemas`),
    [`${APP}/users/service.py`]: service.replace(
      'from app.users.models',
      `import logging\n\n${imports}from app.users.models`,
    ),
  });
  const { plan, refusals = [] } = await planRun(files, [draftOf(spec)], SHELL);
  if (refusals.length > 0) return refusals.map(({ id, reason }) => `[${id}] ${reason}`).join('\n');
  return plan?.changes.find(({ path }) => path === `${APP}/invoices/router.py`)?.after ?? '';
}

/** The handler that deletes, from its name on. */
const deleting = (text: string): string => text.slice(text.indexOf('async def eliminar_'));

test('a handler that has a service is given the session that its check needs', async () => {
  const router = ROUTER.replace(
    'eliminar_usuario(user_id: int, ',
    'eliminar_usuario(user_id: int, db: AsyncSession = Depends(get_session), me: User = Depends(get_current_user), ',
  ).replace('    await service.delete', '    await check_permission(db, me, "delete")\n    await service.delete');
  const text = deleting(await routerOf(router, SERVICE));
  expect(text).toContain('    db: AsyncSession = Depends(get_session),\n');
  expect(text).toContain('    await check_permission(db, me, "delete")\n    await service.delete(invoice_id)\n');
});

const TOLD = ROUTER.replace(
  'eliminar_usuario(user_id: int, ',
  'eliminar_usuario(user_id: int, me: User = Depends(get_current_user), ',
);

test.each([
  ['actor.full_name != "root"', 'me.full_name != "root"'],
  ['actor.id != user_id and actor.full_name != "root"', 'me.full_name != "root"'],
])('what a service asks of who calls is asked by the new handler: %s', async (asked, wanted) => {
  const router = TOLD.replace('service.delete(user_id)', 'service.delete(user_id, actor=me)');
  const lines = `        if ${asked}:\n            logging.warning("no")\n            raise Forbidden("no")\n`;
  const service = SERVICE.replace(/(def delete\(self, user_id: int)(\).*\n)/, `$1, actor: User$2${lines}`);
  const text = deleting(await routerOf(router, service));
  expect(text).toContain(`    if ${wanted}:\n        raise Forbidden("no")\n    await service.delete(invoice_id)\n`);
});

test.each([
  [
    'what is caught',
    '    try:\n        await service.delete(user_id, me)\n    except Exception:\n        pass\n',
    'what it raises is caught',
  ],
  ['what only some come to', '    if user_id in []:\n        return None\n    await service.delete(user_id, me)\n', ''],
])('%s is not taken for a check of all', async (_what, call, why) => {
  const router = TOLD.replace('    await service.delete(user_id)\n', call);
  const lines = '        if actor.full_name != "root":\n            raise Forbidden("no")\n';
  const service = SERVICE.replace(/(def delete\(self, user_id: int)(\).*\n)/, `$1, actor: User$2${lines}`);
  const found = await routerOf(router, service);
  expect(found).toContain(why);
  expect(found).not.toContain('full_name');
});
