import { expect, test } from '@jest/globals';
import { type ModuleFile, moduleFile } from '../../../lib/project/paths.js';
import { registerPackage } from '../../../lib/registration/register.js';
import type { Host } from '../../../lib/wiring/host.js';
import type { RoutersFile } from '../../../lib/wiring/router-places.js';
import { projectIn } from '../memory.js';

const INVOICES = { package: 'invoices', singular: 'invoice', modelName: 'Invoice' };

const file = (module: string): ModuleFile => moduleFile('/backend', `/backend/${module.replaceAll('.', '/')}.py`);

/** A host with the texts of its modules by their dotted names. */
function host(parts: Partial<Host>, texts: Readonly<Record<string, string>> = {}): Host {
  const files = Object.fromEntries(Object.entries(texts).map(([module, text]) => [file(module).path, text]));
  return {
    code: projectIn(files, '/backend'),
    root: '/backend',
    project: '/backend',
    importRoot: 'app',
    packages: '/backend/app',
    app: file('app.main'),
    appName: undefined,
    models: [],
    routers: [],
    nothing: { models: undefined, routers: undefined },
    blueprint: 'users',
    receiver: undefined,
    byLayer: undefined,
    units: [],
    isOfFeature: () => false,
    notes: [],
    served: [],
    routerObjects: [],
    ...parts,
  };
}

async function register(parts: Partial<Host>, texts: Readonly<Record<string, string>>) {
  const outcomes = await registerPackage(host(parts, texts), INVOICES);
  return outcomes.map(({ outcome }) => (outcome.kind === 'edited' ? outcome.source : outcome));
}

test('a router that one module hands on and another includes is handed on and included', async () => {
  const routers: readonly RoutersFile[] = [
    { ...file('app.main'), mode: 'include' },
    { ...file('app.routers'), mode: 're-export' },
  ];
  const texts = {
    'app.main': 'from app.core import app\nfrom app.routers import users_router\n\napp.include_router(users_router)\n',
    'app.routers': 'from app.users.api import router as users_router\n\n__all__ = ["users_router"]\n',
  };
  expect(await register({ routers }, texts)).toEqual([
    `from app.core import app
from app.routers import invoices_router, users_router

app.include_router(users_router)
app.include_router(invoices_router)
`,
    `from app.invoices.api import router as invoices_router
from app.users.api import router as users_router

__all__ = ["invoices_router", "users_router"]
`,
  ]);
});

test('models stand below those of another package where the blueprint has none', async () => {
  const sibling = { line: 1, package: 'items' };
  const models = [{ ...file('app.models'), mode: 'imports' as const, sibling }];
  expect(await register({ models }, { 'app.models': 'from app.items.models import Item  # noqa: F401\n' })).toEqual([
    'from app.invoices.models import Invoice  # noqa: F401\nfrom app.items.models import Item  # noqa: F401\n',
  ]);
});

test('models stand below those that the host keeps elsewhere', async () => {
  const sibling = { line: 2, package: undefined };
  const models = [{ ...file('env'), mode: 'imports' as const, sibling }];
  const source = 'from app.db import Base\nfrom app.models import *\n';
  expect(await register({ models }, { env: source })).toEqual([
    'from app.db import Base\nfrom app.invoices.models import *\nfrom app.models import *\n',
  ]);
});

test('a file that is edited for its models and its router has both', async () => {
  const main = file('app.main');
  const source = `from app.db import engine
from app.users import api as users_api, models as users_models

users_models.Base.metadata.create_all(bind=engine)
app.include_router(users_api.router)
`;
  const parts = {
    models: [{ ...main, mode: 'create-all' as const }],
    routers: [{ ...main, mode: 'include' as const }],
  };
  const outcomes = await register(parts, { 'app.main': source });
  expect(outcomes[1]).toBe(`from app.db import engine
from app.invoices import api as invoices_api, models as invoices_models
from app.users import api as users_api, models as users_models

users_models.Base.metadata.create_all(bind=engine)
invoices_models.Base.metadata.create_all(bind=engine)
app.include_router(users_api.router)
app.include_router(invoices_api.router)
`);
});

test('a file that uses models and router through one import gets one for both', async () => {
  const main = file('app.main');
  const source = `from app import users

users.models.Base.metadata.create_all(bind=engine)
app.include_router(users.api.router)
`;
  const parts = {
    models: [{ ...main, mode: 'create-all' as const }],
    routers: [{ ...main, mode: 'include' as const }],
  };
  const outcomes = await register(parts, { 'app.main': source });
  expect(outcomes[1]).toBe(`from app import invoices, users

users.models.Base.metadata.create_all(bind=engine)
invoices.models.Base.metadata.create_all(bind=engine)
app.include_router(users.api.router)
app.include_router(invoices.api.router)
`);
});

test('imports of models and router that come to one line of a file are in its order', async () => {
  const main = file('app.main');
  const source = `from app.users.api import router as users_router
from app.users.models import Base as users_base

users_base.metadata.create_all(bind=engine)
app.include_router(users_router)
`;
  const parts = {
    models: [{ ...main, mode: 'create-all' as const }],
    routers: [{ ...main, mode: 'include' as const }],
  };
  const [, after] = await register(parts, { 'app.main': source });
  expect(String(after).split('\n').slice(0, 4)).toEqual([
    'from app.invoices.api import router as invoices_router',
    'from app.invoices.models import Base as invoices_base',
    'from app.users.api import router as users_router',
    'from app.users.models import Base as users_base',
  ]);
});

test('nothing is done for the models of a package that has none', async () => {
  const parts = {
    models: [{ ...file('env'), mode: 'imports' as const }],
    routers: [{ ...file('app.main'), mode: 'include' as const }],
  };
  const main = 'from app.users.api import router as users_router\n\napp.include_router(users_router)\n';
  const pkg = { ...INVOICES, hasModels: false, provides: ['api.router'] };
  const outcomes = await registerPackage(host(parts, { 'app.main': main }), pkg);
  expect(outcomes.map((each) => [each.file.module, each.outcome.kind])).toEqual([['app.main', 'edited']]);
});

test('a string that names models is put beside one that names those of the host', async () => {
  const sibling = { line: 1, package: undefined, shown: 'app.tables' };
  const models = [{ ...file('app.settings'), mode: 'strings' as const, sibling }];
  expect(await register({ models }, { 'app.settings': "MODELS = ['app.tables', 'audit.models']\n" })).toEqual([
    "MODELS = ['app.invoices.models', 'app.tables', 'audit.models']\n",
  ]);
});
