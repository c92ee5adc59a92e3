// Backends by layer: what of them is the blueprint, and where its parts are made known.
import { describe, expect, test } from '@jest/globals';
import type { Host } from '../../../lib/wiring/host.js';
import { BY_LAYER } from '../by-layer.js';
import { locateHost } from '../located.js';
import { DATABASE, host, TOP } from '../sample.js';

const shown = (path: string): string => path.slice(TOP.length + 1);

async function located(texts: Readonly<Record<string, string>>): Promise<Host> {
  return locateHost(host(texts), TOP);
}

const partsOf = ({ byLayer }: Host): readonly string[] =>
  (byLayer?.parts ?? []).map(({ role, file, isShared }) => `${role} ${shown(file.path)}${isShared ? ' of all' : ''}`);

test('a file in each folder of a layer is the blueprint', async () => {
  const found = await located(BY_LAYER);

  expect(found).toMatchObject({ blueprint: 'users', importRoot: 'app', packages: `${TOP}/app` });
  expect(found.served.map(({ prefix }) => prefix)).toEqual(['/api/users']);
  expect(partsOf(found)).toEqual([
    'api app/api/routes/users.py',
    'models app/models/user.py',
    'schemas app/schemas/user.py',
    'crud app/crud/user.py',
  ]);
});

test('its router, its models and its other parts are known in the files of the layers', async () => {
  const { routers, models, byLayer } = await located(BY_LAYER);

  expect(routers.map(({ path, mode }) => [shown(path), mode])).toEqual([['app/api/main.py', 'include']]);
  expect(models.map(({ path, mode }) => [shown(path), mode])).toEqual([['app/models/__init__.py', 'imports']]);
  expect(byLayer?.gathering.map(({ file }) => shown(file.path))).toEqual([
    'app/models/__init__.py',
    'app/schemas/__init__.py',
    'app/crud/__init__.py',
  ]);
});

describe('the files of a feature are told by their names', () => {
  const MAIN =
    'from fastapi import FastAPI\n\nfrom FROM import NAME\n\napp = FastAPI()\napp.include_router(NAME.router)\n';
  const main = (from: string, name: string): string => MAIN.replace('FROM', from).replaceAll('NAME', name);
  const router = (imports: string): string =>
    `from fastapi import APIRouter\n${imports}\nrouter = APIRouter()\n\n\n@router.get("/")\ndef list_all():\n    return []\n`;
  const MODEL = 'class User(Base):\n    __tablename__ = "users"\n';

  test.each([
    [
      'with tables among those that are called like models',
      {
        'src/main.py': main('src.endpoints', 'user'),
        'src/endpoints/user.py': router(
          'from src.use_cases.user_service import UserService\nfrom src.schemas.user import UserRead\n',
        ),
        'src/use_cases/user_service.py': 'from src.domain.entities.user import User\n\n\nclass UserService: ...\n',
        'src/domain/entities/user.py': 'class User: ...\n',
        'src/infrastructure/models/user.py': MODEL.replace('User(', 'UserOrm('),
        'src/schemas/user.py': 'class UserRead: ...\n',
      },
      [
        'api src/endpoints/user.py',
        'models src/infrastructure/models/user.py',
        'schemas src/schemas/user.py',
        'services src/use_cases/user_service.py',
      ],
    ],
    [
      'with the name of their layer',
      {
        'src/main.py': main('src.controllers', 'user_controller'),
        'src/controllers/user_controller.py': router('from src.services.user_service import UserService\n'),
        'src/services/user_service.py':
          'from src.repositories.user_repository import UserRepository\n\n\nclass UserService: ...\n',
        'src/repositories/user_repository.py':
          'from src.models.user_model import User\n\n\nclass UserRepository: ...\n',
        'src/models/user_model.py': MODEL,
        'src/schemas/user_schema.py': 'class UserRead: ...\n',
      },
      [
        'api src/controllers/user_controller.py',
        'models src/models/user_model.py',
        'schemas src/schemas/user_schema.py',
        'crud src/repositories/user_repository.py',
        'services src/services/user_service.py',
      ],
    ],
    [
      'below a version, with the layer in front',
      {
        'app/main.py': main('app.api.api_v1.endpoints', 'users'),
        'app/api/api_v1/endpoints/users.py': router('from app.crud.crud_user import user\n'),
        'app/crud/crud_user.py': 'from app.models.user import User\n\n\nclass CRUDUser: ...\n\n\nuser = CRUDUser()\n',
        'app/crud/base.py': 'class CRUDBase: ...\n',
        'app/models/user.py': MODEL,
      },
      ['api app/api/api_v1/endpoints/users.py', 'models app/models/user.py', 'crud app/crud/crud_user.py'],
    ],
    [
      'one for all features',
      {
        'main.py': main('routers', 'users'),
        'routers/users.py': router('import crud\nimport models, schemas\n'),
        'routers/items.py': router('import crud\n'),
        'crud.py': 'import models\n\n\ndef get_user(): ...\n',
        'models.py': MODEL,
        'schemas.py': 'class UserRead: ...\n',
      },
      ['api routers/users.py', 'models models.py of all', 'schemas schemas.py of all', 'crud crud.py of all'],
    ],
    [
      'one for all features, in the folder of the models',
      {
        'app/main.py': main('app.routers', 'users'),
        'app/routers/users.py': router('from app.models import db_models, schemas\nfrom app.crud import crud_user\n'),
        'app/crud/crud_user.py': 'from app.models import db_models\n\n\ndef get_user(): ...\n',
        'app/models/db_models.py': `${MODEL}\n\n${MODEL.replace('User', 'Item').replace('users', 'items')}`,
        'app/models/schemas.py': 'class UserRead: ...\n',
      },
      [
        'api app/routers/users.py',
        'models app/models/db_models.py of all',
        'schemas app/models/schemas.py of all',
        'crud app/crud/crud_user.py',
      ],
    ],
  ])('%s', async (_, texts, parts) => {
    const found = await located({ 'pyproject.toml': '', 'app/database.py': DATABASE, ...texts });

    expect(found.blueprint).toBe('users');
    expect(partsOf(found)).toEqual(parts);
  });
});

test('a file that only includes the routers of others is of no feature', async () => {
  const { byLayer, routers } = await located({
    ...BY_LAYER,
    'app/api/main.py': 'from app.api.v1 import api_router\n',
    'app/api/v1.py': BY_LAYER['app/api/main.py'] ?? '',
  });

  expect(routers.map(({ path }) => shown(path))).toEqual(['app/api/v1.py']);
  expect(byLayer?.parts[0]?.file.module).toBe('app.api.routes.users');
});

describe('a word of a role that is a thing of the business', () => {
  const router = (imports: string): string =>
    `from fastapi import APIRouter\n${imports}\nrouter = APIRouter()\n\n\n@router.get("/")\ndef list_all():\n    return []\n`;
  const model = (name: string): string => `class ${name}(Base):\n    __tablename__ = "${name.toLowerCase()}"\n`;
  const backend = (beside: Readonly<Record<string, string>>): Promise<Host> =>
    located({
      'pyproject.toml': '',
      'app/database.py': DATABASE,
      'app/main.py':
        'from fastapi import FastAPI\nfrom app.endpoints import user_views, users\n\napp = FastAPI()\napp.include_router(users.router)\napp.include_router(user_views.router)\n',
      'app/endpoints/users.py': router('from app.models.user import User\n'),
      'app/endpoints/user_views.py': router('from app.models.user_view import UserView\n'),
      'app/models/user.py': model('User'),
      ...beside,
    });

  test('names another feature beside the one that it begins with', async () => {
    const found = await backend({ 'app/models/user_view.py': model('UserView') });
    expect(found.blueprint).toBe('users');
    expect(partsOf(found)).toEqual(['api app/endpoints/users.py', 'models app/models/user.py']);
  });

  test('and says the role where nothing is beside it', async () => {
    const { byLayer, blueprint } = await located({
      'pyproject.toml': '',
      'app/database.py': DATABASE,
      'app/main.py':
        'from fastapi import FastAPI\nfrom app.endpoints import user_views\n\napp = FastAPI()\napp.include_router(user_views.router)\n',
      'app/endpoints/user_views.py': router('from app.models.user import User\n'),
      'app/models/user.py': model('User'),
    });
    expect([blueprint, byLayer?.parts[0]?.file.module]).toEqual(['users', 'app.endpoints.user_views']);
  });
});

test.each(['garden', 'blog'])(
  'the layers may be in a package %s, which is no feature, beside its application',
  async (name) => {
    const router = (one: string): string => `from fastapi import APIRouter, Depends

from .. import models, schemas
from ..database import get_db

router = APIRouter(prefix="/${one}")


@router.post("")
def create(data: schemas.${capitalized(one)}, db=Depends(get_db)):
    return models.${capitalized(one)}()


@router.put("/{id}")
def update(id: int, db=Depends(get_db)):
    return None
`;
    const classes = (base: string): string =>
      ['Blog', 'User'].map((each) => `class ${each}(${base}):\n    name: str\n    __tablename__ = "x"\n`).join('\n\n');
    const found = await located({
      'pyproject.toml': '',
      [`${name}/__init__.py`]: '',
      [`${name}/main.py`]: `from fastapi import FastAPI

from .routers import blog, user

app = FastAPI()
app.include_router(blog.router)
app.include_router(user.router)
`,
      [`${name}/database.py`]: DATABASE,
      [`${name}/models.py`]: `from .database import Base\n\n\n${classes('Base')}`,
      [`${name}/schemas.py`]: `from pydantic import BaseModel\n\n\n${classes('BaseModel')}`,
      [`${name}/routers/__init__.py`]: '',
      [`${name}/routers/blog.py`]: router('blog'),
      [`${name}/routers/user.py`]: router('user'),
    });

    expect(found).toMatchObject({ blueprint: 'users', importRoot: name });
    expect(partsOf(found)).toEqual([
      `api ${name}/routers/user.py`,
      `models ${name}/models.py of all`,
      `schemas ${name}/schemas.py of all`,
    ]);
  },
);

const capitalized = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
