// Functions of the host that are given a class and return the dependency that makes its objects.
import { describe, expect, test } from '@jest/globals';
import { isRefusal, type Refusal } from '../../../lib/refusal.js';
import { learnStyle } from '../../../lib/style/style.js';
import type { Style } from '../../../lib/style/style-values.js';
import { locateHost } from '../located.js';
import { DATABASE, feature, host, TOP } from '../sample.js';

type Texts = Readonly<Record<string, string>>;

const FACTORY = `from fastapi import Depends
from sqlalchemy.orm import Session
from app.database import get_db


def get_repository(repo_type):
    def _get_repo(db: Session = Depends(get_db)):
        return repo_type(db)

    return _get_repo
`;

const REPOSITORY = `from sqlalchemy.orm import Session
from app.users.models import User
from app.users.schemas import UserCreate


class UserRepository:
    def __init__(self, db: Session):
        self.db = db

    def get(self, user_id: int):
        return self.db.get(User, user_id)

    def create(self, data: UserCreate):
        user = User(**data.model_dump())
        self.db.add(user)
        self.db.commit()
        return user
`;

const SERVICE = `from fastapi import HTTPException
from app.users.repository import UserRepository
from app.users.schemas import UserCreate


class UserService:
    def __init__(self, repo: UserRepository):
        self.repo = repo

    def get_user(self, user_id: int):
        user = self.repo.get(user_id)
        if user is None:
            raise HTTPException(status_code=404, detail="User not found")
        return user

    def create_user(self, data: UserCreate):
        return self.repo.create(data)
`;

const APP: Texts = {
  '.git/HEAD': '',
  'app/main.py': `from fastapi import FastAPI
from app.users.router import router

app = FastAPI()
app.include_router(router)
`,
  'app/database.py': DATABASE,
  'app/factory.py': FACTORY,
};

/** A router whose handlers are given `given`, and call `get` and `create` of it. */
const router = (given: string, get: string, create: string, more = ''): string => `from typing import Annotated
from fastapi import APIRouter, Depends
from app.factory import get_repository
from app.users.repository import UserRepository
from app.users.schemas import UserCreate
${more}
router = APIRouter(prefix="/users")


@router.get("/{user_id}")
def read_user(user_id: int, ${given}):
    return ${get}(user_id)


@router.post("")
def create_user(data: UserCreate, ${given}):
    return ${create}(data)
`;

const ALIAS = 'UserRepositoryDep = Annotated[UserRepository, Depends(get_repository(UserRepository))]\n';

async function learn(files: Texts, changes: Texts = {}): Promise<Style | Refusal> {
  const users = feature('app/users', 'app.', {
    'models.py': `from sqlalchemy.orm import Mapped, mapped_column
from app.database import Base


class User(Base):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(unique=True)
`,
    'schemas.py': 'from pydantic import BaseModel\n\n\nclass UserCreate(BaseModel):\n    email: str\n',
    'repository.py': REPOSITORY,
    ...files,
  });
  const all = host({ ...APP, ...users, ...changes });
  return learnStyle(all, await locateHost(all, TOP));
}

const byRepository = (given: string, more = ''): Texts => ({
  'router.py': router(given, 'users.get', 'users.create', more),
});

const DIRECT = byRepository('users: UserRepository = Depends(get_repository(UserRepository))');
const CALL = { factory: { dotted: 'app.factory.get_repository', written: 'get_repository' }, keyword: undefined };

describe('what a function of the host returns for a class', () => {
  test.each<[string, Texts, object]>([
    ['is depended on by the handlers', DIRECT, { maker: CALL, alias: undefined, parameter: '{many}' }],
    [
      'by the name of what it is given',
      byRepository('users: UserRepository = Depends(get_repository(repo_type=UserRepository))'),
      { maker: { ...CALL, keyword: 'repo_type' } },
    ],
    [
      'in an annotation',
      byRepository('users: Annotated[UserRepository, Depends(get_repository(UserRepository))]'),
      { maker: CALL },
    ],
    [
      'behind an alias of the package',
      byRepository('users: UserRepositoryDep', ALIAS),
      { maker: CALL, alias: '{One}RepositoryDep', module: 'api' },
    ],
    [
      'without a type beside it',
      byRepository('users=Depends(get_repository(UserRepository))'),
      { maker: CALL, parameter: '{many}' },
    ],
  ])('%s', async (_, files, reached) => {
    expect(await learn(files)).toMatchObject({
      session: { module: 'app.database', name: 'get_db' },
      layers: {
        kind: 'chain',
        chain: [{ holder: { name: '{One}Repository', reached: { kind: 'dependency', ...reached }, session: 'db' } }],
      },
    });
  });

  test('and so is one in a lambda', async () => {
    const [first = ''] = FACTORY.split('    def _get_repo');
    const style = await learn(DIRECT, {
      'app/factory.py': `${first}    return lambda db=Depends(get_db): repo_type(db)\n`,
    });

    expect(style).toMatchObject({
      session: { name: 'get_db' },
      layers: { chain: [{ holder: { reached: { maker: CALL } } }] },
    });
  });

  test('is given to what makes the layer above, in the package or in a file of the host', async () => {
    const maker = `

def get_user_service(user_repo=Depends(get_repository(UserRepository))):
    return UserService(user_repo)
`;
    const given = 'service: UserService = Depends(get_user_service)';
    const imports = 'from app.users.service import UserService\n';
    const own = await learn({
      'service.py': SERVICE,
      'router.py': router(given, 'service.get_user', 'service.create_user', imports + maker),
    });
    const elsewhere = await learn(
      {
        'service.py': SERVICE,
        'router.py': router(
          given,
          'service.get_user',
          'service.create_user',
          `${imports}from app.services import get_user_service\n`,
        ),
      },
      {
        'app/services.py': `from fastapi import Depends
from app.factory import get_repository
from app.users.repository import UserRepository
from app.users.service import UserService
${maker}`,
      },
    );

    const chain = [
      { role: 'crud', holder: { reached: { kind: 'dependency', maker: CALL, parameter: '{one}_repo' } } },
      { role: 'services', holder: { reached: { kind: 'dependency', maker: 'get_{one}_service' } } },
    ];
    expect(own).toMatchObject({ session: { name: 'get_db' }, layers: { chain } });
    expect(elsewhere).toMatchObject({ session: { name: 'get_db' }, layers: { chain } });
  });

  test('is refused where it makes them with more than a session', async () => {
    const style = await learn(DIRECT, {
      'app/factory.py': FACTORY.replace('repo_type(db)', 'repo_type(db, "users")'),
    });

    expect(style).toMatchObject({ id: 'layers-factory', at: { path: `${TOP}/app/factory.py`, line: 8 } });
  });

  test('is asked for nothing where it is given no class', async () => {
    const style = await learn(byRepository('users: UserRepository = Depends(get_repository("users"))'));

    expect(isRefusal(style) ? [] : style.layers).not.toMatchObject({
      chain: [{ holder: { reached: { maker: CALL } } }],
    });
  });
});

test('objects that a container makes are refused, since the new ones would have to be in it', async () => {
  const routes = router(
    'service: UserService = Depends(Provide[Container.user_service])',
    'service.get_user',
    'service.create_user',
    'from dependency_injector.wiring import Provide\nfrom app.container import Container\nfrom app.users.service import UserService\n',
  );
  const style = await learn(
    { 'service.py': SERVICE, 'router.py': routes },
    {
      'app/container.py': 'class Container:\n    user_service = None\n',
      'app/database.py': 'from sqlalchemy.orm import DeclarativeBase\n\n\nclass Base(DeclarativeBase):\n    pass\n',
    },
  );

  expect(style).toMatchObject({ id: 'session-container', at: { path: `${TOP}/app/users/router.py`, line: 6 } });
});

test('a layer that has no session, above what is none of the package, is refused', async () => {
  const style = await learn(
    {
      'service.py': SERVICE.replace('app.users.repository', 'app.storage'),
      'router.py': router(
        'db=Depends(get_db)',
        'UserService(UserRepository(db)).get_user',
        'UserService(UserRepository(db)).create_user',
        'from app.database import get_db\nfrom app.users.service import UserService\nfrom app.storage import UserRepository\n',
      ).replace('from app.users.repository import UserRepository\n', ''),
    },
    { 'app/storage.py': REPOSITORY },
  );

  expect(style).toMatchObject({ id: 'layers-below', at: { path: `${TOP}/app/users/service.py` } });
});

describe('a function of the blueprint that asks who calls', () => {
  const SECURITY = `from fastapi import Depends
from fastapi.security import OAuth2PasswordBearer

bearer = OAuth2PasswordBearer(tokenUrl="token")


def signed_in(token: str = Depends(bearer)):
    return token
`;
  const byMaker = (body: string): Promise<Style | Refusal> =>
    learn(
      {
        'router.py': router(
          'service: UserService = Depends(get_service)',
          'service.get_user',
          'service.create_user',
        ).replace(
          '\nrouter = ',
          `from sqlalchemy.orm import Session
from app.database import get_db
from app.security import signed_in
from app.users.services import UserService


def get_service(db: Session = Depends(get_db), user=Depends(signed_in)):
${body}


router = `,
        ),
        'services.py': SERVICE,
      },
      { 'app/security.py': SECURITY },
    );

  test('and makes its service: what it asks for guards the new handlers, and it does not', async () => {
    for (const body of [
      '    return UserService(UserRepository(db))',
      '    """Makes it."""\n    users = UserRepository(db)\n    return UserService(users)',
    ]) {
      const style = await byMaker(body);
      if (isRefusal(style)) throw new Error(style.reason);
      expect(style.security).toMatchObject({
        kind: 'handlers',
        guards: [{ source: { module: 'app.security', name: 'signed_in' }, form: { kind: 'route' } }],
      });
      expect(style.security.guards).toHaveLength(1);
      const { order } = style.handlerParameters.get;
      expect(order.indexOf('record')).toBeLessThan(order.indexOf('holder'));
    }
  });

  test('gives who calls, where a handler asks for an administrator besides', async () => {
    const style = await learn(
      {
        'router.py': `${router(
          'service: UserService = Depends(get_service)',
          'service.get_user',
          'service.create_user',
        ).replace(
          '\nrouter = ',
          `from app.database import get_db
from app.security import require_admin, signed_in
from app.users.models import User
from app.users.services import UserService


def get_service(db=Depends(get_db), user: User = Depends(signed_in)):
    return UserService(UserRepository(db))


router = `,
        )}

@router.delete("/{user_id}")
def delete_user(user_id: int, admin: User = Depends(require_admin), service: UserService = Depends(get_service)):
    service.delete_user(user_id)
`,
        'services.py': SERVICE,
      },
      {
        'app/security.py': `${SECURITY}

def require_admin(user=Depends(signed_in)):
    if not user.is_admin:
        raise HTTPException(403)
    return user
`,
      },
    );
    if (isRefusal(style)) throw new Error(style.reason);
    expect(style.caller).toMatchObject({
      source: { name: 'signed_in' },
      form: { name: 'user' },
      gives: { kind: 'class', name: 'User' },
    });
  });

  test('and does more is a guard as it is', async () => {
    for (const body of [
      '    db = narrowed(db)\n    return UserService(UserRepository(db))',
      '    return UserService(UserRepository(db), user)',
    ]) {
      const checked = await byMaker(body);
      expect(isRefusal(checked) ? checked.id : checked.security.guards[0]?.source?.name).toBe('get_service');
    }
    const style = await byMaker(
      '    if not user.is_admin:\n        raise HTTPException(403)\n    return UserService(UserRepository(db))',
    );
    expect(isRefusal(style) ? style.id : style.security.guards[0]?.source?.name).toBe('get_service');
  });
});
