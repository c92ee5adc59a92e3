// Shapes of whole backends that had been written wrong: a small one of each, and the lines that matter of what it gets.
import { expect, test } from '@jest/globals';
import { planRun } from '../../../lib/plan/plan-run.js';
import { showPlan } from '../../../lib/plan/show.js';
import { type ModelSpec, modelSpec } from '../../../lib/request/model.js';
import { packageSpec, parseFields } from '../asked.js';
import { inMemory } from '../memory.js';
import { DATABASE, feature } from '../sample.js';
import { draftOf, whoCalls } from '../sample-hosts.js';

const SHELL = { template: () => '', columns: undefined };

const MAIN = `from fastapi import FastAPI
from app.users.router import router as users_router

app = FastAPI()
app.include_router(users_router)
`;

const MODELS = `from sqlalchemy import Column, Integer, String
from app.database import Base


class User(Base):
    __tablename__ = "users"

    id = Column(Integer, primary_key=True)
    name = Column(String(80), nullable=False)
`;

const SCHEMAS = `from pydantic import BaseModel, ConfigDict


class UserCreate(BaseModel):
    name: str


class UserUpdate(BaseModel):
    name: str | None = None


class UserOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: int
    name: str


class UsersOut(BaseModel):
    data: list[UserOut]
    count: int
`;

/** Instead of a file's text: the host has no such file. */
const NONE = 'no such file';

/** The text of each file that a run changes, below the application's folder, and what it says; the ids where it is refused. */
async function written(
  own: Readonly<Record<string, string>>,
  further: readonly ModelSpec[] = [],
  settings: Readonly<Record<string, string>> = {},
): Promise<Readonly<Record<string, string>>> {
  const host = {
    'app/__init__.py': '',
    'app/main.py': MAIN,
    'app/database.py': DATABASE,
    ...feature('app/users', 'app.', { 'models.py': MODELS, 'schemas.py': SCHEMAS }),
    ...own,
  };
  const there = Object.entries(host).filter(([, text]) => text !== NONE);
  const texts = Object.fromEntries(there.map(([path, text]) => [`/p/${path}`, text]));
  const spec = packageSpec({ package: 'invoices', fields: ['number:str.32:unique', 'total:decimal.10.2'], settings });
  const models = [
    { spec: spec.model, path: '' },
    ...further.map((each) => ({ spec: each, path: `/${each.collection}` })),
  ];
  const { plan, refusals = [] } = await planRun(
    inMemory({ '/p/.git/HEAD': '', ...texts }),
    [draftOf(spec, { models })],
    SHELL,
  );
  if (plan === undefined) return { refused: refusals.map(({ id, reason }) => `${id}: ${reason}`).join('\n') };
  const changed = plan.changes.map(({ path, after }) => [path.replace('/p/app/', ''), after] as const);
  return { ...Object.fromEntries(changed), said: showPlan(plan, '/p') };
}

const ROUTER_OF_SERVICE = `from fastapi import APIRouter, Depends
from app.database import get_db
from app.users.schemas import UserCreate, UserOut, UserUpdate
from app.users.service import UserService

router = APIRouter(prefix="/users")


def get_service(db=Depends(get_db)):
    return UserService(db)


@router.post("", response_model=UserOut)
def create_user(data: UserCreate, service: UserService = Depends(get_service)):
    return service.create_user(data.name)


@router.get("/{user_id}", response_model=UserOut)
def get_user(user_id: int, service: UserService = Depends(get_service)):
    return service.get_user(user_id)


@router.patch("/{user_id}", response_model=UserOut)
def update_user(user_id: int, data: UserUpdate, service: UserService = Depends(get_service)):
    return service.update_user(user_id, **data.model_dump(exclude_unset=True))
`;

const SERVICE = `from fastapi import HTTPException
from sqlalchemy.orm import Session
from app.users.models import User
from app.users.repository import UserRepository


class UserService:
    def __init__(self, db: Session):
        self.repo = UserRepository(db)

    def get_user(self, user_id: int):
        user = self.repo.get(user_id)
        if not user:
            raise HTTPException(404, "User not found")
        return user

    def create_user(self, name: str):
        return self.repo.create(User(name=name))

    def update_user(self, user_id: int, **fields):
        user = self.get_user(user_id)
        if fields.get("name"):
            user.name = fields["name"]
        self.repo.commit()
        return user
`;

const REPOSITORY = `from sqlalchemy.orm import Session
from app.users.models import User


class UserRepository:
    def __init__(self, db: Session):
        self.db = db

    def get(self, user_id: int):
        return self.db.get(User, user_id)

    def create(self, user: User):
        self.db.add(user)
        self.db.commit()
        self.db.refresh(user)
        return user

    def commit(self):
        self.db.commit()
`;

test('a repository takes what was sent in the form in which the service above it has that', async () => {
  const files = await written({
    'app/users/router.py': ROUTER_OF_SERVICE,
    'app/users/service.py': SERVICE,
    'app/users/repository.py': REPOSITORY,
  });
  expect(files['invoices/service.py']).toContain('def update_invoice(self, invoice_id: int, **fields):');
  expect(files['invoices/service.py']).toContain('self.repo.update(invoice_id, fields)');
  expect(files['invoices/repository.py']).toContain('def update(self, invoice_id: int, fields: dict[str, Any]):');
  expect(files['invoices/repository.py']).toContain('for field, value in fields.items():');
});

test('what makes the object of a further model has a name of its own', async () => {
  const own = {
    'app/users/router.py': ROUTER_OF_SERVICE,
    'app/users/service.py': SERVICE,
    'app/users/repository.py': REPOSITORY,
  };
  const files = await written(own, [modelSpec('Line', parseFields(['quantity:int']))]);
  expect(files['refused']).toBeUndefined();
  expect(files['invoices/router.py']).toContain(
    'def get_service(db: Session = Depends(get_db)) -> InvoiceService:\n    return InvoiceService(db)\n',
  );
  expect(files['invoices/router.py']).toContain(
    'def get_line_service(db: Session = Depends(get_db)) -> LineService:\n    return LineService(db)\n',
  );
});

test('models in another folder than what works on them are followed by their names alone', async () => {
  const apart = (file: string): Readonly<Record<string, string>> => ({
    'app/users/models.py': NONE,
    'app/tables/__init__.py': '',
    'app/tables/goods.py': MODELS.replaceAll('User', 'Ware').replace('users', 'wares'),
    [`app/tables/${file}.py`]: MODELS,
    'app/users/router.py': COUNTING.replace('app.users.models', `app.tables.${file}`),
    'app/users/crud.py': CRUD.replace('app.users.models', `app.tables.${file}`),
  });
  const files = await written(apart('user'));
  expect(files['tables/invoice.py']).toContain('class Invoice(Base):\n');
  expect(files['invoices/crud.py']).toContain('from app.tables.invoice import Invoice\n');
  const { refused } = await written(apart('people'));
  expect(refused).toMatch(/^layout-apart: The blueprint app\/users has its models in another folder/);
});

test('a record that is only stored keeps its name', async () => {
  const files = await written({
    'app/users/router.py': ROUTER_OF_SERVICE,
    'app/users/service.py': SERVICE,
    'app/users/repository.py': REPOSITORY,
  });
  expect(files['invoices/repository.py']).toContain(
    '    def create(self, invoice: Invoice):\n        self.db.add(invoice)\n',
  );
});

const COUNTING = `from fastapi import APIRouter, Depends
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from app.database import get_db
from app.users import crud
from app.users.models import User
from app.users.schemas import UserCreate, UserOut, UsersOut

router = APIRouter(prefix="/users")


@router.get("", response_model=UsersOut)
def read_users(skip: int = 0, limit: int = 100, db: Session = Depends(get_db)):
    count_statement = select(func.count()).select_from(User)
    count = db.scalar(count_statement)
    statement = select(User).offset(skip).limit(limit)
    users = db.scalars(statement).all()
    return UsersOut(data=users, count=count)


@router.post("", response_model=UserOut)
def create_user(user_in: UserCreate, db: Session = Depends(get_db)):
    return crud.create_user(db, user_in)


@router.get("/{user_id}", response_model=UserOut)
def read_user(user_id: int, db: Session = Depends(get_db)):
    return crud.get_user(db, user_id)
`;

const CRUD = `from sqlalchemy.orm import Session
from app.users.models import User
from app.users.schemas import UserCreate


def get_user(db: Session, user_id: int) -> User | None:
    return db.get(User, user_id)


def create_user(db: Session, user_in: UserCreate) -> User:
    user = User(**user_in.model_dump())
    db.add(user)
    db.commit()
    return user
`;

test('a number whose statement has a name is no list', async () => {
  const files = await written({ 'app/users/router.py': COUNTING, 'app/users/crud.py': CRUD });
  const router = files['invoices/router.py'];
  expect(router).toContain('count = crud.count_invoices(db)\n');
  expect(router).toContain('return InvoicesOut(data=invoices, count=count)\n');
  const crud = files['invoices/crud.py'];
  expect(crud).toContain('def count_invoices(db: Session) -> int:\n');
  expect(crud).toContain('    statement = select(Invoice).');
});

const UNSEEN = `from typing import Protocol
from fastapi import APIRouter, Depends
from app.users.schemas import UserCreate, UserOut
from app.users.wiring import get_user_service

router = APIRouter(prefix="/users")


class IUserService(Protocol):
    def get_user(self, user_id: int) -> UserOut | None: ...

    def create_user(self, data: UserCreate) -> UserOut: ...


@router.post("", response_model=UserOut)
def create_user(data: UserCreate, service: IUserService = Depends(get_user_service)):
    return service.create_user(data)


@router.get("/{user_id}", response_model=UserOut)
def get_user(user_id: int, service: IUserService = Depends(get_user_service)):
    return service.get_user(user_id)
`;

test('layers behind an interface are refused: they were written as functions', async () => {
  const wiring = 'from app.users.service import UserService\n\n\ndef get_user_service():\n    return UserService()\n';
  const files = await written({
    'app/users/router.py': UNSEEN,
    'app/users/wiring.py': wiring,
    'app/users/service.py': 'class UserService: ...\n',
  });
  expect(files['refused']).toMatch(/^layers-unseen: The blueprint's handlers call IUserService, which only says/);
});

const LAYERS = {
  'app/main.py': `from fastapi import FastAPI
from app.admin.router import router as admin_router
from app.api.users import router as users_router

app = FastAPI()
app.include_router(admin_router)
app.include_router(users_router)
`,
  'app/users/__init__.py': NONE,
  'app/admin/__init__.py': '',
  'app/admin/router.py': `from fastapi import APIRouter
from app.admin.services import imported

router = APIRouter(prefix="/admin")


@router.post("/import")
def import_rows():
    return imported()
`,
  'app/admin/services.py': 'def imported():\n    return []\n',
  'app/models/__init__.py': '',
  'app/models/user.py': MODELS,
  'app/schemas/__init__.py': '',
  'app/schemas/user.py': SCHEMAS,
  'app/crud/__init__.py': '',
  'app/crud/user.py': CRUD.replaceAll('users.models', 'models.user').replaceAll('users.schemas', 'schemas.user'),
  'app/api/__init__.py': '',
  'app/api/users.py': COUNTING.replaceAll('users.models', 'models.user')
    .replaceAll('users.schemas', 'schemas.user')
    .replace('from app.users import crud', 'from app.crud import user as crud'),
};

/** A backend by layer alone, without the package of users. */
const writtenByLayer = (own: Readonly<Record<string, string>>): ReturnType<typeof written> =>
  written({
    ...LAYERS,
    'app/users/router.py': NONE,
    'app/users/models.py': NONE,
    'app/users/schemas.py': NONE,
    ...own,
  });

test('a package for an admin site beside the layers is no blueprint', async () => {
  const files = await writtenByLayer({});
  expect(Object.keys(files)).toEqual(
    expect.arrayContaining(['api/invoices.py', 'crud/invoice.py', 'models/invoice.py', 'schemas/invoice.py']),
  );
});

test('functions that a package gathers under other names are called by these, and others by their own', async () => {
  const files = await writtenByLayer({
    'app/crud/__init__.py': 'from .user import create as create_user, get as get_user\n',
    'app/crud/user.py': LAYERS['app/crud/user.py'].replace('create_user', 'create').replace('get_user', 'get'),
    'app/api/users.py': LAYERS['app/api/users.py'].replace('from app.crud import user as crud', 'from app import crud'),
  });
  expect(files['crud/__init__.py']).toContain('create as create_invoice, get as get_invoice\n');
  expect(files['crud/invoice.py']).toContain('def create(');
  const router = files['api/invoices.py'];
  expect(router).toContain('crud.create_invoice(db, ');
  expect(router).toContain('crud.get_invoice(db, ');
  expect(router).not.toMatch(/crud\.(?:update|delete|get_multi)/);
  expect(router).toMatch(/from app\.crud\.invoice import .*update/);
});

test('models in the file of a package are written there, and not into a file that it hides', async () => {
  const files = await writtenByLayer({
    'app/models.py': MODELS,
    'app/models/__init__.py': MODELS,
    'app/models/user.py': NONE,
    'app/api/users.py': LAYERS['app/api/users.py'].replace('models.user', 'models'),
    'app/crud/user.py': LAYERS['app/crud/user.py'].replace('models.user', 'models'),
  });
  expect(files['models/__init__.py']).toContain('class Invoice(Base):\n');
  expect(Object.keys(files)).not.toContain('models.py');
});

test('models beside the engine are models of all, and a new one goes above what makes the tables', async () => {
  const user = MODELS.slice(MODELS.indexOf('class User'));
  const made = '# The tables are made at once.\nBase.metadata.create_all(engine)\n';
  const files = await written({
    'app/users/models.py': NONE,
    'app/database.py': `${DATABASE.replace('create_engine', 'Column, Integer, String, create_engine')}\n\n${user}\n\n${made}`,
    'app/users/router.py': COUNTING.replace('app.users.models', 'app.database'),
    'app/users/crud.py': CRUD.replace('app.users.models', 'app.database'),
  });
  expect(files['invoices/crud.py']).toContain('from app.database import Invoice\n');
  expect(files['database.py']).toContain('import Column, Integer, Numeric, String, create_engine\n');
  expect(files['database.py']).toMatch(
    /class Invoice\(Base\):[^#]*\n\n\n# The tables are made at once\.\nBase\.metadata/,
  );
});

test('files are called as those of the blueprint, with its slips of the pen', async () => {
  const slipped = (text: string): string =>
    text.replace('users.schemas', 'users.shemas').replace('users.models', 'users.modals');
  const files = await written({
    'app/users/models.py': NONE,
    'app/users/schemas.py': NONE,
    'app/users/modals.py': MODELS,
    'app/users/shemas.py': SCHEMAS,
    'app/users/router.py': slipped(COUNTING),
    'app/users/crud.py': slipped(CRUD),
  });
  const own = Object.keys(files).filter((path) => /^invoices.\w+\.py$/.test(path));
  expect(own.sort()).toEqual(['__init__', 'crud', 'modals', 'router', 'shemas'].map((name) => `invoices/${name}.py`));
});

test('a class of what a client sends guards nothing, whatever it is called', async () => {
  const query =
    'from pydantic import BaseModel\n\n\nclass IdentityCheck(BaseModel):\n    provider: str = ""\n\n\nclass UserCreate';
  const files = await written({
    'app/users/schemas.py': SCHEMAS.replace(
      'from pydantic import BaseModel, ConfigDict\n\n\nclass UserCreate',
      query,
    ).replace('from pydantic import BaseModel\n', 'from pydantic import BaseModel, ConfigDict\n'),
    'app/users/crud.py': CRUD,
    'app/users/router.py': `${COUNTING.replace('UsersOut\n', 'UsersOut, IdentityCheck\n')}

@router.get("/known")
def is_known(query: IdentityCheck = Depends(IdentityCheck)):
    return True
`,
  });
  expect(files['invoices/router.py']).not.toContain('IdentityCheck');
});

test('a model that is not called after its file is followed where a package passes it on', async () => {
  const called = (path: keyof typeof LAYERS): string => LAYERS[path].replace(/\bUser\b/g, 'SitePerson');
  const files = await writtenByLayer({
    'app/main.py': LAYERS['app/main.py'].replace(
      'app = FastAPI()\n',
      'from app.database import Base, engine\nfrom app.models import SitePerson  # noqa: F401\n\nBase.metadata.create_all(engine)\napp = FastAPI()\n',
    ),
    'app/models/__init__.py': 'from app.models.user import SitePerson\n\n__all__ = ["SitePerson"]\n',
    'app/models/user.py': called('app/models/user.py'),
    'app/crud/user.py': called('app/crud/user.py'),
    'app/api/users.py': called('app/api/users.py'),
  });
  expect(files['models/__init__.py']).toContain('from app.models.invoice import Invoice\n');
  expect(files['models/__init__.py']).toContain('__all__ = ["Invoice", "SitePerson"]');
  expect(files['main.py']).toContain('from app.models import Invoice, SitePerson  # noqa: F401\n');
});

const MANAGED = `from fastapi import APIRouter, Depends, HTTPException
from sqlalchemy.orm import Session
from app.auth import get_current_user
from app.database import get_db
from app.users.models import User
from app.users.schemas import UserCreate, UserOut, UserUpdate
from app.users.service import user_manager

router = APIRouter(prefix="/users")


@router.post("", response_model=UserOut)
def create_user(user_in: UserCreate, db: Session = Depends(get_db), current_user: User = Depends(get_current_user)):
    return user_manager.create(db, user_in.model_dump(), user=current_user)


@router.get("/{user_id}", response_model=UserOut)
def get_user(user_id: int, db: Session = Depends(get_db), current_user: User = Depends(get_current_user)):
    user = user_manager.get_by_id(db, user_id, user=current_user)
    if not user:
        raise HTTPException(404, "User not found")
    return user


@router.put("/{user_id}", response_model=UserOut)
def update_user(
    user_id: int, user_in: UserUpdate, db: Session = Depends(get_db), current_user: User = Depends(get_current_user)
):
    user = user_manager.get_by_id(db, user_id, user=current_user)
    if not user:
        raise HTTPException(404, "User not found")
    return user_manager.update(db, user, user_in.model_dump(exclude_unset=True), user=current_user)


@router.delete("/{user_id}", response_model=UserOut)
def delete_user(user_id: int, db: Session = Depends(get_db), current_user: User = Depends(get_current_user)):
    user = user_manager.get_by_id(db, user_id, user=current_user)
    if not user:
        raise HTTPException(404, "User not found")
    user_manager.delete(db, user, user=current_user)
    return user
`;

const MANAGER = `from typing import Any, Dict, Generic, Optional, Type, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.users.models import User

T = TypeVar("T")


class Manager(Generic[T]):
    def __init__(self, model: Type[T]):
        self.model = model

    def get_by_id(self, db: Session, id: int, user: Optional[User] = None) -> Optional[T]:
        return db.scalars(select(self.model).where(self.model.id == id)).first()

    def create(self, db: Session, obj_in: Dict[str, Any], user: Optional[User] = None) -> T:
        obj = self.model(**obj_in)
        db.add(obj)
        db.commit()
        db.refresh(obj)
        return obj

    def update(self, db: Session, db_obj: T, obj_in: Dict[str, Any], user: Optional[User] = None) -> T:
        for key, value in obj_in.items():
            setattr(db_obj, key, value)
        db.commit()
        db.refresh(db_obj)
        return db_obj

    def delete(self, db: Session, db_obj: T, user: Optional[User] = None) -> T:
        self.check_deleted(db_obj, user)
        db.delete(db_obj)
        db.commit()
        return db_obj

    def check_deleted(self, db_obj: T, user: Optional[User] = None) -> None:
        if user is None or user.id != db_obj.id:
            raise HTTPException(status_code=403)
`;

const AUTH = `from fastapi import Depends
from fastapi.security import OAuth2PasswordBearer
from app.users.models import User

scheme = OAuth2PasswordBearer(tokenUrl="token")


def get_current_user(token: str = Depends(scheme)) -> User: ...
`;

test('what is told who calls is given no record for that, and a model is given to the base that wants one', async () => {
  const service = `from app.manager import Manager
from app.users.models import User


class UserManager(Manager[User]):
    def __init__(self):
        super().__init__(User)


user_manager = UserManager()
`;
  const files = await written({
    'app/auth.py': AUTH,
    'app/manager.py': MANAGER,
    'app/users/service.py': service,
    'app/users/router.py': MANAGED,
  });
  const router = files['invoices/router.py'];
  expect(router).toContain('invoice_manager.create(db, invoice_in.model_dump())');
  expect(router).toContain('invoice = invoice_manager.get_by_id(db, invoice_id)\n');
  expect(router).toContain('invoice_manager.update(db, invoice, invoice_in.model_dump(exclude_unset=True))');
  const [, deleting = ''] = router?.split('def delete_invoice(') ?? [];
  expect(deleting.match(/get_by_id\(/g)).toHaveLength(1);
  expect(deleting).toContain('    invoice_manager.delete(db, invoice)\n    return invoice\n');
  expect(files['invoices/service.py']).toContain(
    'class InvoiceManager(Manager[Invoice]):\n    def __init__(self):\n        super().__init__(Invoice)\n',
  );
  expect(files['said']).toContain("users' delete_user refuse some callers in their own code");
});

test('a session that asks who calls is taken once, and what guards a record that is loaded is no parameter', async () => {
  const deps = `from typing import Annotated
from fastapi import Depends, HTTPException
from sqlalchemy.orm import Session
from app.auth import get_current_user
from app.database import get_db
from app.users.models import User


def get_tenant_db(db: Session = Depends(get_db), user: User = Depends(get_current_user)) -> Session:
    return db


TenantDb = Annotated[Session, Depends(get_tenant_db)]


def get_user_or_404(user_id: int, db: TenantDb, _: User = Depends(get_current_user)) -> User:
    user = db.get(User, user_id)
    if user is None:
        raise HTTPException(404, "User not found")
    return user


LoadedUser = Annotated[User, Depends(get_user_or_404)]
`;
  const router = `from fastapi import APIRouter
from app.deps import LoadedUser, TenantDb
from app.users import crud
from app.users.schemas import UserCreate, UserOut, UserUpdate

router = APIRouter(prefix="/users")


@router.post("", response_model=UserOut)
def create_user(user_in: UserCreate, db: TenantDb):
    return crud.create_user(db, user_in)


@router.get("/{user_id}", response_model=UserOut)
def get_user(user: LoadedUser):
    return user
`;
  const texts = { 'app/auth.py': AUTH, 'app/deps.py': deps, 'app/users/crud.py': CRUD };
  const files = await written({ ...texts, 'app/users/router.py': router });
  // The tests of a package have a session of theirs in its place, and strangers meet the backend's.
  expect(files['invoices/tests/conftest.py']).toContain('app.dependency_overrides[get_tenant_db] = get_test_db\n');
  expect(files['invoices/tests/conftest.py']).toContain('del app.dependency_overrides[get_tenant_db]\n');
  expect(files['invoices/tests/conftest.py']).not.toContain('[get_tenant_db] = lambda');

  const spelled = router
    .replaceAll('db: TenantDb', 'db: Session = Depends(get_tenant_db)')
    .replace('import APIRouter', 'import APIRouter, Depends\nfrom sqlalchemy.orm import Session')
    .replace('TenantDb\n', 'get_tenant_db\n');
  const said = (await written({ ...texts, 'app/users/router.py': spelled }))['invoices/router.py'];
  expect(said).toContain('def create_invoice(invoice_in: InvoiceCreate, db: Session = Depends(get_tenant_db)):\n');
  const api = files['invoices/router.py'] ?? '';
  expect(api).toMatch(/def create_invoice\([^)]*\bdb: TenantDb\b/);
  expect(api).not.toMatch(/def create_invoice\([^)]*\bdb: TenantDb\b[^)]*\bdb: TenantDb\b/);
  expect(api).not.toContain('LoadedUser');
  expect(files['refused']).toBeUndefined();
});

test('a guard with the name of what gives the caller stands in the decorator', async () => {
  const admin = `

def get_admin(user: User = Depends(get_current_user)):
    return user
`;
  const files = await written(
    {
      'app/main.py': `from app.profile import router as profile_router\n${MAIN}app.include_router(profile_router.router)\n`,
      'app/auth.py': `${AUTH}${admin}`,
      'app/profile/__init__.py': '',
      'app/profile/models.py': '',
      'app/profile/router.py': whoCalls('app.users.models'),
      'app/users/crud.py': CRUD,
      'app/users/router.py': COUNTING.replace(
        'from app.database',
        'from app.auth import get_admin\nfrom app.database',
      ).replaceAll('db: Session = Depends(get_db)', 'db: Session = Depends(get_db), current_user=Depends(get_admin)'),
    },
    [],
    { owner: 'users.User' },
  );
  expect(files['refused']).toBeUndefined();
  const creating = /@router\.post\([^@]*?\):/.exec(files['invoices/router.py'] ?? '')?.[0] ?? '';
  expect(creating).toContain('dependencies=[Depends(get_admin)]');
  expect(creating.match(/\bcurrent_user\b/g)).toHaveLength(1);
});
