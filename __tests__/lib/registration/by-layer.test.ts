// In a backend by layer a feature is registered in the files that include its router and that gather its parts.
import { describe, expect, test } from '@jest/globals';
import { registerPackage } from '../../../lib/registration/register.js';
import { BY_LAYER } from '../by-layer.js';
import { locateHost } from '../located.js';
import { host, TOP } from '../sample.js';

const INVOICES = {
  package: 'invoices',
  singular: 'invoice',
  modelName: 'Invoice',
  ownPrefix: false,
  provides: ['api.router', 'models.Invoice', 'schemas.InvoiceCreate', 'crud.create_invoice'],
};

/** The lines that each file gets, or why it gets none. */
async function added(
  changes: Readonly<Record<string, string>>,
  pkg: Partial<typeof INVOICES> & { readonly gathered?: readonly string[] } = {},
): Promise<Record<string, unknown>> {
  const texts = { ...BY_LAYER, ...changes };
  const outcomes = await registerPackage(await locateHost(host(texts), TOP), { ...INVOICES, ...pkg });
  return Object.fromEntries(
    outcomes.map(({ file, outcome }) => [
      file.path.slice(TOP.length + 1),
      outcome.kind === 'edited'
        ? outcome.lines.map(({ text }) => text)
        : outcome.kind === 'refused'
          ? outcome.id
          : outcome.because,
    ]),
  );
}

test('in each of them as the blueprint is', async () => {
  expect(await added({})).toEqual({
    'app/api/main.py': [
      'from app.api.routes import health, invoices, items, users',
      'api_router.include_router(invoices.router, prefix="/invoices", tags=["invoices"])',
    ],
    'app/models/__init__.py': [
      'from app.models.invoice import Invoice',
      '__all__ = ["Base", "Invoice", "Item", "User"]',
    ],
    'app/schemas/__init__.py': ['from .invoice import InvoiceCreate'],
    'app/crud/__init__.py': ['from .invoice import *'],
  });
});

test('the lines to add by hand import a router that is given out under the name of its module from that', async () => {
  const texts = {
    ...BY_LAYER,
    'app/api/routes/__init__.py': 'from .users import router as users\n',
    'app/api/main.py': `import os

from fastapi import APIRouter

from app.api.routes import users

api_router = APIRouter()
api_router.include_router(users, prefix=f"{os.environ['X']}/users")
`,
  };
  const outcomes = await registerPackage(await locateHost(host(texts), TOP), INVOICES);
  const refused = outcomes.flatMap(({ outcome }) => (outcome.kind === 'refused' ? [outcome] : []));
  expect(refused).toMatchObject([
    {
      id: 'prefix-in-include',
      paste: `from app.api.routes.invoices import router as invoices_router
api_router.include_router(invoices_router, prefix="/invoices", tags=["invoices"])`,
    },
  ]);
});

describe('a router', () => {
  const main = (imports: string, include: string): Record<string, string> => ({
    'app/api/main.py': `from fastapi import APIRouter\n\n${imports}\napi_router = APIRouter()\n${include}\n`,
  });

  test.each([
    [
      'under an alias',
      main('from app.api.routes.users import router as users_router\n', 'api_router.include_router(users_router)'),
      [
        'from app.api.routes.invoices import router as invoices_router',
        'api_router.include_router(invoices_router, prefix="/invoices")',
      ],
    ],
    [
      'relatively',
      main('from .routes import users\n', 'api_router.include_router(users.router, prefix="/users")'),
      ['from .routes import invoices, users', 'api_router.include_router(invoices.router, prefix="/invoices")'],
    ],
    [
      'by a plain import',
      main('import app.api.routes.users\n', 'api_router.include_router(app.api.routes.users.router, prefix="/users")'),
      [
        'import app.api.routes.invoices',
        'api_router.include_router(app.api.routes.invoices.router, prefix="/invoices")',
      ],
    ],
    [
      'in a list',
      main(
        'from app.api.routes import items, users\n',
        'for each, path in [(items.router, "/items"), (users.router, "/users")]:\n    api_router.include_router(each, prefix=path)',
      ),
      [
        'from app.api.routes import invoices, items, users',
        '    (items.router, "/items"),',
        '    (users.router, "/users"),',
        '    (invoices.router, "/invoices"),',
      ],
    ],
  ])('%s', async (_, texts, lines) => {
    expect((await added(texts))['app/api/main.py']).toEqual(lines);
  });
});

describe('models', () => {
  test('in the env.py of Alembic, through the package that gathers them', async () => {
    const found = await added({
      'alembic.ini': '[alembic]\nscript_location = alembic\n',
      'alembic/env.py': 'from app.models import Item, User\n\ntarget_metadata = User.metadata\n',
    });
    expect(found['alembic/env.py']).toEqual(['from app.models import Invoice, Item, User']);
  });

  test('in a module that imports those of all', async () => {
    const found = await added({
      'app/main.py': (BY_LAYER['app/main.py'] ?? '').replace(
        'from app.models import Base',
        'from app.base import Base',
      ),
      'app/base.py':
        'from app.database import Base  # noqa\nfrom app.models.item import Item  # noqa\nfrom app.models.user import User  # noqa\n',
    });
    expect(found['app/base.py']).toEqual(['from app.models.invoice import Invoice  # noqa']);
  });
});

test('a package gathers what the new feature uses through it, whether the blueprint has a counterpart or not', async () => {
  const texts = { 'app/crud/__init__.py': 'from .user import create_user\n\n__all__ = ["create_user"]\n' };
  const gathered = ['crud.create_invoice', 'crud.delete_invoice'];
  expect(
    (await added(texts, { provides: [...INVOICES.provides, ...gathered], gathered }))['app/crud/__init__.py'],
  ).toEqual([
    'from .invoice import create_invoice, delete_invoice',
    '__all__ = ["create_invoice", "create_user", "delete_invoice"]',
  ]);
});

test('a router that a module passes on has there and where it is included one name, in the form that others show', async () => {
  const routers = (one: string, other: string): Record<string, string> => ({
    'app/api/main.py': `from fastapi import APIRouter\n\nfrom app.api import ${other}, ${one}\n\napi_router = APIRouter()\napi_router.include_router(${other})\napi_router.include_router(${one}, prefix="/users")\n`,
    'app/api/__init__.py': `from app.api.routes.items import router as ${other}\nfrom app.api.routes.users import router as ${one}\n\n__all__ = ["${other}", "${one}"]\n`,
  });
  const first = await added(routers('users_router', 'items_router'));
  expect([first['app/api/__init__.py'], first['app/api/main.py']]).toEqual([
    [
      'from app.api.routes.invoices import router as invoices_router',
      '__all__ = ["invoices_router", "items_router", "users_router"]',
    ],
    [
      'from app.api import invoices_router, items_router, users_router',
      'api_router.include_router(invoices_router, prefix="/invoices")',
    ],
  ]);
  const second = await added({
    ...routers('user_router', 'item_router'),
    'app/api/__init__.py': `from app.api.routes.items import router as item_router
from app.api.routes.notes import router as note_router
from app.api.routes.users import router as user_router
`,
    'app/api/routes/notes.py':
      'from fastapi import APIRouter\n\nfrom app.models.user import User\n\nrouter = APIRouter()\n',
  });
  expect(second['app/api/__init__.py']).toEqual(['from app.api.routes.invoices import router as invoice_router']);
  expect(second['app/api/main.py']).toContain('api_router.include_router(invoice_router, prefix="/invoices")');
});

test('so has one that the package of the routers passes on', async () => {
  const all = await added({
    'app/api/main.py':
      'from fastapi import APIRouter\n\nfrom app.api.routes import items_router, users_router\n\napi_router = APIRouter()\napi_router.include_router(items_router)\napi_router.include_router(users_router, prefix="/users")\n',
    'app/api/routes/__init__.py':
      'from app.api.routes.items import router as items_router\nfrom app.api.routes.users import router as users_router\n',
  });
  expect(all).toMatchObject({
    'app/api/main.py': [
      'from app.api.routes import invoices_router, items_router, users_router',
      'api_router.include_router(invoices_router, prefix="/invoices")',
    ],
    'app/api/routes/__init__.py': ['from app.api.routes.invoices import router as invoices_router'],
  });
});

test('lines by hand for a feature of which nothing is known have no name that another feature could have', async () => {
  const { provides: _, ...unknown } = INVOICES;
  const files = host({
    ...BY_LAYER,
    'app/schemas/user.py': `${BY_LAYER['app/schemas/user.py'] ?? ''}\n\nclass RoleCreate(BaseModel):\n    name: str\n`,
    'app/schemas/__init__.py': 'from .item import ItemCreate\nfrom .user import RoleCreate, UserCreate\n',
  });
  const outcomes = await registerPackage(await locateHost(files, TOP), unknown);
  const schemas = outcomes.find(({ file }) => file.path.endsWith('schemas/__init__.py'))?.outcome;
  expect(schemas?.kind === 'edited' ? schemas.lines.map(({ text }) => text) : schemas).toEqual([
    'from .invoice import InvoiceCreate',
  ]);
});
