// What a package writes and edits where a unit of work has the repositories of the backend.
import { expect, test } from '@jest/globals';
import { planRun } from '../../../lib/plan/plan-run.js';
import { packageSpec } from '../asked.js';
import { changedBy, inMemory } from '../memory.js';
import { draftOf, sampleHost, type Texts } from '../sample-hosts.js';

const SERVICE = '/p/backend/src/services/users.py';
const API = '/p/backend/src/api/users.py';
const UNIT = '/p/backend/src/utils/unitofwork.py';

async function planned(texts: Texts): Promise<Texts> {
  const { plan, refusals } = await planRun(
    inMemory(texts),
    [draftOf(packageSpec({ package: 'invoices', fields: ['number:str.32'] }))],
    {
      columns: undefined,
    },
  );
  expect(refusals).toBeUndefined();
  return changedBy(plan);
}

test('the unit of work and its interface have the new repository, and the plan says so', async () => {
  const host = sampleHost('styles/unit-kept');

  expect((await planned(host))[UNIT]).toBe(
    host[UNIT]
      ?.replace(
        '\nfrom src.repositories',
        '\nfrom src.repositories.invoices import InvoicesRepository\nfrom src.repositories',
      )
      .replace('    users: UsersRepository\n', '    users: UsersRepository\n    invoices: InvoicesRepository\n')
      .replace(
        '        self.users = UsersRepository(self.session)\n',
        '        self.users = UsersRepository(self.session)\n        self.invoices = InvoicesRepository(self.session)\n',
      ),
  );
});

test('a service makes no schema of a record that is missing, where the handlers answer for it', async () => {
  const host = sampleHost('styles/unit-kept');
  const missing = /\n {12}if \w+ is None:\n {16}raise HTTPException\(status\.HTTP_404_NOT_FOUND, "User not found"\)/g;
  const service = host[SERVICE]?.replace(missing, '') ?? '';
  const api = (host[API] ?? '')
    .replace('import APIRouter, Depends, Query, status', 'import APIRouter, Depends, HTTPException, Query, status')
    .replace(
      '    return await service.get_user(user_id)',
      '    user = await service.get_user(user_id)\n    if user is None:\n        raise HTTPException(404, "User not found")\n    return user',
    )
    .replace(
      '    await service.delete_user(user_id)',
      '    if not await service.delete_user(user_id):\n        raise HTTPException(404, "User not found")',
    );
  const changes = await planned({ ...host, [API]: api, [SERVICE]: service });

  expect(changes['/p/backend/src/services/invoices.py']).toContain(`
            if invoice is None:
                return None
            return InvoiceSchema.model_validate(invoice)
`);
});

const badge = packageSpec({ package: 'users', model: 'Badge', fields: ['title:str.40'] });
const furtherOfUsers = draftOf(badge, { isNew: false, models: [{ spec: badge.model, path: '/badges' }] });

test('a further model has its repository in the unit of work, beside that of its package', async () => {
  const host = sampleHost('styles/unit-kept');
  const { plan, refusals } = await planRun(inMemory(host), [furtherOfUsers], { columns: undefined });

  expect(refusals).toBeUndefined();
  expect(plan?.changes.find(({ path }) => path === UNIT)?.after).toBe(
    host[UNIT]
      ?.replace('import UsersRepository', 'import BadgesRepository, UsersRepository')
      .replace('    users: UsersRepository\n', '    users: UsersRepository\n    badges: BadgesRepository\n')
      .replace(
        '        self.users = UsersRepository(self.session)\n',
        '        self.users = UsersRepository(self.session)\n        self.badges = BadgesRepository(self.session)\n',
      ),
  );
});

test('a further model is refused where its name in the unit of work is taken', async () => {
  const host = sampleHost('styles/unit-kept');
  const taken =
    host[UNIT]?.replace('    users: UsersRepository\n', '    users: UsersRepository\n    badges: int\n') ?? '';
  const { refusals } = await planRun(inMemory({ ...host, [UNIT]: taken }), [furtherOfUsers], { columns: undefined });

  expect(refusals).toMatchObject([{ id: 'layer-shape-unknown', at: { path: UNIT } }]);
});
