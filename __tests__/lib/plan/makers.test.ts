// What makes the objects of a package's layers, in the order in which Python needs it.
import { expect, test } from '@jest/globals';
import { planRun } from '../../../lib/plan/plan-run.js';
import { packageSpec } from '../asked.js';
import { inMemory } from '../memory.js';
import { draftOf, sampleHost } from '../sample-hosts.js';

const ROUTES = '/p/backend/app/api/v1/endpoints/users.py';

test('an alias beside the handlers is written there, and what it depends on where the backend has it for all features', async () => {
  const host = sampleHost('styles/layered-async');
  const routes = (host[ROUTES] ?? '')
    .replace(
      /def get_user_service[\s\S]*?\n\n\n/,
      'UserServiceDep = Annotated[UserService, Depends(get_user_service)]\n\n\n',
    )
    .replaceAll('service: Annotated[UserService, Depends(get_user_service)]', 'service: UserServiceDep')
    .replace('from app.core.database import get_session\n', 'from app.api.deps import get_user_service\n');
  const deps = `from typing import Annotated

from fastapi import Depends
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database import get_session
from app.repositories.user_repository import UserRepository
from app.services.user_service import UserService


def get_user_repository(session: Annotated[AsyncSession, Depends(get_session)]) -> UserRepository:
    return UserRepository(session)


def get_user_service(repository: Annotated[UserRepository, Depends(get_user_repository)]) -> UserService:
    return UserService(repository)
`;
  const texts = { ...host, [ROUTES]: routes, '/p/backend/app/api/deps.py': deps };
  const draft = draftOf(packageSpec({ package: 'invoices', fields: ['number:str.32'] }));
  const { plan } = await planRun(inMemory(texts), [draft], { columns: undefined });
  const textOf = (end: string): string => plan?.changes.find(({ path }) => path.endsWith(end))?.after ?? '';

  const routesText = textOf('endpoints/invoices.py');
  expect(routesText).toContain('from app.api.deps import get_invoice_service\n');
  expect(routesText).toContain('\nInvoiceServiceDep = Annotated[InvoiceService, Depends(get_invoice_service)]\n');
  expect(routesText).not.toContain('def get_invoice_');
  const places = ['def get_invoice_repository(', 'def get_invoice_service('].map((each) =>
    textOf('api/deps.py').indexOf(each),
  );
  expect(places).toEqual([...places].sort((left, right) => left - right));
  expect(places).not.toContain(-1);
});
