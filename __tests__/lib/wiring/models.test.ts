import { describe, expect, test } from '@jest/globals';
import { locateHost } from '../located.js';
import { DATABASE, feature, host, TOP } from '../sample.js';

type Texts = Readonly<Record<string, string>>;

const MAIN = `from fastapi import FastAPI
from app.items.router import router as items_router
from app.users.router import router as users_router

app = FastAPI()
app.include_router(items_router)
app.include_router(users_router)
`;

const APP: Texts = {
  '.git/HEAD': '',
  'app/main.py': MAIN,
  'app/database.py': DATABASE,
  ...feature('app/items', 'app.'),
  ...feature('app/users', 'app.'),
};

const ENV = 'from app.database import Base\nfrom app.users.models import Thing\n\ntarget_metadata = Base.metadata\n';

async function places(changes: Texts): Promise<readonly unknown[]> {
  const env = Object.keys(changes).find((path) => path.endsWith('/env.py'));
  const ini: Texts =
    env === undefined ? {} : { 'alembic.ini': `[alembic]\nscript_location = ${env.replace('/env.py', '')}\n` };
  const { models, nothing } = await locateHost(host({ ...APP, ...ini, ...changes }), TOP);
  if (nothing.models !== undefined) return [nothing.models.id];
  return models.map(({ path, mode, sibling }) => {
    const place = `${mode} ${path.slice(TOP.length + 1)}`;
    return sibling === undefined ? place : `${place} like line ${sibling.line} of ${sibling.package ?? 'the host'}`;
  });
}

describe('where the blueprint’s models are made known', () => {
  test.each([
    ['per package', 'from app.users import models as user_models\nuser_models.Base.metadata.create_all(bind=1)\n'],
    [
      'by one call for all',
      'from app.database import Base\nfrom app.users import models  # noqa: F401\nBase.metadata.create_all(bind=1)\n',
    ],
    [
      'through run_sync',
      'from app.users import models\nasync def up(c):\n    await c.run_sync(models.Base.metadata.create_all)\n',
    ],
    [
      'in a function with imports of its own',
      'def up():\n    from app.database import Base\n    import app.users.models\n    Base.metadata.create_all()\n',
    ],
  ])('is the app’s file when it makes tables %s', async (_, text) => {
    expect(await places({ 'app/main.py': MAIN + text })).toEqual(['create-all app/main.py']);
  });

  test('is the file elsewhere that a lifespan calls', async () => {
    const changes = {
      'app/main.py': `from app.startup import up\n${MAIN}`,
      'app/startup.py':
        'from app.database import Base\nfrom app.users import models  # noqa\n\n\ndef up():\n    Base.metadata.create_all()\n',
    };
    expect(await places(changes)).toEqual(['create-all app/startup.py']);
  });

  test.each([
    ['alembic.ini, from its own folder', { 'alembic.ini': '[alembic]\nscript_location = %(here)s/db/steps\n' }],
    ['pyproject.toml', { 'alembic.ini': '', 'pyproject.toml': '[tool.alembic]\nscript_location = "db/steps"\n' }],
    [
      'an ini of another name further down',
      { 'alembic.ini': '', 'db/alembic-app.ini': '[a]\nscript_location = db/steps\n' },
    ],
    ['the package that it is in', { 'alembic.ini': '[alembic]\nscript_location = db:steps\n' }],
    [
      'the code that runs it',
      { 'alembic.ini': '', 'app/up.py': 'config.set_main_option("script_location", "db/steps")\n' },
    ],
  ])('is the env.py that is named by %s', async (_, files) => {
    expect(await places({ ...files, 'db/steps/env.py': ENV, 'migrations/env.py': ENV })).toEqual([
      'imports db/steps/env.py',
    ]);
  });

  test('is the usual env.py where the folder is named in a way that is not followed', async () => {
    const ini = '[alembic]\nscript_location = @folder@\n';
    expect(await places({ 'alembic.ini': ini, 'migrations/env.py': ENV })).toEqual(['imports migrations/env.py']);
  });

  test('is no env.py that no configuration runs, and that is said', async () => {
    const changes = { ...APP, 'alembic.ini': '[alembic]\nscript_location = db/steps\n', 'db/steps/env.py': ENV };
    const { models, notes } = await locateHost(host({ ...changes, 'migrations/env.py': ENV }), TOP);
    expect(models.map(({ path }) => path)).toEqual([`${TOP}/db/steps/env.py`]);
    expect(notes).toEqual([`${TOP}/migrations/env.py is run by no Alembic configuration; it is left as it is.`]);
    const { models: none } = await locateHost(host({ ...APP, 'migrations/env.py': ENV }), TOP);
    expect(none).toEqual([]);
  });

  test('is the env.py that imports them in the else of a check for type checkers', async () => {
    const text = `from typing import TYPE_CHECKING\nfrom app.database import Base\n\nif TYPE_CHECKING:\n    pass\nelse:\n    from app.users.models import Thing\ntarget_metadata = Base.metadata\n`;
    expect(await places({ 'migrations/env.py': text })).toEqual(['imports migrations/env.py']);
  });

  test('is the env.py that stands where it usually does', async () => {
    expect(await places({ 'migrations/env.py': ENV })).toEqual(['imports migrations/env.py']);
    expect(await places({ 'migrations/env.py': ENV.replace('import Thing', 'import *') })).toEqual([
      'imports migrations/env.py',
    ]);
  });

  test('is no module that shows the models to administrators, of which it leaves some unused', async () => {
    const names = ['One', 'Two', 'Three', 'Four', 'Five'];
    const columns = names.map(
      (name) => `class ${name}Admin(ModelView, model=${name}):\n    column_list = [${name}.id, ${name}.name]\n`,
    );
    const admin = `from sqladmin import ModelView
from app.items.models import Item, ${names.join(', ')}
from app.users.models import User


${columns.join('\n\n')}`;
    const texts = { 'app/main.py': `import app.admin\n${MAIN}`, 'app/admin.py': admin };
    expect(await places(texts)).not.toContainEqual(expect.stringContaining('app/admin.py'));
    const few = admin.slice(0, admin.indexOf('class ThreeAdmin'));
    expect(await places({ ...texts, 'app/admin.py': few })).toContainEqual(
      expect.stringContaining('imports app/admin.py'),
    );
  });

  test('is the module that gathers models, when env.py or the app comes to it', async () => {
    const gathering =
      'from app.items.models import Thing as Item\nfrom app.users.models import Thing\n\n__all__ = ["Item", "Thing"]\n';
    const changes = {
      'app/models.py': gathering,
      'alembic/env.py': 'from app import models\nfrom app.database import Base\n\ntarget_metadata = Base.metadata\n',
    };
    expect(await places(changes)).toEqual(['imports app/models.py']);
    expect(await places({ 'app/models.py': gathering, 'app/main.py': `import app.models\n${MAIN}` })).toEqual([
      'imports app/models.py',
    ]);
  });

  test.each(['from app.users.models import Thing\n', 'from .models import *\n'])(
    'is the module that takes by a star what the packages pass on: %j',
    async (init) => {
      const changes = {
        'app/users/__init__.py': init,
        'app/models.py': 'from app.users import *\n',
        'alembic/env.py': 'from app import models\nfrom app.database import Base\n\ntarget_metadata = Base.metadata\n',
      };
      expect(await places(changes)).toEqual(['imports app/models.py']);
    },
  );

  test('is each of several places', async () => {
    const changes = {
      'app/main.py': `${MAIN}from app.users import models\nmodels.Base.metadata.create_all()\n`,
      'migrations/env.py': ENV,
    };
    expect(await places(changes)).toEqual(['create-all app/main.py', 'imports migrations/env.py']);
  });

  test('is a list of strings', async () => {
    const changes = {
      'app/settings.py': 'MODELS = ["app.items.models", "app.users.models"]\n',
      'app/main.py': `from app.settings import MODELS\n${MAIN}`,
    };
    expect(await places(changes)).toEqual(['strings app/settings.py']);
  });

  test('is not a file that works with the models, nor a lone import that was forgotten', async () => {
    const changes = {
      'app/main.py': `from app import auth, old\n${MAIN}`,
      'app/auth.py': 'from app.users.models import Thing\n\n\ndef who() -> Thing:\n    return Thing()\n',
      'app/old.py': 'from app.users.models import Thing\n',
    };
    expect(await places(changes)).toEqual(['through-router']);
  });

  test('is the file with one import alone where the env.py of Alembic imports it', async () => {
    const changes = {
      'app/tables.py': "from app.users.models import Thing\n\n__all__ = ['Thing']\n",
      'migrations/env.py': ENV.replace('app.users.models import Thing', 'app.tables import *'),
    };
    expect(await places(changes)).toEqual(['imports app/tables.py']);
  });

  test('is not a test, a migration or a check of types', async () => {
    const changes = {
      'app/main.py': `from typing import TYPE_CHECKING\n${MAIN}if TYPE_CHECKING:\n    from app.users.models import Thing  # noqa\n`,
      'tests/conftest.py': 'from app.users import models\n\nmodels.Base.metadata.create_all()\n',
      'migrations/versions/1.py': 'from app.users.models import Thing  # noqa\n',
    };
    expect(await places(changes)).toEqual(['through-router']);
  });

  test('is the place of other packages’ models, with the line, where the blueprint’s are not there', async () => {
    expect(await places({ 'migrations/env.py': ENV.replace('users', 'items') })).toEqual([
      'imports migrations/env.py like line 2 of items',
    ]);
  });

  test('is the place of models by layer where packages have none', async () => {
    const changes = {
      'app/users/models.py': '',
      'app/tables.py': 'from app.database import Base\n\n\nclass User(Base):\n    __tablename__ = "users"\n',
      'migrations/env.py': ENV.replace('app.users.models import Thing', 'app.tables import User'),
    };
    expect(await places(changes)).toEqual(['imports migrations/env.py like line 2 of the host']);
  });
});

describe('a place that shows the models of others', () => {
  test('is no package that makes its own models known', async () => {
    const changes = {
      'app/main.py': `from app.models import *\n${MAIN}`,
      'app/models.py': 'from app.tags import *\n',
      'app/tags/__init__.py': 'from .models import *\n',
      'app/tags/models.py': 'from app.database import Base\n\n\nclass Tag(Base):\n    __tablename__ = "tags"\n',
    };
    expect(await places(changes)).toEqual(['through-router']);
  });

  test('follows the package beside the blueprint rather than one further down', async () => {
    const changes = {
      ...feature('app/shop/orders', 'app.'),
      'migrations/env.py': `from app.items.models import *\nfrom app.shop.orders.models import *\n${ENV.replace(/.*Thing\n/, '')}`,
    };
    expect(await places(changes)).toEqual(['imports migrations/env.py like line 1 of items']);
    const further = { ...changes, 'migrations/env.py': changes['migrations/env.py'].replace(/.*\n/, '') };
    expect(await places(further)).toEqual(['imports migrations/env.py like line 1 of the host']);
  });

  test('is a string beside the blueprint', async () => {
    const changes = {
      'app/settings.py': 'MODELS = ["app.items.models", "other.models"]\n',
      'app/main.py': `from app.settings import MODELS\n${MAIN}`,
    };
    expect(await places(changes)).toEqual(['strings app/settings.py like line 1 of items']);
  });

  test('is no string that names a module which only works with a table', async () => {
    const changes = {
      'app/items/tasks.py': 'from app.items.models import Thing\n\n\ndef run():\n    Thing.__table__.insert()\n',
      'app/main.py': `${MAIN}jobs = ["app.items.tasks"]\n`,
    };
    expect(await places(changes)).toEqual(['through-router']);
  });
});

describe('why there is nothing to edit', () => {
  test('one call for all stands below the routers that bring the models', async () => {
    const changes = { 'app/main.py': `${MAIN}from app.database import Base\nBase.metadata.create_all()\n` };
    expect(await places(changes)).toEqual(['through-router']);
  });

  test.each([
    ['from app.database import Base\n\ntarget_metadata = Base.metadata\n', 'unmigrated'],
    ['from app.main import app\nfrom app.database import Base\n\ntarget_metadata = Base.metadata\n', 'through-router'],
  ])('Alembic sees models through the application or not at all: %j', async (env, reason) => {
    const router =
      'from fastapi import APIRouter\nfrom app.users.models import Thing\n\nrouter = APIRouter()\n\n\ndef get_thing() -> Thing:\n    return Thing()\n';
    expect(await places({ 'migrations/env.py': env, 'app/users/router.py': router })).toEqual([reason]);
  });

  test('the host walks over its packages', async () => {
    const changes = {
      'migrations/env.py':
        'import pkgutil\nfrom importlib import import_module\nimport app\nfrom app.database import Base\n\nfor each in pkgutil.iter_modules(app.__path__):\n    import_module(f"app.{each.name}.models")\ntarget_metadata = Base.metadata\n',
    };
    expect(await places(changes)).toEqual(['discovered']);
  });

  test('each package makes its own tables', async () => {
    const changes = feature('app/users', 'app.', {
      'models.py':
        'from app.database import Base, engine\n\n\nclass User(Base):\n    __tablename__ = "users"\n\n\nBase.metadata.create_all(engine)\n',
    });
    expect(await places(changes)).toEqual(['in-package']);
  });

  test('a create_all that is commented out is reported and left', async () => {
    const changes = { ...APP, 'app/main.py': `${MAIN}# Base.metadata.create_all()\n` };
    const { models, notes } = await locateHost(host(changes), TOP);
    expect(models).toEqual([]);
    expect(notes).toEqual(['/project/app/main.py:8 has a create_all that is commented out; it is left so.']);
  });
});

describe('where models are made known in a backend without a package that shows it', () => {
  const EMPTY: Texts = {
    'app/main.py':
      'from fastapi import FastAPI\nfrom app.routes import router\n\napp = FastAPI()\napp.include_router(router)\n',
    'app/routes.py':
      'from fastapi import APIRouter\nfrom app import health\n\nrouter = APIRouter()\nrouter.include_router(health.router)\n',
    'app/health.py': 'from fastapi import APIRouter\n\nrouter = APIRouter()\n',
    'app/database.py': DATABASE,
  };
  const alone = async (changes: Texts): Promise<readonly unknown[]> => {
    const { models, nothing } = await locateHost(host({ '.git/HEAD': '', ...EMPTY, ...changes }), TOP);
    return [
      ...models.map(({ path, mode }) => `${mode} ${path.slice(TOP.length + 1)}`),
      ...[nothing.models?.id].flatMap((id) => id ?? []),
    ];
  };

  test('is the file that makes tables, wherever the app includes routers', async () => {
    const tables = 'from app.database import Base, engine\n\nBase.metadata.create_all(bind=engine)\n';
    const changes = { 'app/tables.py': tables, 'app/main.py': `import app.tables\n${EMPTY['app/main.py']}` };
    expect(await alone(changes)).toEqual(['create-all app/tables.py']);
  });

  test('is the env.py that Alembic runs', async () => {
    const changes = {
      'alembic.ini': '[alembic]\nscript_location = migrations\n',
      'migrations/env.py': 'from app.database import Base\n\ntarget_metadata = Base.metadata\n',
    };
    expect(await alone(changes)).toEqual(['imports migrations/env.py']);
  });

  test('is nowhere but in the router where tables are made beside the base, which a model imports', async () => {
    const main = EMPTY['app/main.py']?.replace('import router', 'import router\nfrom app.database import up') ?? '';
    const database = `${DATABASE}\n\ndef up():\n    Base.metadata.create_all(bind=engine)\n`;
    expect(await alone({ 'app/main.py': main, 'app/database.py': database })).toEqual(['through-router']);
  });
});
