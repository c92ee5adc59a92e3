// Which layers a blueprint has, what holds their operations, and how these are called.
import { describe, expect, test } from '@jest/globals';
import { nounsOf } from '../../../lib/naming/name-pattern.js';
import { isRefusal } from '../../../lib/refusal.js';
import type { Layers } from '../../../lib/style/layers.js';
import { learnStyle } from '../../../lib/style/style.js';
import type { Style } from '../../../lib/style/style-values.js';
import { locateHost } from '../located.js';
import { DATABASE, feature, host, TOP, USER_MODELS, USERS_MAIN } from '../sample.js';

const SCHEMAS = `from pydantic import BaseModel


class UserCreate(BaseModel):
    email: str
`;

const HEAD = `from fastapi import APIRouter, Depends, HTTPException
from sqlalchemy.orm import Session
from app.database import get_db
from app.users.models import User
from app.users.schemas import UserCreate
`;

const IMPORTS = `from fastapi import HTTPException
from sqlalchemy import select
from sqlalchemy.orm import Session
from app.users.models import User
from app.users.schemas import UserCreate
`;

/** A router whose handlers get and create by what `get` and `create` call; `given` are the parameters for it. */
function router(imports: string, get: string, create: string, given = 'db: Session = Depends(get_db)'): string {
  return `${HEAD}${imports}
router = APIRouter(prefix="/users")


@router.get("/{user_id}")
def read_user(user_id: int, ${given}):
    ${get}


@router.post("")
def create_user(data: UserCreate, ${given}):
    ${create}
`;
}

async function learned(
  files: Readonly<Record<string, string>>,
  beside: Readonly<Record<string, string>> = {},
): Promise<Style> {
  const all = host({
    '.git/HEAD': '',
    'app/main.py': USERS_MAIN,
    'app/database.py': DATABASE,
    ...beside,
    ...feature('app/users', 'app.', { 'models.py': USER_MODELS, 'schemas.py': SCHEMAS, ...files }),
  });
  const style = learnStyle(all, await locateHost(all, TOP));
  if (isRefusal(style)) throw new Error(`${style.id}: ${style.reason}`);
  return style;
}

const layersOf = async (files: Readonly<Record<string, string>>): Promise<Layers> => (await learned(files)).layers;

const FUNCTIONS = `

def get_user(db: Session, user_id: int):
    return db.get(User, user_id)


def create_user(db: Session, user: UserCreate):
    db_user = User(**user.model_dump())
    db.add(db_user)
    db.commit()
    return db_user
`;

describe('where a write is committed', () => {
  const repository = (ends: string): string => `${IMPORTS}

class UserRepository:
    def __init__(self, session: Session) -> None:
        self.session = session

    def get(self, user_id: int):
        return self.session.get(User, user_id)

    def add(self, data: UserCreate):
        user = User(**data.model_dump())
        self.session.add(user)
${ends}        return user
`;
  const service = (ends: string): string => `from sqlalchemy.orm import Session

from app.users.repository import UserRepository


class UserService:
    def __init__(self, session: Session) -> None:
        self.repository = UserRepository(session)

    def get(self, user_id: int):
        return self.repository.get(user_id)

    def create(self, data):
        user = self.repository.add(data)
${ends}        return user
`;
  const writes = async (below: string, between: string, handler: string): Promise<unknown> => {
    const layers = await layersOf({
      'repository.py': repository(below),
      'service.py': service(between),
      'router.py': router(
        'from app.users.service import UserService\n',
        'return UserService(db).get(user_id)',
        `user = UserService(db).create(data)\n    ${handler}return user`,
      ),
    });
    return layers.kind === 'chain' && layers.writes;
  };
  const line = (text: string): string => `        ${text}\n`;

  test.each([
    ['below', line('self.session.commit()'), '', '', { commits: 'crud' }],
    ['below, and again above', line('self.session.commit()'), '', 'db.commit()\n    ', { commits: 'crud' }],
    ['nowhere that is seen', '', '', '', { commits: 'crud' }],
    // By the session that the repository holds.
    ['by the service', '', line('self.repository.session.commit()'), '', { commits: 'services', isFlushed: false }],
    ['by a handler', line('self.session.flush()'), '', 'db.commit()\n    ', { commits: 'handlers', isFlushed: true }],
  ])('%s', async (_, below, between, handler, expected) => {
    expect(await writes(below, between, handler)).toMatchObject(expected);
  });

  test('and what was written is read behind the commit, but where sessions keep it', async () => {
    const commits = 'db.commit()\n    ';
    expect(await writes('', '', commits)).toMatchObject({ commits: 'handlers', isReadBehind: true });
    const keeping = DATABASE.replace(/sessionmaker\(/, 'sessionmaker(expire_on_commit=False, ');
    expect(keeping).not.toBe(DATABASE);
    const found = await learned(
      {
        'crud.py': IMPORTS + FUNCTIONS.replace('db.commit()', 'db.flush()'),
        'router.py': router(
          'from app.users import crud\n',
          'return crud.get_user(db, user_id)',
          'user = crud.create_user(db, data)\n    db.commit()\n    return user',
        ),
      },
      { 'app/database.py': keeping },
    );
    expect(found.layers).toMatchObject({ writes: { commits: 'handlers', isFlushed: true, isReadBehind: false } });
  });

  test.each(['expire_on_commit=False, autoflush=False, ', 'expire_on_commit=False, '])(
    'and what is read back before it is sent before: %s',
    async (made) => {
      const found = await learned(
        {
          'crud.py': IMPORTS + FUNCTIONS.replace('    db.commit()\n', ''),
          'router.py': router(
            'from app.users import crud\n',
            'return crud.get_user(db, user_id)',
            'user = crud.create_user(db, data)\n    db.commit()\n    return user',
          ),
        },
        { 'app/database.py': DATABASE.replace(/sessionmaker\(/, `sessionmaker(${made}`) },
      );
      expect(found.layers).toMatchObject({ writes: { commits: 'handlers', isFlushed: true, isReadBehind: false } });
    },
  );
});

describe('which layers there are', () => {
  test('crud functions alone: the handlers answer', async () => {
    const layers = await layersOf({
      'crud.py': IMPORTS + FUNCTIONS,
      'router.py': router(
        'from app.users import crud\n',
        'user = crud.get_user(db, user_id=user_id)\n    if not user:\n        raise HTTPException(404, "User not found")\n    return user',
        'return crud.create_user(db=db, user=data)',
      ),
    });
    expect(layers).toMatchObject({
      kind: 'chain',
      missing: 'handlers',
      taken: 'handlers',
      variable: '{one}',
      loader: undefined,
      chain: [
        {
          role: 'crud',
          holder: { kind: 'functions', isByModule: true },
          isTyped: false,
          order: ['get', 'create'],
          operations: {
            get: { name: 'get_{one}', parameters: [{ name: 'db' }, { name: '{one}_id', given: 'name' }] },
            create: { variable: 'db_{one}', parameters: [{ name: 'db', given: 'name' }, { name: '{one}' }] },
            // Not shown: named by the pattern of the others.
            list: { name: 'get_{many}' },
            update: { name: 'update_{one}' },
            delete: { name: 'delete_{one}' },
          },
        },
      ],
    });
  });

  test('what an update is given is called after what a create is, with its own verb', async () => {
    const layers = await layersOf({
      'crud.py': `${IMPORTS}\n\ndef create_user(db: Session, user_create: UserCreate):\n    user = User(**user_create.model_dump())\n    db.add(user)\n    db.commit()\n    return user\n`,
      'router.py': router(
        'from app.users import crud\n',
        'return db.get(User, user_id)',
        'return crud.create_user(db=db, user_create=data)',
      ),
    });
    expect(layers).toMatchObject({
      chain: [
        {
          operations: {
            create: { parameters: [{ kind: 'session' }, { kind: 'data', name: '{one}_create', given: 'name' }] },
            update: { parameters: [{ kind: 'session' }, { kind: 'key' }, { kind: 'data', name: '{one}_update' }] },
          },
        },
      ],
    });
  });

  test('a name of what was changed is none of a record that was read', async () => {
    const layers = await layersOf({
      'router.py': `${IMPORTS}from fastapi import APIRouter, Depends
from app.database import get_db
from app.users.models import User

router = APIRouter(prefix="/users")


@router.put("/{user_id}")
def update_user(user_id: int, data: dict, db: Session = Depends(get_db)):
    old_user = db.get(User, user_id)
    updated_user = db.merge(User(id=old_user.id, **data))
    db.commit()
    return updated_user
`,
    });
    expect(layers).toMatchObject({ kind: 'chain', variable: '{one}' });
  });

  test('a name of what is new is none of a record that was read', async () => {
    const layers = await layersOf({
      'router.py': `${IMPORTS}from fastapi import APIRouter, Depends
from app.database import get_db
from app.users.models import User

router = APIRouter(prefix="/users")


@router.post("")
def create_user(data: dict, db: Session = Depends(get_db)):
    new_user = User(**data)
    db.add(new_user)
    db.commit()
    return new_user
`,
    });
    expect(layers).toMatchObject({ kind: 'chain', chain: [], variable: '{one}' });
  });

  test('services alone: they run the statements and answer', async () => {
    const layers = await layersOf({
      'service.py': `${IMPORTS}

def fetch(db: Session, user_id: int):
    user = db.scalars(select(User).where(User.id == user_id)).first()
    if user is None:
        raise HTTPException(status_code=404, detail="User not found")
    return user


def add(db: Session, data: UserCreate):
    db.add(User(**data.model_dump()))
    db.commit()
`,
      'router.py': router(
        'from app.users.service import add, fetch\n',
        'return fetch(db, user_id)',
        'return add(db, data)',
      ),
    });
    expect(layers).toMatchObject({
      missing: 'services',
      taken: 'services',
      chain: [
        {
          role: 'services',
          holder: { kind: 'functions', isByModule: false },
          operations: {
            get: { name: 'fetch' },
            create: { name: 'add' },
            list: { name: 'get_all' },
            update: { name: 'update' },
          },
        },
      ],
    });
  });

  test('none where the handlers run the statements', async () => {
    const layers = await layersOf({
      'router.py': router('', 'return db.get(User, user_id)', 'db.add(User(**data.model_dump()))\n    db.commit()'),
    });
    expect(layers).toMatchObject({ kind: 'chain', chain: [], missing: 'handlers', taken: 'handlers' });
  });

  test("the standard's, where nothing shows them or the blueprint has them by the same names", async () => {
    expect(await layersOf({})).toEqual({ kind: 'standard' });
    const layers = await layersOf({
      'crud.py': IMPORTS + FUNCTIONS,
      'services.py': `${IMPORTS}from app.users import crud


def get_user(db: Session, user_id: int):
    return crud.get_user(db, user_id)


def create_user(db: Session, data: UserCreate):
    return crud.create_user(db, data)


def list_users(db: Session):
    return []
`,
      'router.py': router(
        'from app.users import services\n',
        'return services.get_user(db, user_id)',
        'return services.create_user(db, data)',
      ),
    });
    expect(layers).toEqual({ kind: 'standard' });
  });

  test('a password that is hashed and an email that is looked up are no operations', async () => {
    const layers = await layersOf({
      'crud.py': `${IMPORTS}

def get_user_by_email(db: Session, email: str):
    return db.scalar(select(User).where(User.email == email))
${FUNCTIONS}`,
      'router.py': router(
        'from app.users import crud\n',
        'return crud.get_user(db, user_id)',
        'if crud.get_user_by_email(db, data.email):\n        raise HTTPException(400, "Email already registered")\n    return crud.create_user(db, data)',
      ),
    });
    expect(layers).toMatchObject({
      taken: 'handlers',
      chain: [{ operations: { get: { name: 'get_{one}' }, create: { name: 'create_{one}' } } }],
    });
  });

  test.each([
    ['CRUDProduct', 'CRUD{One}'],
    ['Accounts', 'Accounts'],
  ])('a class that is called after another feature, as %s, is %s', async (name, pattern) => {
    const crud = `${IMPORTS}

class ${name}:
    def get(self, db: Session, user_id: int):
        return db.get(User, user_id)

    def create(self, db: Session, data: UserCreate):
        user = User(**data.model_dump())
        db.add(user)
        db.commit()
        return user


user = ${name}()
`;
    const layers = await layersOf({
      'crud.py': crud,
      'router.py': router(
        'from app.users import crud\n',
        'return crud.user.get(db, user_id)',
        'return crud.user.create(db, data)',
      ),
    });
    expect(layers).toMatchObject({ chain: [{ holder: { kind: 'object', name: pattern } }] });
  });

  test('operations of one name are told apart: what is left of find_by_query and find_by_tag is find', async () => {
    const dao = `${IMPORTS}

class UserDAO:
    @classmethod
    def find_by_query(cls, db: Session, **filters):
        return db.scalars(select(User).filter_by(**filters)).all()

    @classmethod
    def find_by_tag(cls, db: Session, user_id: int):
        return db.get(User, user_id)

    @classmethod
    def create(cls, db: Session, user: UserCreate):
        db_user = User(**user.model_dump())
        db.add(db_user)
        db.commit()
        return db_user
`;
    const api = router(
      'from app.users.dao import UserDAO\n',
      'return UserDAO.find_by_tag(db, user_id)',
      'return UserDAO.create(db, data)',
    );
    const list = `\n\n@router.get("")\ndef read_users(db: Session = Depends(get_db)):\n    return UserDAO.find_by_query(db)\n`;
    const layers = await layersOf({ 'dao.py': dao, 'router.py': api + list });
    const names = (layers.kind === 'chain' ? layers.chain : []).flatMap(({ operations }) =>
      Object.values(operations).map(({ name }) => name),
    );
    expect(names).toContain('find');
    expect(new Set(names).size).toBe(names.length);
  });

  test('a path that answers a list gets no record', async () => {
    const crud = `${IMPORTS}${FUNCTIONS}

def get_by_tag(db: Session, tag: str):
    return db.scalars(select(User).where(User.email == tag)).all()
`;
    const api = router('from app.users import crud\n', 'return None', 'return crud.create_user(db, data)').replace(
      '@router.get("/{user_id}")\ndef read_user(user_id: int, db: Session = Depends(get_db)):\n    return None',
      '@router.get("/{tag}")\ndef read_tagged(tag: str, db: Session = Depends(get_db)) -> list[User]:\n    return crud.get_by_tag(db, tag)',
    );
    expect(await layersOf({ 'crud.py': crud, 'router.py': api })).toMatchObject({
      chain: [{ operations: { get: { name: 'get_{one}', parameters: [{ kind: 'session' }, { name: '{one}_id' }] } } }],
    });
  });
});

const METHODS = (first: string, decorator = ''): string => `
    ${decorator}
    def get(${first}user_id: int):
        return db.get(User, user_id)

    ${decorator}
    def create(${first}data: UserCreate):
        user = User(**data.model_dump())
        db.add(user)
        db.commit()
        return user
`;

const OBJECT = `${IMPORTS}

class UserService:
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

describe('what holds the operations', () => {
  test.each([
    ['static', 'db: Session, ', '@staticmethod'],
    ['class', 'cls, db: Session, ', '@classmethod'],
  ])('a class with %s methods', async (kind, first, decorator) => {
    const layers = await layersOf({
      'services.py': `${IMPORTS}\n\nclass UserService:${METHODS(first, decorator)}`,
      'router.py': router(
        'from app.users.services import UserService\n',
        'return UserService.get(db, user_id)',
        'return UserService.create(db, data)',
      ),
    });
    expect(layers).toMatchObject({ chain: [{ holder: { kind, name: '{One}Service' } }] });
  });

  test('an object that a handler makes', async () => {
    const layers = await layersOf({
      'services.py': OBJECT,
      'router.py': router(
        'from app.users.services import UserService\n',
        'return UserService(db).get(user_id)',
        'service = UserService(db)\n    return service.create(data)',
      ),
    });
    expect(layers).toMatchObject({
      chain: [
        {
          holder: {
            kind: 'object',
            reached: { kind: 'made', local: undefined },
            takes: { kind: 'session', name: 'db' },
            session: 'db',
          },
        },
      ],
    });
  });

  test('an object that a dependency makes, by its name, by an alias, and as the class itself', async () => {
    const maker = '\n\ndef get_user_service(db: Session = Depends(get_db)):\n    return UserService(db)\n';
    const calls = ['return service.get(user_id)', 'return service.create(data)'] as const;
    const named = await layersOf({
      'services.py': OBJECT,
      'deps.py': `${HEAD}from app.users.services import UserService${maker}`,
      'router.py': router(
        'from app.users.deps import get_user_service\nfrom app.users.services import UserService\n',
        ...calls,
        'service: UserService = Depends(get_user_service)',
      ),
    });
    const alias = 'UserServiceDep = Annotated[UserService, Depends(get_user_service)]\n';
    const aliased = await layersOf({
      'services.py': `${HEAD}from typing import Annotated\n${OBJECT}${maker}\n\n${alias}`,
      'router.py': router('from app.users.services import UserServiceDep\n', ...calls, 'service: UserServiceDep'),
    });
    const whole = await layersOf({
      'services.py': OBJECT.replace('db: Session)', 'db: Session = Depends(get_db))').replace(
        'import HTTPException',
        'import Depends, HTTPException\nfrom app.database import get_db',
      ),
      'router.py': router(
        'from app.users.services import UserService\n',
        ...calls,
        'service: UserService = Depends(UserService)',
      ),
    });
    const reached = (layers: Layers): unknown =>
      layers.kind === 'chain' && layers.chain[0]?.holder.kind === 'object' && layers.chain[0].holder.reached;
    const made = {
      kind: 'dependency',
      parameter: 'service',
      maker: 'get_{one}_service',
      alias: undefined,
      session: 'db',
      module: 'deps',
    };
    expect(reached(named)).toEqual(made);
    expect(reached(aliased)).toEqual({ ...made, alias: '{One}ServiceDep', module: 'services' });
    expect(reached(whole)).toMatchObject({ kind: 'dependency', maker: undefined, parameter: 'service' });
  });

  test('an object of a dataclass, which keeps what its fields are given', async () => {
    const { layers } = await learned(
      {
        'repository.py': `${IMPORTS}from app.base import Repository


class UserRepository(Repository):
    def get_user(self, user_id: int):
        return self.session.get(User, user_id)

    def create_user(self, user):
        self.session.add(user)
        self.session.commit()
        return user
`,
        'service.py': `from dataclasses import dataclass
from app.users.models import User
from app.users.repository import UserRepository


@dataclass(slots=True)
class UserService:
    user_repository: UserRepository

    def get_user(self, user_id: int):
        return self.user_repository.get_user(user_id)

    def create_user(self, data):
        return self.user_repository.create_user(User(**data.model_dump()))
`,
        'router.py': router(
          'from app.deps import get_user_service\nfrom app.users.service import UserService\n',
          'return service.get_user(user_id)',
          'return service.create_user(data)',
          'service: UserService = Depends(get_user_service)',
        ),
      },
      {
        'app/base.py':
          'from dataclasses import dataclass\nfrom sqlalchemy.orm import Session\n\n\n@dataclass\nclass Repository:\n    session: Session\n',
        'app/deps.py': `from fastapi import Depends
from app.database import get_db
from app.users.repository import UserRepository
from app.users.service import UserService


def get_user_repository(session=Depends(get_db)) -> UserRepository:
    return UserRepository(session)


def get_user_service(user_repository: UserRepository = Depends(get_user_repository)) -> UserService:
    return UserService(user_repository)
`,
      },
    );
    expect(layers).toMatchObject({
      chain: [
        { role: 'crud', holder: { takes: { kind: 'session', name: 'session' }, session: 'session' } },
        {
          role: 'services',
          holder: {
            takes: { kind: 'below', name: '{one}_repository' },
            below: { name: '{one}_repository', isMade: false },
            isDataclass: true,
          },
        },
      ],
    });
  });

  test('an object of a module', async () => {
    const layers = await layersOf({
      'services.py': `${IMPORTS}\n\nclass UserService:${METHODS('self, db: Session, ')}\n\nuser_service = UserService()\n`,
      'router.py': router(
        'from app.users.services import user_service\n',
        'return user_service.get(db, user_id)',
        'return user_service.create(db, data)',
      ),
    });
    expect(layers).toMatchObject({ chain: [{ holder: { reached: { kind: 'object', name: '{one}_service' } } }] });
  });

  test('an object that the module of the handlers makes', async () => {
    const layers = await layersOf({
      'services.py': `${IMPORTS}\n\nclass UserService:${METHODS('self, db: Session, ')}\n`,
      'router.py': router(
        'from app.users.services import UserService\n\nuser_service = UserService()\n',
        'return user_service.get(db, user_id)',
        'return user_service.create(db, data)',
      ),
    });
    expect(layers).toMatchObject({
      chain: [{ holder: { reached: { kind: 'object', name: '{one}_service', isInHandlers: true } } }],
    });
  });

  test('a service that holds a repository', async () => {
    const layers = await layersOf({
      'repository.py': OBJECT.replace('UserService', 'UserRepository'),
      'service.py': `from app.users.repository import UserRepository


class UserService:
    def __init__(self, db):
        self.repository = UserRepository(db)

    def get_user(self, user_id: int):
        return self.repository.get(user_id)

    def create_user(self, data):
        return self.repository.create(data.model_dump())
`,
      'router.py': router(
        'from app.users.service import UserService\n',
        'return UserService(db).get_user(user_id)',
        'return UserService(db).create_user(data)',
      ),
    });
    expect(layers).toMatchObject({
      chain: [
        { role: 'crud', holder: { name: '{One}Repository', session: 'db' } },
        {
          role: 'services',
          holder: { name: '{One}Service', takes: { kind: 'session' }, below: { name: 'repository', isMade: true } },
        },
      ],
    });
  });

  test('a service that is given a repository, which it calls after the feature', async () => {
    const layers = await layersOf({
      'repository.py': OBJECT.replace('UserService', 'UserRepository'),
      'service.py': `from app.users.repository import UserRepository


class UserService:
    def __init__(self, user_repo: UserRepository):
        self.user_repo = user_repo

    def get_user(self, user_id: int):
        return self.user_repo.get(user_id)

    def create_user(self, data):
        return self.user_repo.create(data.model_dump())
`,
      'router.py': router(
        'from app.users.repository import UserRepository\nfrom app.users.service import UserService\n',
        'return UserService(UserRepository(db)).get_user(user_id)',
        'return UserService(UserRepository(db)).create_user(data)',
      ),
    });
    expect(layers).toMatchObject({
      chain: [
        { role: 'crud' },
        {
          role: 'services',
          holder: { takes: { kind: 'below', name: '{one}_repo' }, below: { name: '{one}_repo', isMade: false } },
        },
      ],
    });
  });
});

test('sessions that a service opens go before a dependency that nobody uses, and a login names no handler', async () => {
  const { session, handlerNames } = await learned({
    'service.py': `from app.database import SessionLocal
from app.users.models import User


class UserService:
    @staticmethod
    def get_user(user_id: int):
        with SessionLocal() as session:
            return session.get(User, user_id)

    @staticmethod
    def create_user(data):
        with SessionLocal() as session:
            session.add(User(**data.model_dump()))
            session.commit()
`,
    'router.py': `from fastapi import APIRouter
from app.users.schemas import UserCreate
from app.users.service import UserService

router = APIRouter(prefix="/users")


@router.get("/{user_id}")
def read_user(user_id: int):
    return UserService.get_user(user_id)


@router.post("")
def login(data: UserCreate):
    return UserService.create_user(data)
`,
  });
  expect(session).toEqual({ module: 'app.database', name: 'SessionLocal', opens: true });
  expect(handlerNames).toMatchObject({ get: 'read_{one}', create: 'create_{one}' });
});

test.each([
  ['db_dependency', 'db_dependency = Annotated[Session, Depends(open_db)]\n', 'db: db_dependency'],
  ['DbSession', '', 'db: Session = Depends(open_db)'],
])('what a router opens its sessions with is called as there, behind %s', async (name, alias, taken) => {
  const { session, sessionForm } = await learned({
    'router.py': `from typing import Annotated
from fastapi import APIRouter, Depends
from sqlalchemy.orm import Session
from app.database import SessionLocal
from app.users.models import User
from app.users.schemas import UserCreate

router = APIRouter(prefix="/users")


def open_db():
    db = SessionLocal()
    try:
        yield db
    finally:
        db.close()


${alias}
@router.post("")
def create_user(${taken}, data: UserCreate):
    user = User(**data.model_dump())
    db.add(user)
    db.commit()
    return user
`,
  });
  expect(session).toMatchObject({ name: 'SessionLocal', opens: true });
  const plain = alias === '' ? { plain: 'default' } : {};
  expect(sessionForm).toEqual({ kind: 'own', role: 'deps', name, opener: 'open_db', ...plain });
});

test('the session is taken as where the host makes what the handlers are given, in whatever module', async () => {
  const all = host({
    '.git/HEAD': '',
    'pyproject.toml': '[tool.backend-package]\nsession = "app.database:get_db"\n',
    'app/main.py': USERS_MAIN,
    'app/database.py': DATABASE,
    'app/deps.py':
      'from fastapi import Depends\nfrom app.database import get_db\n\n\ndef made_of(type):\n    def made(session=Depends(get_db)):\n        return type(session)\n\n    return made\n',
    ...feature('app/users', 'app.', {
      'models.py': USER_MODELS,
      'schemas.py': SCHEMAS,
      'router.py':
        'from fastapi import APIRouter, Depends\nfrom app.deps import made_of\nfrom app.users.models import User\n\nrouter = APIRouter(prefix="/users")\n\n\n@router.get("")\ndef list_users(repo=Depends(made_of(User))):\n    return repo.all()\n',
    }),
  });
  const style = learnStyle(all, await locateHost(all, TOP));
  expect(!isRefusal(style) && style.sessionForm.kind).toBe('default');
});

describe('the words on the session', () => {
  test.each([
    ['get', 'db.get(User, user_id)'],
    ['get', 'db.query(User).get(user_id)'],
    ['query', 'db.query(User).filter(User.id == user_id).first()'],
    ['execute', 'db.execute(select(User).where(User.id == user_id)).scalar_one_or_none()'],
    ['scalar', 'db.scalar(select(User).where(User.id == user_id))'],
  ])('one row is read by %s', async (get, text) => {
    const style = await learned({
      'router.py': router('from sqlalchemy import select\n', `return ${text}`, 'return {}'),
    });
    expect(style.queries.get).toBe(get);
  });
});

describe('how it is answered', () => {
  test.each([
    ['HTTPException(404, "User not found")', { isNamed: false, status: 'number', missing: '{Title} not found' }],
    [
      'HTTPException(status_code=status.HTTP_404_NOT_FOUND, detail=f"No user {user_id}")',
      { isNamed: true, status: 'name', missing: 'No {title} {key}' },
    ],
    ['HTTPException(404, f"User {data.email} not found")', { missing: '{Title} not found' }],
  ])('%s', async (raise, raises) => {
    const style = await learned({
      'router.py': router('', `user = db.get(User, user_id)\n    if not user:\n        raise ${raise}`, 'return {}'),
    });
    expect(style.raises).toMatchObject({ ...raises, test: 'not' });
  });

  test.each([
    ['"User not found or inactive"', '{Title} not found'],
    ['"Not found"', 'Not found'],
    ['"Team not found"', '{Title} not found'],
    ['"해당 팀을 찾을 수 없습니다"', '{Title}을(를) 찾을 수 없습니다'],
  ])('a missing record, and not what else is missing: %s', async (words, missing) => {
    const style = await learned({
      'router.py': router(
        '',
        `user = db.get(User, user_id)\n    if not user:\n        raise HTTPException(404, ${words})`,
        '',
      ),
    });
    expect(style.raises.missing).toBe(missing);
  });

  test('a missing record, below what it refers to', async () => {
    const text = 'if not db.get(Team, 1):\n        raise HTTPException(404, detail="Team not found")';
    const style = await learned({
      'router.py': router(
        '',
        `${text}\n    user = db.get(User, user_id)\n    if not user:\n        raise HTTPException(404, "No such user")`,
        'return {}',
      ),
    });
    expect(style.raises.missing).toBe('No such {title}');
  });

  test('a taken value, with the field in its words', async () => {
    const text =
      'try:\n        db.commit()\n    except IntegrityError as e:\n        raise HTTPException(409, "This email exists") from e';
    const style = await learned({
      'router.py': router('', 'return db.get(User, user_id)', `db.add(User())\n    ${text}`),
    });
    expect(style.raises).toMatchObject({ taken: 'This {field} exists', from: 'e' });
  });

  test('what an answer comes from is no word of a text', async () => {
    const text =
      'try:\n        db.commit()\n    except IntegrityError as e:\n        raise HTTPException(409, f"Not made from scratch: {e}")';
    const style = await learned({
      'router.py': router('', 'return db.get(User, user_id)', `db.add(User())\n    ${text}`),
    });
    expect(style.raises.from).toBeUndefined();
  });

  test.each([
    ['User with this phone already exists', '{Title} with this {field} already exists'],
    ['A phone of this user already exists', 'A {field} of this {title} already exists'],
    ['This phone of this address already exists', '{Field} is already taken'],
    ['User already exists', '{Title} already exists'],
    ['User profile already exists', '{Title} already exists'],
  ])('a taken value by the word of a column that is not unique by itself: %s', async (words, taken) => {
    const style = await learned({
      'models.py': `${USER_MODELS}    phone: Mapped[str]\n    address: Mapped[str]\n`,
      'router.py': router('', 'return db.get(User, user_id)', `raise HTTPException(400, "${words}")`),
    });
    expect(style.raises.taken).toBe(taken);
  });

  test('as the methods of the blueprint answer where none of its operations does, and as it writes the exception anywhere', async () => {
    const service = `class UserService:
    def sign_up(self, db, data):
        if db.get(User, data.email):
            raise HTTPException(status_code=400, detail="User with this email already exists")
`;
    const plain = router('', 'return db.get(User, user_id)', 'db.add(User())');
    const { raises } = await learned({ 'router.py': plain, 'services.py': `${IMPORTS}\n\n${service}` });
    expect(raises).toMatchObject({
      isNamed: true,
      status: 'number',
      taken: '{Title} with this {field} already exists',
    });
    const other = service.replace('400, detail="User with this email already exists"', '418, detail="Tea"');
    const style = await learned({ 'router.py': plain, 'services.py': `${IMPORTS}\n\n${other}` });
    expect(style.raises).toMatchObject({ isNamed: true, status: 'number', missing: '{Title} not found' });
  });
});

describe('the exception', () => {
  const raising = (imports: string, raise: string): string =>
    router(
      imports,
      `user = db.get(User, user_id)\n    if user is None:\n        ${raise}\n    return user`,
      'return {}',
    );
  const HOST = `from fastapi import HTTPException


class AppError(Exception):
    status_code = 400


class NotFound(AppError):
    status_code = 404

    def __init__(self, message: str):
        super().__init__(message)


class Missing(HTTPException):
    def __init__(self, what: str):
        super().__init__(404, what)
`;
  const GONE = `

class Gone(AppError):
    status_code = 404

    def __init__(self, resource: str, key: int | None = None):
        pass
`;
  const HANDLED = `${USERS_MAIN}
from app.exceptions import AppError


@app.exception_handler(AppError)
def answer(request, exc):
    return JSONResponse({}, exc.status_code)
`;

  test('of the host that cannot be followed is told', async () => {
    const all = host({
      '.git/HEAD': '',
      'app/main.py': USERS_MAIN,
      'app/database.py': DATABASE,
      'app/exceptions.py': HOST,
      ...feature('app/users', 'app.', {
        'models.py': USER_MODELS,
        'schemas.py': SCHEMAS,
        'router.py': raising(
          'from app.exceptions import Missing, NotFound\n',
          'raise NotFound(\n            "User not found",\n            {"id": user_id + 1},\n        )',
        ),
      }),
    });
    const style = learnStyle(all, await locateHost(all, TOP));
    if (isRefusal(style)) throw new Error(`${style.id}: ${style.reason}`);
    expect(style.raises.missingBy).toEqual({ kind: 'http' });
    expect(style.raises.unwritten).toEqual({
      text: 'NotFound( "User not found", {"id": user_id + 1}, )',
      at: 'app/users/router.py:15',
    });
  });

  test.each([
    ['detail={"code": "GONE", "message": "User not found"}', true],
    ['detail=failed("User not found")', true],
    ['detail="User not found"', false],
    ['detail=GONE', false],
  ])('of FastAPI that is given no text is told: %s', async (detail, isTold) => {
    const all = host({
      '.git/HEAD': '',
      'app/main.py': USERS_MAIN,
      'app/database.py': DATABASE,
      'app/exceptions.py': 'GONE = "User not found"\n\n\ndef failed(message):\n    return {"message": message}\n',
      ...feature('app/users', 'app.', {
        'models.py': USER_MODELS,
        'schemas.py': SCHEMAS,
        'router.py': raising(
          'from app.exceptions import GONE, failed\n',
          `raise HTTPException(status_code=404, ${detail})`,
        ),
      }),
    });
    const style = learnStyle(all, await locateHost(all, TOP));
    if (isRefusal(style)) throw new Error(`${style.id}: ${style.reason}`);
    expect(style.raises.unwritten?.text).toBe(isTold ? `HTTPException(status_code=404, ${detail})` : undefined);
  });

  async function missingBy(
    own: string,
    raise: string,
    name: string,
    main = HANDLED,
    which: 'missingBy' | 'takenBy' = 'missingBy',
    more = '',
  ): Promise<unknown> {
    const all = host({
      '.git/HEAD': '',
      'app/main.py': main,
      'app/database.py': DATABASE,
      'app/exceptions.py': HOST + more,
      ...feature('app/users', 'app.', {
        'models.py': USER_MODELS,
        'schemas.py': SCHEMAS,
        'exceptions.py': own,
        'router.py': raising(name, raise),
      }),
    });
    const style = learnStyle(all, await locateHost(all, TOP));
    if (isRefusal(style)) throw new Error(`${style.id}: ${style.reason}`);
    return style.raises[which];
  }

  test.each([
    [
      'class ConflictError(AppError):\n    status_code = 409\n\n    def __init__(self, message: str):\n        pass\n',
      'ConflictError',
    ],
    [
      'class Conflict(AppError):\n    status_code = 400\n\n    def __init__(self, message: str):\n        pass\n',
      undefined,
    ],
    [
      'class Conflict(AppError):\n    status_code = 409\n\n    def __init__(self, message, code):\n        pass\n',
      undefined,
    ],
    [
      'class SeatConflict(AppError):\n    status_code = 409\n\n    def __init__(self, message: str):\n        pass\n',
      undefined,
    ],
  ])('for a taken value is the one beside that for a missing record: %s', async (beside, name) => {
    const from = 'from app.exceptions import NotFound\n';
    const found = await missingBy('', 'raise NotFound("No user")', from, HANDLED, 'takenBy', `\n\n${beside}`);
    const given = [{ name: undefined, kind: 'text', text: '{Field} is already taken' }];
    const source = { module: 'app.exceptions', name };
    expect(found).toEqual(name === undefined ? { kind: 'http' } : { kind: 'host', source, given, isCalled: true });
  });

  test('is a class of the host that all features raise', async () => {
    const from = 'from app.exceptions import NotFound\n';
    expect(await missingBy('', 'raise NotFound(f"No user {user_id}")', from)).toEqual({
      kind: 'host',
      source: { module: 'app.exceptions', name: 'NotFound' },
      given: [{ name: undefined, kind: 'text', text: 'No {title} {key}' }],
      isCalled: true,
    });
    const texts = 'class Texts:\n    USER_MISSING = "No user"\n';
    expect(
      await missingBy(texts, 'raise NotFound(Texts.USER_MISSING)', `${from}from app.users.exceptions import Texts\n`),
    ).toMatchObject({ kind: 'host', given: [{ kind: 'text', text: 'No {title}' }] });
    // What the record is called in another language is another word for another package.
    const named = await missingBy(
      '',
      'raise Gone(resource="利用者")',
      'from app.exceptions import Gone\n',
      HANDLED,
      'missingBy',
      GONE,
    );
    expect(named).toMatchObject({ kind: 'host', given: [{ name: 'resource', text: '{Title}' }] });
    const placed = await missingBy(
      '',
      'raise Gone("account", user_id)',
      'from app.exceptions import Gone\n',
      HANDLED,
      'missingBy',
      GONE,
    );
    expect(placed).toMatchObject({ given: [{ text: '{title}' }, { kind: 'key' }] });
    // Nobody answers for it.
    expect(await missingBy('', 'raise NotFound("No user")', from, USERS_MAIN)).toEqual({ kind: 'http' });
    expect(
      await missingBy('', 'raise Missing("No user")', 'from app.exceptions import Missing\n', USERS_MAIN),
    ).toMatchObject({
      kind: 'host',
    });
  });

  test.each([
    [
      'that gives its status to its base behind its words',
      'class Lost(AppError):\n    def __init__(self, message):\n        super().__init__(message, status.HTTP_404_NOT_FOUND)\n',
      'Lost("No user")',
      [{ name: undefined, kind: 'text', text: 'No {title}' }],
    ],
    [
      'that is given its status',
      'class Failed(AppError):\n    def __init__(self, message, status_code: int = 500):\n        self.status_code = status_code\n',
      'Failed("No user", status_code=404)',
      [
        { name: undefined, kind: 'text', text: 'No {title}' },
        { name: 'status_code', kind: 'status' },
      ],
    ],
    [
      'that is given its status by its place',
      'class Failed(AppError):\n    def __init__(self, code, message, status_code: int = 500):\n        self.status_code = status_code\n',
      'Failed("USER_NOT_FOUND", "No user", 404)',
      [
        { name: undefined, kind: 'text', text: '{ONE}_NOT_FOUND' },
        { name: undefined, kind: 'text', text: 'No {title}' },
        { name: undefined, kind: 'status' },
      ],
    ],
    [
      'that has a status where it is given none',
      'class Lost(AppError):\n    def __init__(self, message, status_code: int = 404):\n        self.status_code = status_code\n',
      'Lost("No user")',
      [{ name: undefined, kind: 'text', text: 'No {title}' }],
    ],
    [
      'that is given details',
      'class Lost(AppError):\n    status_code = 404\n\n    def __init__(self, message, details=None):\n        pass\n',
      'Lost("No user", {"user_id": str(user_id)})',
      [
        { name: undefined, kind: 'text', text: 'No {title}' },
        { name: undefined, kind: 'details', entries: [{ name: '{one}_id', kind: 'key', isString: true }] },
      ],
    ],
  ])('is one of all features %s', async (_how, text, raised, given) => {
    const [name = ''] = raised.split('(');
    const from = `from app.exceptions import ${name}\n`;
    expect(await missingBy('', `raise ${raised}`, from, HANDLED, 'missingBy', `\n\n${text}`)).toEqual({
      kind: 'host',
      source: { module: 'app.exceptions', name },
      given,
      isCalled: true,
    });
  });

  test('for a taken value is the one for a missing record that is told its status', async () => {
    const failed = 'class Failed(AppError):\n    def __init__(self, message, status_code=500):\n        pass\n';
    const from = 'from app.exceptions import Failed\n';
    const found = await missingBy('', 'raise Failed("No user", 404)', from, HANDLED, 'takenBy', `\n\n${failed}`);
    expect(found).toMatchObject({ kind: 'host', given: [{ text: '{Field} is already taken' }, { kind: 'status' }] });
  });

  test('is a class of the feature that says less where it does not know the key', async () => {
    const own = `from app.exceptions import NotFound


class UserNotFound(NotFound):
    def __init__(self, user_id: int | None = None):
        detail = f"User {user_id} not found" if user_id else "User not found"
        super().__init__(detail, code="USER_NOT_FOUND")
`;
    const from = 'from app.users.exceptions import UserNotFound\n';
    expect(await missingBy(own, 'raise UserNotFound(user_id)', from)).toMatchObject({
      kind: 'own',
      takes: ['key'],
      passes: [
        { name: undefined, kind: 'text', text: '{Title} {key} not found' },
        { name: 'code', kind: 'text', text: '{ONE}_NOT_FOUND' },
      ],
    });
  });

  test('is a class of the feature, with what it takes, sets and passes on', async () => {
    const own = `from app.exceptions import NotFound


class UserNotFound(NotFound):
    code = "user_not_found"

    def __init__(self, user_id: int) -> None:
        super().__init__(f"User {user_id} not found")
`;
    const from = 'from app.users.exceptions import UserNotFound\n';
    expect(await missingBy(own, 'raise UserNotFound(user_id)', from)).toEqual({
      kind: 'own',
      name: '{One}NotFound',
      module: 'exceptions',
      base: { module: 'app.exceptions', name: 'NotFound' },
      takes: ['key'],
      isTyped: true,
      passes: [{ name: undefined, kind: 'text', text: '{Title} {key} not found' }],
      settings: [{ name: 'code', kind: 'text', text: '{one}_not_found' }],
      given: [{ name: undefined, kind: 'key' }],
      isCalled: true,
    });
  });

  test.each([
    ['it has another status', 'class UserNotFound(AppError):\n    pass\n'],
    ['only itself has a handler', 'class UserNotFound(Exception):\n    status_code = 404\n'],
    [
      'it does more than it can be followed in',
      'class UserNotFound(NotFound):\n    def __init__(self, user_id):\n        log(user_id)\n        super().__init__("x")\n',
    ],
  ])("is FastAPI's own where %s", async (_, text) => {
    const own = `from app.exceptions import AppError, NotFound\n\n\n${text}`;
    const main = `${HANDLED}\n\n@app.exception_handler(UserNotFound)\ndef missing(request, exc):\n    return JSONResponse({}, 404)\n`;
    const from = 'from app.users.exceptions import UserNotFound\n';
    expect(await missingBy(own, 'raise UserNotFound(user_id)', from, main)).toEqual({ kind: 'http' });
  });
});

describe('what stands between', () => {
  const HELD = `

class UserService:
    def __init__(self, db: Session):
        self.repository = UserRepository(db)

    def get_user(self, user_id: int):
        return self.repository.get(user_id)

    def create_user(self, data: UserCreate):
        user = User(**data.model_dump())
        self.repository.add(user)
        return user

    def update_user(self, user_id: int, data: UserCreate):
        user = self.repository.get(user_id)
        user.email = data.email
        self.repository.commit()
        return user
`;
  const REPOSITORY = `from sqlalchemy.orm import Session
from app.users.base import Base
from app.users.models import User


class UserRepository(Base[User]):
    def __init__(self, db: Session):
        super().__init__(User, db)

    def add(self, user: User, role: User.Role = None):
        self.session.add(user)
        self.session.commit()

    def get_or_create(self, email: str):
        return self.session.add(User(email=email))
`;
  const BASE = `class Base:
    def __init__(self, model, db: Session):
        self.model = model
        self.session = db

    def get(self, user_id: int):
        return self.session.get(self.model, user_id)

    def commit(self):
        self.session.commit()
`;
  const ROUTER = router(
    'from app.users.service import UserService\n',
    'return UserService(db).get_user(user_id)',
    'return UserService(db).create_user(data)',
  );
  const IMPORTED = `${IMPORTS}from app.users.repository import UserRepository\n${HELD}`;

  test('a service that has its repository do everything has a layer below it, whose base keeps the session', async () => {
    const layers = await layersOf({
      'router.py': `${ROUTER}

@router.put("/{user_id}")
def update_user(user_id: int, data: UserCreate, db: Session = Depends(get_db)):
    return UserService(db).update_user(user_id, data)
`,
      'service.py': IMPORTED,
      'repository.py': REPOSITORY,
      'base.py': BASE,
    });
    expect(layers).toMatchObject({
      chain: [
        { role: 'crud', holder: { session: 'session' }, operations: { create: { name: 'add', data: 'record' } } },
        { role: 'services', holder: { session: undefined, below: { name: 'repository', isMade: true } } },
      ],
    });
  });

  test('a class that is none of the layers is not passed by', async () => {
    const all = host({
      '.git/HEAD': '',
      'app/main.py': USERS_MAIN,
      'app/database.py': DATABASE,
      'app/mediator.py': `from app.users.service import UserService


class Mediator:
    def __init__(self, db):
        self.service = UserService(db)

    def get_user(self, user_id: int):
        return self.service.get_user(user_id)

    def create_user(self, data):
        return self.service.create_user(data)
`,
      ...feature('app/users', 'app.', {
        'models.py': USER_MODELS,
        'schemas.py': SCHEMAS,
        'service.py': IMPORTED,
        'repository.py': REPOSITORY,
        'base.py': BASE,
        'router.py': router(
          'from app.mediator import Mediator\n',
          'return Mediator(db).get_user(user_id)',
          'return Mediator(db).create_user(data)',
        ),
      }),
    });
    expect(learnStyle(all, await locateHost(all, TOP))).toMatchObject({ id: 'layers-between' });
  });
});

test('a model that stores itself is no layer', async () => {
  const all = host({
    '.git/HEAD': '',
    'app/main.py': USERS_MAIN,
    'app/database.py': DATABASE,
    ...feature('app/users', 'app.', {
      'models.py': `${USER_MODELS}
    def save(self, db):
        db.add(self)
        db.commit()

    @classmethod
    def find(cls, db, user_id):
        return db.get(cls, user_id)
`,
      'schemas.py': SCHEMAS,
      'router.py': router(
        '',
        'return User.find(db, user_id)',
        'user = User(**data.model_dump())\n    user.save(db)\n    return user',
      ),
    }),
  });
  expect(learnStyle(all, await locateHost(all, TOP))).toMatchObject({ id: 'layers-in-models' });
});

test('models in another folder than the blueprint are said to be there', async () => {
  const all = host({
    '.git/HEAD': '',
    'app/main.py': USERS_MAIN,
    'app/database.py': DATABASE,
    'app/tables.py': USER_MODELS,
    ...feature('app/users', 'app.', {
      'models.py': '',
      'schemas.py': SCHEMAS,
      'router.py': router('', 'return db.get(User, user_id)', 'return data').replace('app.users.models', 'app.tables'),
    }),
  });
  expect(learnStyle(all, await locateHost(all, TOP))).toMatchObject({
    id: 'layout-apart',
    at: { path: `${TOP}/app/tables.py`, line: 5 },
  });
});

test('where people only sign in or are only read, a package that shows what is done with records is followed', async () => {
  const rows = feature('app/notes', 'app.', {
    'models.py': USER_MODELS.replaceAll('User', 'Note').replace('"users"', '"notes"'),
    'schemas.py': SCHEMAS.replace('User', 'Note'),
    'router.py': `${router('', 'return db.get(User, user_id)', 'return db.add(User())').replaceAll('User', 'Note').replaceAll('user', 'note')}

@router.get("")
def list_notes(db: Session = Depends(get_db)):
    return db.query(Note).all()
`,
  });
  const signIn = 'from fastapi import APIRouter\n\nrouter = APIRouter(prefix="/users")\n';
  const blueprint = async (handlers: string): Promise<string | undefined> => {
    const all = host({
      '.git/HEAD': '',
      'app/main.py': `${USERS_MAIN}\nfrom app.notes.router import router as notes\n\napp.include_router(notes)\n`,
      'app/database.py': DATABASE,
      ...rows,
      ...feature('app/users', 'app.', {
        'models.py': USER_MODELS,
        'schemas.py': SCHEMAS,
        'router.py': signIn + handlers,
      }),
    });
    const found = await locateHost(all, TOP);
    return found.blueprint;
  };
  const handler = (way: string, name: string): string => `\n\n@router.${way}\ndef ${name}():\n    pass\n`;
  const people = handler('post("/register")', 'register') + handler('post("/login")', 'login');
  expect(await blueprint(people + handler('get("/me")', 'me'))).toBe('notes');
  const read = people + handler('get("")', 'list_users') + handler('get("/{id}")', 'get_user');
  expect(await blueprint(read)).toBe('notes');
  expect(await blueprint(read + handler('delete("/{id}")', 'delete_user'))).toBe('users');
});

const BASE_SERVICE = `from app.database import SessionLocal


class BaseService:
    model = None

    @classmethod
    def find(cls, **filters):
        with SessionLocal() as session:
            return session.query(cls.model).filter_by(**filters).one_or_none()

    @classmethod
    def add(cls, **data):
        with SessionLocal() as session:
            row = session.execute(insert(cls.model).values(**data).returning(cls.model)).scalar_one()
            session.commit()
            return row

    @classmethod
    def change(cls, instance, **data):
        with SessionLocal() as session:
            statement = update(cls.model).where(cls.model.id == instance.id).values(**data).returning(cls.model)
            row = session.execute(statement).scalar_one()
            session.commit()
            return row
`;

describe('a base of the host that does everything', () => {
  const beside = {
    'app/services.py': BASE_SERVICE,
    'app/exceptions.py':
      'from fastapi import HTTPException\n\nNoSuchUser = HTTPException(status_code=404, detail="No such user")\n',
  };
  const files = (missing: string, more = ''): Readonly<Record<string, string>> => ({
    'service.py':
      'from app.services import BaseService\nfrom app.users.models import User\n\n\nclass UserService(BaseService):\n    model = User\n',
    'router.py':
      router(
        `from app.exceptions import NoSuchUser\nfrom app.users.service import UserService\n${more}`,
        `user = UserService.find(id=user_id)\n    ${missing}return user`,
        'return UserService.add(**data.model_dump())',
        'q: str = ""',
      ) +
      '\n\n@router.put("/{user_id}")\ndef update_user(user_id: int, data: UserCreate):\n    user = UserService.find(id=user_id)\n    return UserService.change(user, **data.model_dump())\n',
  });

  test('answers for nothing: the handlers do, with an exception that the host keeps, or where nothing is raised', async () => {
    const shown = await learned(files('if not user:\n        raise NoSuchUser\n    '), beside);
    expect(shown.layers).toMatchObject({ missing: 'handlers', taken: 'handlers' });
    expect(shown.raises).toMatchObject({ missing: 'No such {title}', isNamed: true, missingBy: { kind: 'http' } });
    expect((await learned(files(''), beside)).layers).toMatchObject({ missing: 'handlers', taken: 'handlers' });
  });

  test('is known to fail where no row is left to change', async () => {
    const layers = (await learned(files(''), beside)).layers;
    expect(layers).toMatchObject({ chain: [{ operations: { update: { supply: { needsRow: true } } } }] });
  });
});

describe('a base of the host that is generic in more than a package has', () => {
  const REPOSITORY = `from typing import Generic, TypeVar
from sqlalchemy.orm import Session

M, C, F, P = TypeVar("M"), TypeVar("C"), TypeVar("F"), TypeVar("P")


class Base(Generic[M, C, F, P]):
    def __init__(self, db: Session):
        self.db = db

    def get(self, id: int):
        return self.db.get(self.model, id)
`;
  const files = (attributes: string): Readonly<Record<string, string>> => ({
    'service.py': `${IMPORTS}from app.base import Base
from app.paging import Page
from app.users.repository import UserRows
from app.users.schemas import UserFilter


class UserService(Base[User, UserCreate, UserFilter, Page]):
${attributes}
    def create(self, data: UserCreate):
        user = User(**data.model_dump())
        self.db.add(user)
        self.db.commit()
        return user
`,
    'repository.py': 'class UserRows:\n    pass\n',
    'schemas.py': `${SCHEMAS}\n\nclass UserFilter(BaseModel):\n    email: str\n`,
    'router.py': router(
      'from app.users.service import UserService\n',
      'return UserService(db).get(user_id)',
      'return UserService(db).create(data)',
    ),
  });
  const beside = { 'app/base.py': REPOSITORY, 'app/paging.py': 'class Page:\n    pass\n' };

  test('is given as much as it asks for', async () => {
    const { layers } = await learned(files('    model = User\n'), beside);
    expect(layers).toMatchObject({
      chain: [{ base: { arguments: ['model', 'create', 'read', { module: 'app.paging', name: 'Page' }] } }],
    });
  });

  test('is refused where it works with a class that no operation leads to', async () => {
    await expect(learned(files('    rows = UserRows\n'), beside)).rejects.toThrow(/^layers-base: .*\bUserRows\b/);
    const making = '    def __init__(self, db: Session):\n        super().__init__(UserRows(db))\n';
    await expect(learned(files(making), beside)).rejects.toThrow(/^layers-base: .*\bUserRows\b/);
  });
});

test('of several collections in one package the one that it is called after shows how it is done', async () => {
  const service = (name: string, model: string, get: string): string =>
    `class ${name}(BaseService):\n    model = ${model}\n\n    @classmethod\n    def ${get}(cls, id: int):\n        with SessionLocal() as session:\n            return session.get(${model}, id)\n\n\n`;
  const handlers = (one: string, holder: string, get: string): string => `
${one}_router = APIRouter(prefix="/${one}")


@${one}_router.get("/{id}")
def read_${one}(id: int):
    return ${holder}.${get}(id)


@${one}_router.post("")
def create_${one}(data: UserCreate):
    return ${holder}.add(**data.model_dump())
`;
  const files = {
    'models.py': `${USER_MODELS}\n\nclass Team(Base):\n    __tablename__ = "teams"\n\n    id: Mapped[int] = mapped_column(primary_key=True)\n`,
    'service.py': `from app.database import SessionLocal\nfrom app.services import BaseService\nfrom app.users.models import Team, User\n\n\n${service('TeamService', 'Team', 'get_team')}${service('UserService', 'User', 'get_user')}`,
    'router.py': `${HEAD}from app.users.service import TeamService, UserService\n${handlers('team', 'TeamService', 'get_team')}${handlers('user', 'UserService', 'get_user')}\nrouter = APIRouter()\nrouter.include_router(team_router)\nrouter.include_router(user_router)\n`,
  };
  const { layers } = await learned(files, { 'app/services.py': BASE_SERVICE });
  expect(layers).toMatchObject({
    chain: [
      {
        holder: { name: '{One}Service' },
        base: { attributes: [{ name: 'model', value: 'model' }] },
        operations: { get: { name: 'get_{one}' } },
      },
    ],
  });
});

test('a delete of a base that takes conditions is written again, with the key', async () => {
  const { layers } = await learned(
    {
      'service.py': `${IMPORTS}from app.services import Rows\n\n\nclass UserRows(Rows):\n    model = User\n`,
      'router.py': `${router('from app.users.service import UserRows\n', 'return UserRows.get(db, user_id)', 'return {}')}

@router.delete("/{user_id}")
def delete_user(user_id: int, db: Session = Depends(get_db)):
    UserRows.remove(User.id == user_id, db=db)
`,
    },
    {
      'app/services.py': `from sqlalchemy import delete


class Rows:
    model = None

    @classmethod
    def get(cls, db, id: int):
        return db.get(cls.model, id)

    @classmethod
    def remove(cls, *where, db):
        db.execute(delete(cls.model).where(*where))
        db.commit()
`,
    },
  );
  expect(layers).toMatchObject({
    chain: [
      {
        operations: {
          delete: { name: 'remove', supply: undefined, parameters: [{ kind: 'session' }, { kind: 'key' }] },
        },
      },
    ],
  });
});

test('a record is got by another method of a base where the one that is called reads what a new model has not', async () => {
  const found = async (column: string): Promise<unknown> => {
    const { layers } = await learned(
      {
        'service.py': `${IMPORTS}from app.services import Rows\n\n\nclass UserRows(Rows):\n    model = User\n`,
        'router.py': router(
          'from app.users.service import UserRows\n',
          'return UserRows.get_one_by(db, user_id)',
          'return UserRows.create(db, data)',
        ),
      },
      {
        'app/services.py': `class Rows:
    model = None

    @classmethod
    def get(cls, db, id: int):
        return db.get(cls.model, id)

    @classmethod
    def get_one_by(cls, db, value_id: int):
        return db.scalar(select(cls.model).where(cls.model.${column} == value_id))
`,
      },
    );
    return layers;
  };
  expect(await found('slug')).toMatchObject({ chain: [{ operations: { get: { name: 'get' } } }] });
  expect(await found('id')).toMatchObject({ chain: [{ operations: { get: { name: 'get_one_by' } } }] });
});

test('the key of who calls, and one field of what was sent, name no parameter', async () => {
  const files = {
    'service.py': `${IMPORTS}

def get_user(db: Session, owner_id, user_id):
    return db.get(User, user_id)


def create_user(db: Session, owner_id, email):
    user = User(email=email)
    db.add(user)
    db.commit()
    return user
`,
    'router.py': router(
      'from app.auth import get_current_user\nfrom app.users import service\n',
      'return service.get_user(db, current_user.id, user_id)',
      'return service.create_user(db, current_user["id"], data.email)',
      'db: Session = Depends(get_db), current_user: User = Depends(get_current_user)',
    ),
  };
  const { layers } = await learned(files, { 'app/auth.py': 'def get_current_user():\n    raise HTTPException(401)\n' });
  expect(layers).toMatchObject({
    chain: [
      {
        operations: {
          get: { parameters: [{ kind: 'session' }, { kind: 'key', name: '{one}_id' }] },
          create: { parameters: [{ kind: 'session' }, { kind: 'data', name: 'data' }] },
        },
      },
    ],
  });
});

test('of several collections on one router without a prefix it is the one that the package is called after', async () => {
  const handlers = (one: string): string => `
@router.post("/${one}s")
def create_${one}(data: UserCreate, db: Session = Depends(get_db)):
    return service.create_${one}(db, data)


@router.get("/${one}s/{${one}_id}")
def read_${one}(${one}_id: int, db: Session = Depends(get_db)):
    return service.get_${one}(db, ${one}_id)
`;
  const functions = (one: string): string => `
def create_${one}(db: Session, data: UserCreate):
    ${one} = User(**data.model_dump())
    db.add(${one})
    db.commit()
    return ${one}


def get_${one}(db: Session, ${one}_id: int):
    return db.get(User, ${one}_id)
`;
  const { layers } = await learned({
    'service.py': `${IMPORTS}${functions('user')}${functions('tag')}`,
    'router.py': `${HEAD}from app.users import service\n\nrouter = APIRouter()\n${handlers('user')}${handlers('tag')}`,
  });
  expect(layers).toMatchObject({
    chain: [{ operations: { create: { name: 'create_{one}' }, get: { name: 'get_{one}' } } }],
  });
});

test('a delete by values is given the key of the record and not of who calls, and one that takes exactly one row raises', async () => {
  const base = (taken: string): string => `from sqlalchemy import delete
from app.database import SessionLocal


class BaseDAO:
    @classmethod
    def delete_record(cls, **filter_by):
        with SessionLocal() as session:
            statement = delete(cls.model).filter_by(**filter_by).returning(cls.model.id)
            found = session.execute(statement).scalars().${taken}()
            session.commit()
            return found
`;
  const supplied = async (taken: string): Promise<unknown> => {
    const { layers } = await learned(
      {
        'dao.py':
          'from app.dao import BaseDAO\nfrom app.users.models import User\n\n\nclass UserDAO(BaseDAO):\n    model = User\n',
        'router.py': `${HEAD}from app.users.dao import UserDAO

router = APIRouter(prefix="/users")


@router.delete("/{record_id}")
def delete_user(record_id: int):
    return UserDAO.delete_record(owner_id=owner_id, id=record_id)
`,
      },
      { 'app/dao.py': base(taken) },
    );
    return layers.kind === 'chain' ? layers.chain[0]?.operations.delete : undefined;
  };
  expect(await supplied('first')).toMatchObject({
    parameters: [{ kind: 'key', name: 'id', given: 'only-name' }],
    supply: { isRight: true },
  });
  expect(await supplied('one')).toMatchObject({ supply: { isRight: false } });
});

test('what a base gives that is no record is written again, and a delete that returns nothing tells nothing', async () => {
  const base = (record: string, end: string): string => `from app.database import SessionLocal


class BaseDAO:
    model = None

    @classmethod
    def add(cls, **values):
        with SessionLocal() as session:
            record = cls.model(**values)
            session.add(record)
            session.commit()
            session.refresh(record)
            return ${record}

    @classmethod
    def remove(cls, id):
        with SessionLocal() as session:
            record = session.get(cls.model, id)
            if record:
                session.delete(record)
                session.commit()${end}
`;
  const supplied = async (record: string, end: string): Promise<unknown> => {
    const { layers } = await learned(
      {
        'dao.py':
          'from app.dao import BaseDAO\nfrom app.users.models import User\n\n\nclass UserDAO(BaseDAO):\n    model = User\n',
        'router.py': router(
          'from app.users.dao import UserDAO\n',
          'return None',
          'return UserDAO.add(**data.model_dump())\n\n\n@router.delete("/{user_id}")\ndef delete_user(user_id: int):\n    UserDAO.remove(user_id)',
        ),
      },
      { 'app/dao.py': base(record, end) },
    );
    const { create, delete: remove } = (layers.kind === 'chain' ? layers.chain[0]?.operations : undefined) ?? {};
    return [create?.supply?.isRight, remove?.supply?.isRight, remove?.supply?.isOptional];
  };
  const told = '\n            return record';

  expect(await supplied('record', told)).toEqual([true, true, true]);
  expect(await supplied('record', '')).toEqual([true, true, false]);
  expect(await supplied('record.to_read_model()', told)).toEqual([false, true, true]);
  expect(await supplied('"added"', told)).toEqual([false, true, true]);
  expect(await supplied('{"status": "added"}', told)).toEqual([false, true, true]);
});

test.each([
  ['"Data was deleted"', false],
  ['True', false],
  ['{"message": "deleted"}', false],
  ['model_id', false],
  ['result', false],
  ['session.execute(statement)', false],
  ['', false],
  ['result.rowcount', true],
  ['result.rowcount > 0', true],
  ['result.scalar_one_or_none()', true],
  ['None if result.rowcount == 0 else "deleted"', true],
])('a delete of a base that returns %s tells whether there was a record: %s', async (returned, isOptional) => {
  const { layers } = await learned(
    {
      'dao.py':
        'from app.dao import BaseDAO\nfrom app.users.models import User\n\n\nclass UserDAO(BaseDAO):\n    model = User\n',
      'router.py': router(
        'from app.users.dao import UserDAO\n',
        'return UserDAO.find_by_id(user_id)',
        'return None\n\n\n@router.delete("/{user_id}")\ndef delete_user(user_id: int):\n    UserDAO.delete_by_id(user_id)',
      ),
    },
    {
      'app/dao.py': `from sqlalchemy import delete, select
from app.database import SessionLocal


class BaseDAO:
    model = None

    @classmethod
    def find_by_id(cls, model_id: int):
        with SessionLocal() as session:
            return session.execute(select(cls.model).where(cls.model.id == model_id)).scalar_one_or_none()

    @classmethod
    def delete_by_id(cls, model_id: int):
        with SessionLocal() as session:
            statement = delete(cls.model).where(cls.model.id == model_id)
            result = session.execute(statement)
            session.commit()
            return ${returned}
`,
    },
  );
  expect(layers).toMatchObject({ chain: [{ operations: { delete: { supply: { isRight: true, isOptional } } } }] });
});

test.each([
  ['page=1, page_size=20', 'page: int = 1, page_size: int = 20', ['page page 1', 'limit page_size 20']],
  ['page_number=1, size=20', 'page_number: int, size: int', ['page page_number', 'limit size']],
  ['skip=0, limit=20', 'page: int = 1, page_size: int = 20', ['skip skip 0', 'limit page_size 20']],
  ['page=1, size=20', 'offset: int, limit: int', ['skip offset', 'limit limit']],
])('handlers that are asked for %s have a layer with %s', async (asked, parameters, expected) => {
  const { layers } = await learned({
    'service.py': `${IMPORTS}

def list_users(db: Session, ${parameters}):
    return db.scalars(select(User)).all()


def get_user(db: Session, user_id: int):
    return db.get(User, user_id)
`,
    'router.py': `${HEAD}from app.users import service

router = APIRouter(prefix="/users")


@router.get("")
def list_users(${asked.replaceAll('=', ': int = ')}, db: Session = Depends(get_db)):
    return service.list_users(db, 1, 20)
`,
  });
  const list = layers.kind === 'chain' ? layers.chain[0]?.operations.list : undefined;
  const bounds = list?.parameters.filter(({ kind }) => kind !== 'session') ?? [];
  expect(bounds.map(({ kind, name, default: value }) => [kind, name, value].filter(Boolean).join(' '))).toEqual(
    expected,
  );
});

test.each([
  [' -> tuple[Session, str]', 'return db, "x"'],
  ['', 'return db, user_id'],
  ['', 'return db'],
  [' -> None', 'db.get(User, user_id)'],
])('a dependency that takes the key of a path%s and ends with %s loads no record', async (type, end) => {
  const { layers } = await learned({
    'router.py': `${HEAD}
router = APIRouter(prefix="/users")


def valid_user(user_id: int, db: Session = Depends(get_db))${type}:
    if db.get(User, user_id) is None:
        raise HTTPException(404)
    ${end}


@router.get("/{user_id}")
def read_user(user_id: int, found=Depends(valid_user), db: Session = Depends(get_db)):
    return db.get(User, user_id)
`,
  });
  expect(layers).toMatchObject({ kind: 'chain', loader: undefined });
});

test.each([
  ['user_id', '{one}_id'],
  ['id', 'id'],
  ['item_id', 'item_id'],
  ['product_id', '{one}_id'],
])('a record that is got by %s is got by %s', async (key, expected) => {
  const { layers } = await learned({
    'service.py': `${IMPORTS}

def get_user(db: Session, ${key}: int):
    return db.get(User, ${key})
`,
    'router.py': `${HEAD}from app.users import service

router = APIRouter(prefix="/users")


@router.get("/{user_id}")
def read_user(user_id: int, db: Session = Depends(get_db)):
    return service.get_user(db, ${key}=user_id)
`,
  });
  const get = layers.kind === 'chain' ? layers.chain[0]?.operations.get : undefined;
  expect(get?.parameters.find(({ kind }) => kind === 'key')?.name).toBe(expected);
});

test('a layer opens its sessions where a method of its base does that the called one calls', async () => {
  const { layers } = await learned(
    {
      'dao.py':
        'from app.dao import BaseDAO\nfrom app.users.models import User\n\n\nclass UserDAO(BaseDAO):\n    model = User\n',
      'router.py': router('from app.users.dao import UserDAO\n', 'return UserDAO().get_by_id(user_id)', 'return None'),
    },
    {
      'app/dao.py': `from app.database import SessionLocal


class BaseDAO:
    model = None

    def get_by_id(self, id: int):
        return self.get_one(id=id)

    def get_one(self, **filters):
        with SessionLocal() as session:
            return session.query(self.model).filter_by(**filters).one_or_none()
`,
    },
  );
  expect(layers).toMatchObject({ chain: [{ opens: 'session' }] });
});

test('an operation of a base that needs what a new package does not know is written again', async () => {
  const { layers } = await learned(
    {
      'dao.py':
        'from app.dao import BaseDAO\nfrom app.users.models import User\n\n\nclass UserDAO(BaseDAO):\n    model = User\n',
      'router.py': router(
        'from app.users.dao import UserDAO\n',
        'return UserDAO.find_by_id(db, user_id)',
        'return UserDAO.add(db, **data.model_dump())',
      ),
    },
    {
      'app/dao.py': `class BaseDAO:
    model = None

    @classmethod
    def find_by_id(cls, db, id: int):
        return db.get(cls.model, id)

    @classmethod
    def add(cls, db, **data):
        record = cls.model(**data)
        db.add(record)
        db.commit()
        return record

    @classmethod
    def update(cls, db, id: int, field: str, data):
        db.execute(update(cls.model).where(cls.model.id == id).values({field: data}))
        db.commit()
`,
    },
  );
  expect(layers).toMatchObject({
    chain: [{ operations: { get: { supply: { isRight: true } }, update: { name: 'update_one', supply: undefined } } }],
  });
});

test('a service that keeps a repository is given the session by each call where the blueprint does so', async () => {
  const { layers } = await learned({
    'repository.py': `${IMPORTS}

class UserRepository:
    @staticmethod
    def get_user(db: Session, user_id: int):
        return db.get(User, user_id)

    @staticmethod
    def create_user(db: Session, user: User):
        db.add(user)
        db.commit()
        return user
`,
    'service.py': `${IMPORTS}from app.users.repository import UserRepository


class UserService:
    def __init__(self, user_repo: UserRepository):
        self.user_repo = user_repo

    def get_user(self, db: Session, user_id: int):
        return self.user_repo.get_user(db, user_id)

    def create_user(self, db: Session, data: UserCreate):
        return self.user_repo.create_user(db, User(**data.model_dump()))


user_service = UserService(UserRepository())
`,
    'router.py': router(
      'from app.users.service import user_service\n',
      'return user_service.get_user(db, user_id)',
      'return user_service.create_user(db, data)',
    ),
  });
  const given = [{ kind: 'session', name: 'db' }, { kind: 'key' }];
  expect(layers).toMatchObject({
    chain: [
      { role: 'crud', operations: { get: { parameters: given } } },
      { role: 'services', operations: { get: { parameters: given }, delete: { parameters: given } } },
    ],
  });
});

test('services above a DAO that opens its sessions are given none, and what is looked for is not what was sent', async () => {
  const { layers, depends } = await learned(
    {
      'dao.py':
        'from app.dao import BaseDAO\nfrom app.users.models import User\n\n\nclass UserDAO(BaseDAO):\n    model = User\n',
      'service.py': `from app.users.dao import UserDAO
from app.users.schemas import UserCreate


class UserService:
    @classmethod
    def add_user(cls, data: UserCreate):
        return UserDAO.add(**data.model_dump())

    @classmethod
    def change_user(cls, user_id: int, data: UserCreate):
        return UserDAO.update(filter_by={"id": user_id}, **data.model_dump())
`,
      'router.py': `from fastapi import APIRouter, Depends
from app.users.auth import get_current_user
from app.users.schemas import UserCreate
from app.users.service import UserService

router = APIRouter(prefix="/users")


@router.post("")
def add_user(data: UserCreate):
    return UserService.add_user(data)


@router.put("/{user_id}")
def change_user(user_id: int, data: UserCreate):
    return UserService.change_user(user_id, data)


@router.get("/report")
def report(day: int, who=Depends(get_current_user)):
    return day
`,
      'auth.py': 'def get_current_user(token: str):\n    return token\n',
    },
    {
      'app/dao.py': `from app.database import SessionLocal


class BaseDAO:
    model = None

    @classmethod
    def add(cls, **values):
        with SessionLocal() as session:
            record = cls.model(**values)
            session.add(record)
            session.commit()
            return record

    @classmethod
    def update(cls, filter_by, **values):
        with SessionLocal() as session:
            result = session.execute(update(cls.model).filter_by(**filter_by).values(**values))
            session.commit()
            return result.rowcount
`,
    },
  );
  const { chain } = layers.kind === 'chain' ? layers : { chain: [] };
  expect(chain.map(({ role }) => role)).toEqual(['crud', 'services']);
  const all = chain.flatMap(({ operations }) => Object.values(operations).flatMap(({ parameters }) => parameters));
  expect(all.filter(({ kind }) => kind === 'session')).toEqual([]);
  expect(chain[0]?.operations.update).toMatchObject({ name: 'update_one', data: 'keywords' });
  expect(depends).toBe('default');
});

test('a record is not changed in another session than it was read in: what opens its own is given the key', async () => {
  const base = `from app.database import SessionLocal


class BaseDAO:
    model = None

    @classmethod
    def find_by_id(cls, model_id: int):
        with SessionLocal() as session:
            return session.get(cls.model, model_id)

    @classmethod
    def delete_one(cls, instance):
        with SessionLocal() as session:
            session.delete(instance)
            session.commit()
`;
  const { layers } = await learned(
    {
      'dao.py': `from app.dao import BaseDAO
from app.database import SessionLocal
from app.users.models import User
from app.users.schemas import UserCreate


class UserDAO(BaseDAO):
    model = User

    @classmethod
    def update_user(cls, user: User, data: UserCreate):
        with SessionLocal() as session:
            session.add(user)
            user.email = data.email
            session.commit()
            return user
`,
      'router.py': `from fastapi import APIRouter
from app.users.dao import UserDAO
from app.users.schemas import UserCreate

router = APIRouter(prefix="/users")


@router.get("/{user_id}")
def read_user(user_id: int):
    return UserDAO.find_by_id(user_id)


@router.put("/{user_id}")
def update_user(user_id: int, data: UserCreate):
    user = UserDAO.find_by_id(user_id)
    return UserDAO.update_user(user, data)


@router.delete("/{user_id}")
def delete_user(user_id: int):
    user = UserDAO.find_by_id(user_id)
    UserDAO.delete_one(user)
`,
    },
    { 'app/dao.py': base },
  );
  const { update, delete: remove } = (layers.kind === 'chain' ? layers.chain[0]?.operations : undefined) ?? {};
  expect(update?.parameters).toMatchObject([{ kind: 'key', name: '{one}_id' }, { kind: 'data' }]);
  expect(remove).toMatchObject({ parameters: [{ kind: 'record' }], supply: { isRight: true } });
});

test.each([
  ['', '', true, true],
  ['    except Exception as error:\n            db.rollback()\n            raise error\n', '', true, true],
  [
    '    except Exception as error:\n            db.rollback()\n            raise StoreError(str(error))\n',
    '',
    false,
    true,
  ],
  ['    except SQLAlchemyError:\n            return None\n', '', false, true],
  ['    except IntegrityError:\n            db.rollback()\n            return None\n', '', false, true],
  ['    except IntegrityError:\n            db.rollback()\n            raise Taken()\n', '', true, true],
  ['', 'record.is_active = False', true, false],
])(
  'a base that hides what is taken, or puts out of use what it deletes, is written again: %j %j',
  async (caught, gone, create, remove) => {
    const { layers } = await learned(
      {
        'crud.py':
          'from app.base import BaseRepository\nfrom app.users.models import User\n\n\nclass UserRepository(BaseRepository):\n    pass\n\n\nuser_repository = UserRepository(User)\n',
        'router.py': `${router(
          'from app.users.crud import user_repository\n',
          'return user_repository.get(db, user_id)',
          'return user_repository.create(db, data)',
        )}

@router.delete("/{user_id}")
def delete_user(user_id: int, db: Session = Depends(get_db)):
    return user_repository.remove(db, user_id)
`,
      },
      {
        'app/base.py': `class BaseRepository:
    def __init__(self, model):
        self.model = model

    def get(self, db, id):
        return db.get(self.model, id)

    def create(self, db, obj_in):
        try:
            record = self.model(**obj_in.model_dump())
            db.add(record)
            db.commit()
            db.refresh(record)
            return record
    ${caught === '' ? '    finally:\n            pass\n' : caught}
    def remove(self, db, id):
        record = self.get(db, id)
        if record is None:
            return False
        ${gone === '' ? 'db.delete(record)' : gone}
        db.commit()
        return True
`,
      },
    );
    const [layer] = layers.kind === 'chain' ? layers.chain : [];
    expect(layer?.operations.create.supply?.isRight).toBe(create);
    expect(layer?.operations.delete.supply?.marks.names.length === 0).toBe(remove);
  },
);

test.each([
  ['slug', '{one}_id'],
  ['user_id', '{one}_id'],
  ['identifier', 'identifier'],
])('a record that the blueprint finds by %s is found by %s', async (key, name) => {
  const { layers } = await learned({
    'crud.py': `${IMPORTS}

def get_user(db: Session, ${key}: str):
    return db.scalar(select(User).where(User.email == ${key}))


def create_user(db: Session, data: UserCreate):
    user = User(**data.model_dump())
    db.add(user)
    db.commit()
    return user
`,
    'router.py': router(
      'from app.users.crud import create_user as make, get_user\n',
      'return get_user(db, user_id)',
      'return make(db, data)',
    ),
  });
  expect(layers).toMatchObject({
    chain: [{ operations: { get: { parameters: [{ kind: 'session' }, { kind: 'key', name }] } } }],
  });
});

test('a base that narrows by a tenant and raises a ValueError for no record is not given another key, and is written again', async () => {
  const base = `class BaseRepository:
    def __init__(self, model):
        self.model = model

    def get(self, db, id, user_id=None):
        return db.get(self.model, id)

    def update(self, db, *, db_obj, obj_in, user_id=None):
        if user_id is not None and db_obj.user_id != user_id:
            raise ValueError("of another one")
        for field, value in obj_in.model_dump(exclude_unset=True).items():
            setattr(db_obj, field, value)
        db.commit()
        db.refresh(db_obj)
        return db_obj

    def remove(self, db, *, id, user_id=None):
        obj = self.get(db, id=id, user_id=user_id)
        if not obj:
            raise ValueError("not found")
        db.delete(obj)
        db.commit()
        return obj
`;
  const { layers } = await learned(
    {
      'crud.py':
        'from app.base import BaseRepository\nfrom app.users.models import User\n\n\nclass UserRepository(BaseRepository):\n    pass\n\n\nuser_repository = UserRepository(User)\n',
      'router.py': `${router(
        'from app.users.crud import user_repository\n',
        'return user_repository.get(db, id=user_id)',
        'db.add(User(**data.model_dump()))\n    db.commit()',
      )}

@router.put("/{user_id}")
def update_user(user_id: int, data: UserCreate, db: Session = Depends(get_db)):
    user = user_repository.get(db, id=user_id)
    return user_repository.update(db, db_obj=user, obj_in=data)


@router.delete("/{user_id}")
def delete_user(user_id: int, db: Session = Depends(get_db)):
    return user_repository.remove(db, id=user_id)
`,
    },
    { 'app/base.py': base },
  );
  const { get, update, delete: remove } = (layers.kind === 'chain' ? layers.chain[0]?.operations : undefined) ?? {};
  expect(get).toMatchObject({ parameters: [{ name: 'db' }, { name: 'id' }], supply: { isRight: true } });
  expect(update).toMatchObject({
    parameters: [{ name: 'db' }, { kind: 'record' }, { kind: 'data' }],
    supply: { isRight: true },
  });
  expect(remove).toMatchObject({ parameters: [{ name: 'db' }, { name: 'id' }], supply: { isRight: false } });
});

test.each([
  ['if hasattr(db_obj, name) and value is not None:\n                setattr(db_obj, name, value)', false],
  ['if value is None:\n                continue\n            setattr(db_obj, name, value)', false],
  ['if hasattr(db_obj, name):\n                setattr(db_obj, name, value)', true],
])('a base that changes nothing to null is not inherited from: %s', async (body, isRight) => {
  const base = `class BaseRepository:
    def __init__(self, model):
        self.model = model

    def get(self, db, id):
        return db.get(self.model, id)

    def update(self, db, db_obj, obj_in):
        for name, value in obj_in.items():
            ${body}
        db.commit()
        db.refresh(db_obj)
        return db_obj
`;
  const { layers } = await learned(
    {
      'crud.py':
        'from app.base import BaseRepository\nfrom app.users.models import User\n\n\nclass UserRepository(BaseRepository):\n    pass\n\n\nuser_repository = UserRepository(User)\n',
      'router.py': `${router(
        'from app.users.crud import user_repository\n',
        'return user_repository.get(db, id=user_id)',
        'db.add(User(**data.model_dump()))\n    db.commit()',
      )}

@router.put("/{user_id}")
def update_user(user_id: int, data: UserCreate, db: Session = Depends(get_db)):
    user = user_repository.get(db, id=user_id)
    return user_repository.update(db, user, data.model_dump(exclude_unset=True))
`,
    },
    { 'app/base.py': base },
  );
  expect(layers).toMatchObject({ chain: [{ operations: { update: { supply: { isRight } } } }] });
});

test('who calls is no record, though both are of one class', async () => {
  const layers = await layersOf({
    'service.py': `${IMPORTS}

class UserService:
    def __init__(self, db: Session):
        self.db = db

    def get_user(self, user_id: int, actor: User):
        return self.db.get(User, user_id)

    def update_user(self, user_id: int, payload: UserCreate, current_user: User):
        user = self.db.get(User, user_id)
        self.db.commit()
        return user
`,
    'router.py': `${router(
      'from app.users.service import UserService\n',
      'return UserService(db).get_user(user_id, user)',
      'pass',
      'db: Session = Depends(get_db), user: User = Depends(get_user)',
    )}

@router.patch("/{user_id}")
def update_user(user_id: int, data: UserCreate, db: Session = Depends(get_db), user: User = Depends(get_user)):
    return UserService(db).update_user(user_id, data, user)
`,
  });
  expect(layers).toMatchObject({
    chain: [
      {
        operations: {
          get: { parameters: [{ kind: 'key' }] },
          update: { parameters: [{ kind: 'key' }, { kind: 'data', name: 'payload' }] },
        },
      },
    ],
  });
});

/** The style of a host that answers its ConflictError with 409, and whose users are created so. */
function conflicting(create: string, imports = ''): Promise<Style> {
  const head = `from app.errors import ConflictError\n${imports}`;
  const main = `${USERS_MAIN}
from app.errors import ConflictError


@app.exception_handler(ConflictError)
def taken(request, exc):
    return JSONResponse(status_code=409, content={"detail": str(exc)})
`;
  const errors = 'class ConflictError(Exception):\n    pass\n';
  const text = router(head, 'return db.get(User, user_id)', create);
  return learned({ 'router.py': text }, { 'app/main.py': main, 'app/errors.py': errors });
}

test('a class of the host whose name alone says that a value is taken is raised again', async () => {
  const { raises } = await conflicting(
    `if db.scalar(select(User).where(User.email == data.email)):
        raise ConflictError("Email cannot be used")
    user = User(email=data.email)
    db.add(user)
    db.commit()
    return user`,
    'from sqlalchemy import select\n',
  );
  expect(raises).toMatchObject({
    takenBy: { kind: 'host', source: { module: 'app.errors', name: 'ConflictError' } },
    taken: '{Field} cannot be used',
  });
});

test('a conflict with what has become of the record does not say that a value is taken', async () => {
  const { raises } = await conflicting(
    `user = User(email=data.email)
    if user.is_deleted:
        raise ConflictError("User is already deleted")
    db.add(user)
    db.commit()
    return user`,
  );
  expect(raises).toMatchObject({ takenBy: { kind: 'http' }, taken: '{Field} is already taken' });
});

test("a statement is SQLModel's own where its session runs it by exec", async () => {
  const text = router(
    'from sqlmodel import select\n',
    'return db.exec(select(User).where(User.id == user_id)).first()',
    'db.add(User())\n    db.commit()',
  );
  expect(await learned({ 'router.py': text })).toMatchObject({ queries: { get: 'exec', list: 'exec' } });
});

test('what a statement gives is called by a name of its own only where the blueprint does so', async () => {
  const schemas = `${SCHEMAS}

class UserRead(BaseModel):
    email: str


class Users(BaseModel):
    items: list[UserRead]
    total: int
`;
  const listing = (
    counted: string,
  ): string => `${HEAD.replace('UserCreate', 'Users')}from sqlalchemy import func, select

router = APIRouter(prefix="/users")


@router.get("", response_model=Users)
def read_users(skip: int = 0, limit: int = 100, db: Session = Depends(get_db)):
    users = db.scalars(select(User).offset(skip).limit(limit)).all()
    ${counted}
    return Users(items=users, total=total)
`;
  const words = async (counted: string): Promise<unknown> => {
    const { envelope } = await learned({ 'router.py': listing(counted), 'schemas.py': schemas });
    return envelope.total?.words;
  };
  const count = 'db.execute(select(func.count()).select_from(User))';
  expect(await words(`total = ${count}.scalar_one()`)).toMatchObject({ result: undefined, end: '.scalar_one()' });
  expect(await words(`counted = ${count}\n    total = counted.scalar_one()`)).toMatchObject({ result: 'counted' });
});

test.each([
  ['Create a user.', 'Create a {one}.'],
  ['Create a user setting current_score equal to initial_score.', undefined],
])('of what an operation says of itself, %j is said again as %j', async (text, doc) => {
  const crud = `${IMPORTS}

def create_user(db: Session, data: UserCreate):
    """${text}"""
    user = User(email=data.email)
    db.add(user)
    db.commit()
    return user


def get_user(db: Session, user_id: int):
    return db.get(User, user_id)
`;
  const layers = await layersOf({
    'crud.py': crud,
    'router.py': router(
      'from app.users import crud\n',
      'return crud.get_user(db, user_id)',
      'return crud.create_user(db, data)',
    ),
  });
  expect(layers.kind === 'chain' && layers.chain[0]?.operations.create.doc?.text).toBe(doc);
});

test('each operation of a layer that has docstrings has one, in the form of theirs', async () => {
  const crud = (said: string): string => `${IMPORTS}

def create_user(db: Session, data: UserCreate):
    """
    Create a new user.

    Args:
        data: What is stored
    """
    user = User(email=data.email)
    db.add(user)
    db.commit()
    return user


def get_user(db: Session, user_id: int):
    ${said}
    return db.get(User, user_id)
`;
  const texts = async (said: string): Promise<unknown> => {
    const layers = await layersOf({
      'crud.py': crud(said),
      'router.py': router(
        'from app.users import crud\n',
        'return crud.get_user(db, user_id)',
        'return crud.create_user(db, data)',
      ),
    });
    return layers.kind === 'chain' && Object.values(layers.chain[0]?.operations ?? {}).map(({ doc }) => doc);
  };
  const block = (text: string): unknown => ({ text, form: 'block' });
  expect(await texts('"""Whether the user is on the moon."""')).toEqual([
    block('List {many}.'),
    block('Get a {one}.'),
    block('Create a new {one}.'),
    block('Update a {one}.'),
    block('Delete a {one}.'),
  ]);
  expect(await texts('# no docstring')).toEqual([
    undefined,
    undefined,
    block('Create a new {one}.'),
    undefined,
    undefined,
  ]);
});

describe('a delete of a shared base that is told who calls', () => {
  const service = `${IMPORTS}from app.base import BaseService


class UserService(BaseService):
    def get_user(self, db: Session, user_id: int):
        return db.get(User, user_id)

    def create_user(self, db: Session, data: UserCreate):
        user = User(**data.model_dump())
        db.add(user)
        db.commit()
        return user
`;
  const called = `${router(
    'from app.users.auth import get_current_user\nfrom app.users.service import UserService\n',
    'return UserService().get_user(db, user_id)',
    'return UserService().create_user(db, data)',
  )}

@router.delete("/{user_id}", status_code=204)
def delete_user(user_id: int, db: Session = Depends(get_db), current_user: User = Depends(get_current_user)):
    UserService().delete(db, user_id, user=current_user)
`;
  const auth = `from fastapi import Header, HTTPException


def get_current_user(token: str = Header()):
    if token != "valid":
        raise HTTPException(status_code=401)
    return token
`;
  const base = (parameter: string, check = ''): string => `from fastapi import HTTPException


class BaseService:
    def delete(self, db, id: int, ${parameter}):
        record = db.get(self.model, id)
${check}        db.delete(record)
        db.commit()
`;
  const REFUSES = `        if user is None or record.owner_id != user.id:
            raise HTTPException(status_code=403)
`;
  test.each([
    [
      'is written again where it refuses by that',
      base('user=None', REFUSES),
      { name: 'delete_user', supply: undefined },
    ],
    ['is written again where it cannot be called without', base('user'), { name: 'delete_user', supply: undefined }],
    ['is used where it can be', base('user=None'), { name: 'delete', supply: { isRight: true } }],
  ])('%s', async (_, text, expected) => {
    const files = { 'router.py': called, 'service.py': service, 'auth.py': auth };
    const { layers } = await learned(files, { 'app/base.py': text });
    const [layer] = layers.kind === 'standard' ? [] : layers.chain;
    expect(layer?.operations.delete).toMatchObject({ ...expected, name: expected.name.replace('user', '{one}') });
  });
});

describe('parameters of operations that Python could not take or that say something else', () => {
  const imports = 'from app.users.dao import UserDAO\n';
  const parametersOf = async (dao: string, operation: 'create' | 'update'): Promise<readonly string[]> => {
    const { layers } = await learned({
      'dao.py': `${IMPORTS}\n\n${dao}`,
      'router.py': router(
        imports,
        'return UserDAO.find_one(db, id=user_id)',
        'return UserDAO.add(db, **data.model_dump())',
      ),
    });
    if (layers.kind !== 'chain') throw new Error('no layers');
    return layers.chain[0]?.operations[operation].parameters.map(({ name }) => name) ?? [];
  };
  const KEYWORDS = `class UserDAO:
    @classmethod
    def find_one(cls, db: Session, **filter_by):
        return db.scalars(select(User).filter_by(**filter_by)).one_or_none()

    @classmethod
    def add(cls, db: Session, **data):
        user = User(**data)
        db.add(user)
        db.commit()
        return user
`;

  test('keywords of an operation that the blueprint does not show are behind its key', async () => {
    expect(await parametersOf(KEYWORDS, 'update')).toEqual(['db', 'id', 'data']);
  });

  test('keywords are behind a key that is added', async () => {
    const update = `
    @classmethod
    def update(cls, db: Session, **data):
        user = db.get(User, data.pop("id"))
        user.email = data["email"]
        db.commit()
        return user
`;
    const dao = `${KEYWORDS}${update}`;
    const { layers } = await learned({
      'dao.py': `${IMPORTS}\n\n${dao}`,
      'router.py': `${router(imports, 'return UserDAO.find_one(db, id=user_id)', 'return UserDAO.add(db, **data.model_dump())')}

@router.put("")
def update_user(data: UserCreate, db: Session = Depends(get_db)):
    return UserDAO.update(db, **data.model_dump())
`,
    });
    expect(layers).toMatchObject({
      chain: [{ operations: { update: { parameters: [{ name: 'db' }, { kind: 'key' }, { name: 'data' }] } } }],
    });
  });

  test('one value of several gives what was sent no name', async () => {
    const { layers } = await learned({
      'dao.py': `${IMPORTS}\n\n${KEYWORDS}
    @classmethod
    def update(cls, db: Session, user: User, *, email: str | None = None, role=None):
        user.email = email
        db.commit()
        return user
`,
      'router.py': `${router(imports, 'return UserDAO.find_one(db, id=user_id)', 'return UserDAO.add(db, **data.model_dump())')}

@router.put("/{user_id}")
def update_user(user_id: int, data: UserCreate, db: Session = Depends(get_db)):
    user = UserDAO.find_one(db, id=user_id)
    email, role = data.email, data.role
    return UserDAO.update(db, user, email=email, role=role)
`,
    });
    expect(layers).toMatchObject({
      chain: [
        {
          operations: { update: { parameters: [{ name: 'db' }, { kind: 'record' }, { kind: 'data', name: 'data' }] } },
        },
      ],
    });
  });
});

test.each([
  ['db: Session, *, email: str | None = None', false],
  ['*, db: Session', true],
])('what counts, with the parameters %s, is given the session by its name alone: %s', async (given, isNamedOnly) => {
  const { envelope } = await learned({
    'schemas.py': `${SCHEMAS}

class UserRead(BaseModel):
    email: str


class Users(BaseModel):
    items: list[UserRead]
    total: int
`,
    'crud.py': `${IMPORTS.replace('import select', 'import func, select')}

def list_users(db: Session, skip: int, limit: int):
    return db.scalars(select(User).offset(skip).limit(limit)).all()


def count_users(${given}) -> int:
    return db.scalar(select(func.count()).select_from(User))
`,
    'router.py': `${HEAD.replace('UserCreate', 'Users')}from app.users.crud import count_users, list_users

router = APIRouter(prefix="/users")


@router.get("", response_model=Users)
def read_users(skip: int = 0, limit: int = 100, db: Session = Depends(get_db)):
    users = list_users(db, skip, limit)
    total = count_users(db=db)
    return Users(items=users, total=total)
`,
  });
  expect(envelope.total?.counts).toMatchObject([{ session: { name: 'db', isNamedOnly } }]);
});

test.each([
  ['return session.execute(select(cls.model).filter_by(id=record_id)).scalar_one()', false],
  [
    'try:\n                return session.execute(select(cls.model).filter_by(id=record_id)).scalar_one()\n            except NoResultFound:\n                return None',
    true,
  ],
  ['return session.get(cls.model, record_id)', true],
])(
  'a base that takes exactly one row is followed where it catches that there is none: %s',
  async (statement, isRight) => {
    const { layers } = await learned(
      {
        'dao.py':
          'from app.dao import BaseDAO\nfrom app.users.models import User\n\n\nclass UserDAO(BaseDAO):\n    model = User\n',
        'router.py': `${HEAD}from app.users.dao import UserDAO

router = APIRouter(prefix="/users")


@router.get("/{user_id}")
def get_user(user_id: int):
    return UserDAO.find(user_id)
`,
      },
      {
        'app/dao.py': `from sqlalchemy import select
from sqlalchemy.exc import NoResultFound
from app.database import SessionLocal


class BaseDAO:
    @classmethod
    def find(cls, record_id: int):
        with SessionLocal() as session:
            ${statement}
`,
      },
    );
    expect(layers).toMatchObject({ chain: [{ operations: { get: { name: 'find', supply: { isRight } } } }] });
  },
);

test('an operation of the blueprint that lets everybody in is known, where others are guarded', async () => {
  const { security } = await learned(
    {
      'router.py': `${HEAD}from app.auth import get_admin
from app.database import get_db
from app.users.models import User

router = APIRouter(prefix="/users")


@router.get("")
def get_users(db: Session = Depends(get_db)):
    return db.query(User).all()


@router.post("")
def create_user(data: UserCreate, db: Session = Depends(get_db), admin=Depends(get_admin)):
    user = User(**data.model_dump())
    db.add(user)
    db.commit()
    return user
`,
    },
    {
      'app/auth.py':
        'from fastapi import Depends, HTTPException\nfrom fastapi.security import OAuth2PasswordBearer\n\nscheme = OAuth2PasswordBearer(tokenUrl="token")\n\n\ndef get_admin(token: str = Depends(scheme)):\n    if token != "x":\n        raise HTTPException(status_code=401)\n    return token\n',
    },
  );
  expect(security).toMatchObject({ kind: 'mixed', open: ['list'] });
});

test.each([
  ['criar_user', 'listar_users', { get: 'obter_{one}', update: 'atualizar_{one}', delete: 'deletar_{one}' }],
  ['crear_user', 'listar_users', { get: 'obtener_{one}', update: 'actualizar_{one}', delete: 'eliminar_{one}' }],
  ['create_user', 'listar_users', { get: 'get_{one}', update: 'update_{one}', delete: 'delete_{one}' }],
])('handlers that the blueprint lacks are called in the language of %s', async (create, list, names) => {
  const { handlerNames, layers } = await learned({
    'router.py': `${HEAD}from app.database import get_db
from app.users.models import User

router = APIRouter(prefix="/users")


@router.post("")
def ${create}(data: UserCreate, db: Session = Depends(get_db)):
    novo_user = User(**data.model_dump())
    db.add(novo_user)
    db.commit()
    return novo_user


@router.get("")
def ${list}(db: Session = Depends(get_db)):
    return db.query(User).all()
`,
  });
  expect(handlerNames).toMatchObject(names);
  expect(layers).toMatchObject({ variable: '{one}' });
});

test.each([
  ['with session.begin():', false],
  ['with SessionLocal() as session, session.begin():', true],
])(
  'a delete of a base that begins the transaction of a session that it is given is written again: %s',
  async (begun, isRight) => {
    const { layers } = await learned(
      {
        'dao.py':
          'from app.dao import BaseDAO\nfrom app.users.models import User\n\n\nclass UserDAO(BaseDAO):\n    model = User\n',
        'router.py': `${HEAD}from app.database import get_db
from app.users.dao import UserDAO

router = APIRouter(prefix="/users")


@router.delete("/{user_id}")
def delete_user(user_id: int, db: Session = Depends(get_db)):
    UserDAO.remove(db, user_id)
`,
      },
      {
        'app/dao.py': `from sqlalchemy import delete
from app.database import SessionLocal


class BaseDAO:
    @classmethod
    def remove(cls, session, record_id: int):
        ${begun}
            result = session.execute(delete(cls.model).filter_by(id=record_id))
            session.commit()
            return result.rowcount
`,
      },
    );
    expect(layers).toMatchObject({ chain: [{ operations: { delete: { name: 'remove', supply: { isRight } } } }] });
  },
);

test.each([
  ['me=Depends(get_me)', 'default'],
  ['me: Annotated[User, Depends(get_me)]', 'annotated'],
  ['me: Me', 'annotated'],
])(
  'a dependency is written as another handler has it, where those of records have an alias alone: %s',
  async (taken, depends) => {
    const style = await learned(
      {
        'router.py': `${HEAD}from typing import Annotated
from app.auth import Me, get_me
from app.deps import SessionDep
from app.users.models import User

router = APIRouter(prefix="/users")


@router.get("/me")
def read_me(${taken}):
    return me


@router.post("")
def create_user(session: SessionDep, data: UserCreate):
    user = User(**data.model_dump())
    session.add(user)
    session.commit()
    return user
`,
      },
      {
        'app/deps.py':
          'from typing import Annotated\nfrom fastapi import Depends\nfrom sqlalchemy.orm import Session\nfrom app.database import get_db\n\nSessionDep = Annotated[Session, Depends(get_db)]\n',
        'app/auth.py':
          'from typing import Annotated\nfrom fastapi import Depends\n\n\ndef get_me():\n    return None\n\n\nMe = Annotated[object, Depends(get_me)]\n',
      },
    );
    expect(style.depends).toBe(depends);
  },
);

test('the records of a package are those that all of its handlers of records are called after', async () => {
  const handler = (verb: string, name: string, path: string): string =>
    `\n\n@router.${verb}("${path}")\ndef ${name}(${verb === 'post' ? 'data: UserCreate, ' : ''}db: Session = Depends(get_db)):\n    return ${verb === 'post' ? 'RolesDAO.add(db, data)' : 'RolesDAO.find_all(db)'}\n`;
  const names = async (...handlers: readonly string[]): Promise<unknown> => {
    const style = await learned({
      'models.py': `${USER_MODELS}\n\nclass Role(Base):\n    __tablename__ = "roles"\n\n    id: Mapped[int] = mapped_column(primary_key=True)\n    name: Mapped[str]\n`,
      'dao.py':
        'from app.users.models import Role\n\n\nclass RolesDAO:\n    @staticmethod\n    def add(db, data):\n        role = Role(**data.model_dump())\n        db.add(role)\n        db.commit()\n        return role\n\n    @staticmethod\n    def find_all(db):\n        return db.query(Role).all()\n',
      'router.py': `${HEAD}from app.database import get_db\nfrom app.users.dao import RolesDAO\n\nrouter = APIRouter(prefix="/users")\n${handlers.join('')}`,
    });
    const [, dao] = /"name":"([^"]*DAO)"/.exec(JSON.stringify(style.layers)) ?? [];
    return [style.handlerNames.create, style.handlerNames.list, dao];
  };
  expect(await names(handler('post', 'create_role', '/role'), handler('get', 'get_all_roles', '/role'))).toEqual([
    'create_{one}',
    'get_all_{many}',
    '{Many}DAO',
  ]);
  expect(nounsOf('Role', '').one).toEqual(['role']);
});
