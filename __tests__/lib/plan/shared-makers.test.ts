// What makes the objects of a package's layers in a file of the backend for all features.
import { expect, test } from '@jest/globals';
import { planRun } from '../../../lib/plan/plan-run.js';
import type { Draft } from '../../../lib/plan/request.js';
import { moduleFile } from '../../../lib/project/paths.js';
import { loadParser } from '../../../lib/python/syntax.js';
import { withoutUses } from '../../../lib/undo/without-uses.js';
import { packageSpec } from '../asked.js';
import { changedBy, inMemory } from '../memory.js';
import { draftOf, sampleHost, type Texts } from '../sample-hosts.js';

const ROUTES = '/p/backend/app/api/v1/endpoints/users.py';
const OURS = '/p/backend/app/api/v1/endpoints/invoices.py';
const DEPS = '/p/backend/app/api/deps.py';

const HEAD = `from typing import Annotated

from fastapi import Depends
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database import get_session
from app.repositories.user_repository import UserRepository
from app.services.mailer import Mailer
from app.services.user_service import UserService
`;

const REPOSITORY = `

def get_user_repository(session: Annotated[AsyncSession, Depends(get_session)]) -> UserRepository:
    return UserRepository(session)
`;

const SERVICE = `

async def get_user_service(
    repository: Annotated[UserRepository, Depends(get_user_repository)],
) -> UserService:
    """A UserService for a user."""
    return UserService(repository)
`;

const MAILER = `

def get_mailer_service() -> Mailer:
    return Mailer()
`;

const INVOICE_REPOSITORY = `

def get_invoice_repository(
    session: Annotated[AsyncSession, Depends(get_session)],
) -> InvoiceRepository:
    return InvoiceRepository(session)
`;

const INVOICE_SERVICE = `

async def get_invoice_service(
    repository: Annotated[InvoiceRepository, Depends(get_invoice_repository)],
) -> InvoiceService:
    """An InvoiceService for an invoice."""
    return InvoiceService(repository)
`;

/** The head with the imports of the new package's classes. */
const WITH_OURS = HEAD.replace(
  'from app.repositories.user_repository',
  'from app.repositories.invoice_repository import InvoiceRepository\nfrom app.repositories.user_repository',
).replace(
  'from app.services.mailer',
  'from app.services.invoice_service import InvoiceService\nfrom app.services.mailer',
);

/** A backend by layer whose handlers have no makers of their own: they import `imported`, and depend on `given`. */
function layered(deps: string, imported = 'from app.api.deps import get_user_service', given?: string): Texts {
  const host = sampleHost('styles/layered-async');
  const routes = (host[ROUTES] ?? '')
    .replace(/def get_user_service[\s\S]*?\n\n\n/, '')
    .replace('from app.core.database import get_session\n', `${imported}\n`);
  const used = 'Annotated[UserService, Depends(get_user_service)]';
  return { ...host, [ROUTES]: given === undefined ? routes : routes.replaceAll(used, given), [DEPS]: deps };
}

async function planned(texts: Texts, more: Partial<Draft> = {}): Promise<Texts> {
  const draft = draftOf(packageSpec({ package: 'invoices', fields: ['number:str.32'] }), more);
  const { plan, refusals } = await planRun(inMemory(texts), [draft], { columns: undefined });
  expect(refusals).toBeUndefined();
  return changedBy(plan);
}

test('each maker stands behind the last of its kind, and the handlers import it from there', async () => {
  const other = MAILER.replace('get_mailer_service', 'get_mail_repository');
  const changes = await planned(layered(HEAD + REPOSITORY + other + SERVICE + MAILER));

  expect(changes[DEPS]).toBe(WITH_OURS + REPOSITORY + other + INVOICE_REPOSITORY + SERVICE + MAILER + INVOICE_SERVICE);
  expect(changes[OURS]).toContain('from app.api.deps import get_invoice_service\n');
  expect(changes[OURS]).toContain('Annotated[InvoiceService, Depends(get_invoice_service)]');
  expect(changes[OURS]).not.toContain('def get_invoice_');
});

test('those that stand together are written together', async () => {
  const changes = await planned(layered(HEAD + REPOSITORY + SERVICE + MAILER));

  expect(changes[DEPS]).toBe(WITH_OURS + REPOSITORY + SERVICE + MAILER + INVOICE_REPOSITORY + INVOICE_SERVICE);
});

test('an alias of the file for all features is written there, beside its maker', async () => {
  const alias = '\n\nUserServiceDep = Annotated[UserService, Depends(get_user_service)]\n';
  const deps = HEAD + REPOSITORY + SERVICE + alias + MAILER;
  const changes = await planned(layered(deps, 'from app.api.deps import UserServiceDep', 'UserServiceDep'));

  const ours = alias.replaceAll('UserService', 'InvoiceService').replace('user', 'invoice');
  expect(changes[DEPS]).toBe(
    WITH_OURS + REPOSITORY + SERVICE + alias + INVOICE_REPOSITORY + INVOICE_SERVICE + ours + MAILER,
  );
  expect(changes[OURS]).toContain('service: InvoiceServiceDep');
});

test('aliases that stand line by line get one line more', async () => {
  const aliases = `

MailerDep = Annotated[Mailer, Depends(get_mailer_service)]
UserServiceDep = Annotated[UserService, Depends(get_user_service)]
`;
  const deps = HEAD + REPOSITORY + SERVICE + MAILER + aliases;
  const changes = await planned(layered(deps, 'from app.api.deps import UserServiceDep', 'UserServiceDep'));

  expect(
    changes[DEPS]?.endsWith(`${aliases}InvoiceServiceDep = Annotated[InvoiceService, Depends(get_invoice_service)]\n`),
  ).toBe(true);
});

test('what handlers name with its module is named so', async () => {
  const texts = layered(
    HEAD + REPOSITORY + SERVICE,
    'from app.api import deps',
    'Annotated[UserService, Depends(deps.get_user_service)]',
  );
  const changes = await planned(texts);

  expect(changes[DEPS]).toBe(WITH_OURS + REPOSITORY + SERVICE + INVOICE_REPOSITORY + INVOICE_SERVICE);
  expect(changes[OURS]).toContain('from app.api import deps\n');
  expect(changes[OURS]).toContain('Depends(deps.get_invoice_service)');
});

test.each([
  [
    'is given more than the layer below',
    SERVICE.replace('UserService(repository)', 'UserService(repository, Mailer())'),
  ],
  ['asks who calls', SERVICE.replace('\n) ->', '\n    mailer: Annotated[Mailer, Depends(get_mailer_service)],\n) ->')],
])('a maker that %s shows nothing of a new one, which is beside its handlers', async (_, service) => {
  const texts = layered(HEAD + REPOSITORY + MAILER + service);
  const changes = await planned(texts);

  expect(changes[DEPS] ?? '').not.toContain('get_invoice_service');
  expect(changes[OURS]).toContain('def get_invoice_service(');
});

test('a further model of the package has its own beside them', async () => {
  const host = layered(HEAD + REPOSITORY + SERVICE);
  const spec = packageSpec({ package: 'invoices', model: 'InvoiceLine', fields: ['text:str.20'] });
  const there = { ...host, ...(await planned(host)) };
  const changes = await planned(there, { isNew: false, models: [{ spec: spec.model, path: '/lines' }] });

  expect(changes[DEPS]).toContain(
    'from app.repositories.invoice_repository import InvoiceLineRepository, InvoiceRepository\n',
  );
  expect(changes[DEPS]).toContain(`
async def get_invoice_line_service(
    repository: Annotated[InvoiceLineRepository, Depends(get_invoice_line_repository)],
) -> InvoiceLineService:
    """An InvoiceLineService for an invoice line."""
    return InvoiceLineService(repository)
`);
});

test('a package in its own folder has its makers in the file for all features, too', async () => {
  const moved = (path: string): string =>
    path
      .replace('app/api/v1/endpoints/users.py', 'app/users/router.py')
      .replace('app/services/user_service.py', 'app/users/service.py')
      .replace('app/repositories/user_repository.py', 'app/users/repository.py')
      .replace('app/models/user.py', 'app/users/models.py')
      .replace('app/schemas/user.py', 'app/users/schemas.py');
  const texts = Object.fromEntries(
    Object.entries(layered(HEAD + REPOSITORY + SERVICE)).map(([path, text]) => [
      moved(path),
      text
        .replaceAll('app.services.user_service', 'app.users.service')
        .replaceAll('app.repositories.user_repository', 'app.users.repository')
        .replaceAll('app.models.user', 'app.users.models')
        .replaceAll('app.schemas.user', 'app.users.schemas')
        .replaceAll('app.api.v1.endpoints.users', 'app.users.router'),
    ]),
  );
  const changes = await planned({ ...texts, '/p/backend/app/users/__init__.py': '' });

  expect(changes[DEPS]).toContain('from app.invoices.service import InvoiceService\n');
  expect(changes[DEPS]?.endsWith(SERVICE + INVOICE_REPOSITORY + INVOICE_SERVICE)).toBe(true);
  expect(changes['/p/backend/app/invoices/router.py']).toContain('from app.api.deps import get_invoice_service\n');
});

test('what was put there is taken out again, unless something else uses it', async () => {
  const deps = HEAD + REPOSITORY + SERVICE + MAILER;
  const after = (await planned(layered(deps)))[DEPS] ?? '';
  const modules = ['app.repositories.invoice_repository', 'app.services.invoice_service'];
  const parser = await loadParser();
  const without = (text: string): unknown => withoutUses(parser, moduleFile('/p/backend', DEPS), text, modules);

  expect(without(after)).toBe(deps);
  expect(
    without(`${after}

def get_report(service: Annotated[InvoiceService, Depends(get_invoice_service)]) -> Mailer:
    return Mailer(service)
`),
  ).toMatchObject({ line: expect.any(Number) });
});
