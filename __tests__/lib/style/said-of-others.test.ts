// What a blueprint says of other things than its records: of who calls, of one part of them, of people.
import { expect, test } from '@jest/globals';
import { isRefusal } from '../../../lib/refusal.js';
import { learnStyle } from '../../../lib/style/style.js';
import type { Style } from '../../../lib/style/style-values.js';
import { locateHost } from '../located.js';
import { DATABASE, feature, host, TOP, USER_MODELS, USERS_MAIN } from '../sample.js';

const SCHEMAS = `from pydantic import BaseModel


class UserCreate(BaseModel):
    email: str


class UserUpdate(BaseModel):
    email: str | None = None


class UserOut(UserCreate):
    id: int
`;

const ROUTER = `from fastapi import APIRouter, Depends
from sqlalchemy.orm import Session
from app.auth import admin, signed_in
from app.database import get_db
from app.users.models import User
from app.users.schemas import UserCreate, UserOut, UserUpdate
from app.users.service import UserService

router = APIRouter(prefix="/users")
service = UserService()


@router.post("", response_model=UserOut)
def register(register_data: UserCreate, db: Session = Depends(get_db)):
    return service.register(db, register_data)


@router.get("", response_model=UserOut)
def get_current_info(user: User = Depends(signed_in)):
    return service.profile(user)


@router.put("/{user_id}", response_model=UserOut)
def update(user_id: int, data: UserUpdate, db: Session = Depends(get_db), user: User = Depends(signed_in)):
    return service.update(db, user_id, data)


@router.get("/all", response_model=list[UserOut])
def get_all(db: Session = Depends(get_db), user: User = Depends(admin)):
    return service.get_all(db)
`;

const SERVICE = `from fastapi import HTTPException
from sqlalchemy.orm import Session
from app.users.models import User
from app.users.schemas import UserCreate, UserUpdate


class UserService:
    def register(self, db: Session, data: UserCreate):
        new_user = User(email=data.email)
        db.add(new_user)
        db.commit()
        return new_user

    def update(self, db: Session, user_id: int, data: UserUpdate):
        user = db.get(User, user_id)
        if not user:
            raise HTTPException(404, "User not found")
        address_changes = data.address.model_dump(exclude_unset=True)
        user.address = {**user.address, **address_changes}
        db.commit()
        return user

    def get_all(self, db: Session):
        return db.query(User).all()

    def profile(self, user: User):
        return user
`;

const AUTH = `from fastapi import Depends, HTTPException
from fastapi.security import OAuth2PasswordBearer
from app.users.models import User

scheme = OAuth2PasswordBearer(tokenUrl="token")


def signed_in(token: str = Depends(scheme)) -> User:
    raise HTTPException(401)


def admin(user: User = Depends(signed_in)) -> User:
    raise HTTPException(403)
`;

async function learned(
  files: Readonly<Record<string, string>>,
  database = DATABASE,
  beside: Readonly<Record<string, string>> = {},
): Promise<Style> {
  const all = host({
    '.git/HEAD': '',
    'app/main.py': USERS_MAIN,
    'app/auth.py': AUTH,
    'app/database.py': database,
    ...beside,
    ...feature('app/users', 'app.', { 'models.py': USER_MODELS, 'schemas.py': SCHEMAS, ...files }),
  });
  const style = learnStyle(all, await locateHost(all, TOP));
  if (isRefusal(style)) throw new Error(`${style.id}: ${style.reason}`);
  return style;
}

const files = { 'router.py': ROUTER, 'service.py': SERVICE };

const guardsOfList = ({ security }: Style): unknown => security.operations.list?.map(({ text }) => text);

test('a handler that answers who calls, as those for one record do, lists nobody: the list asks what the other one does', async () => {
  const style = await learned(files);
  expect(style.handlerNames.list).toBe('get_all');
  expect(guardsOfList(style)).toEqual(['Depends(admin)']);
  // One that answers several is a list, whatever it is called.
  const many = ROUTER.replace('"", response_model=UserOut)\ndef get_c', '"", response_model=list[UserOut])\ndef get_c');
  expect(guardsOfList(await learned({ ...files, 'router.py': many }))).toBeUndefined();
});

test('nobody registers an invoice, none that is read is called new, and a part of what is sent is not what is', async () => {
  const style = await learned(files);
  expect(style.bodyNames.create).toBe('create_data');
  const [layer] = style.layers.kind === 'chain' ? style.layers.chain : [];
  expect(layer?.operations.create.name).toBe('create');
  expect(layer?.operations.delete.variable).not.toMatch(/new/);
  expect(layer?.operations.update.changes).toBeUndefined();
  const whole = SERVICE.replace('data.address.model_dump', 'data.model_dump');
  const other = await learned({ ...files, 'service.py': whole });
  const [same] = other.layers.kind === 'chain' ? other.layers.chain : [];
  expect(same?.operations.update.changes).toBe('address_changes');
});

const USE_CASES = `from sqlalchemy.orm import Session
from app.users.models import User
from app.users.schemas import UserCreate


class CreateUserUseCase:
    def __init__(self, db: Session):
        self.db = db

    def execute(self, data: UserCreate):
        user = User(email=data.email)
        self.db.add(user)
        self.db.commit()
        return user


class GetUserUseCase:
    def __init__(self, db: Session):
        self.db = db

    def execute(self, user_id: int):
        return self.db.get(User, user_id)
`;

const OF_USE_CASES = `from fastapi import APIRouter, Depends
from sqlalchemy.orm import Session
from app.database import get_db
from app.users.schemas import UserCreate, UserOut
from app.users.service import CreateUserUseCase, GetUserUseCase

router = APIRouter(prefix="/users")


@router.post("", response_model=UserOut)
def create_user(data: UserCreate, db: Session = Depends(get_db)):
    return CreateUserUseCase(db).execute(data)


@router.get("/{user_id}", response_model=UserOut)
def get_user(user_id: int, db: Session = Depends(get_db)):
    return GetUserUseCase(db).execute(user_id)
`;

test('a class for each operation is refused: all of them were written into one that is called after the first', async () => {
  const apart = { 'router.py': OF_USE_CASES, 'service.py': USE_CASES };
  await expect(learned(apart)).rejects.toThrow(/^layers-per-operation: .*\(GetUserUseCase, CreateUserUseCase\)/);
  const together = Object.fromEntries(
    Object.entries(apart).map(([path, text]) => [path, text.replace(/(?:Create|Get)UserUseCase/g, 'UserService')]),
  );
  expect((await learned(together)).layers.kind).toBe('chain');
});

const COMMITS_BEHIND = `${DATABASE}
def get_db():
    with SessionLocal() as db:
        yield db
        db.commit()
`;

test('a write that only flushes says who commits, whatever is committed beside the records', async () => {
  const flushing = `${SERVICE.replaceAll('db.commit()', 'db.flush()')}
    def set_device(self, db: Session, user: User):
        user.device = "a"
        db.commit()
`;
  const own = { ...files, 'service.py': flushing };
  expect((await learned(own, COMMITS_BEHIND)).transaction).toBe('flush');
  expect((await learned(files, COMMITS_BEHIND)).transaction).toBe('commit');
});

const POLICIES = `from app.users.models import User


class AuthorizationException(Exception):
    pass


def require_admin_role(user: User) -> None:
    if user.role != "admin":
        raise AuthorizationException("Admin role required")


def may_see(user: User, user_id: int) -> bool:
    return user.role == "admin" or user.id == user_id
`;

const BY_POLICY = `from fastapi import APIRouter, Depends, HTTPException
from sqlalchemy.orm import Session
from app.auth import signed_in
from app.database import get_db
from app.policies import may_see, require_admin_role
from app.users.models import User
from app.users.schemas import UserOut
from app.users.service import UserService

router = APIRouter(prefix="/users")
service = UserService()


@router.get("", response_model=list[UserOut])
def list_users(db: Session = Depends(get_db), user: User = Depends(signed_in)):
    require_admin_role(user)
    return service.get_all(db)


@router.get("/{user_id}", response_model=UserOut)
def get_user(user_id: int, db: Session = Depends(get_db), user: User = Depends(signed_in)):
    if not may_see(user, user_id):
        raise HTTPException(status_code=403)
    return service.get(db, user_id)
`;

test.each([
  'AuthorizationException',
  'PermissionError',
  'InsufficientPermissions',
  'NotAuthorized',
  'errors.AdminRequired',
])(
  "what raises %s refuses its caller, and a record that may be of one's own is read by whom the list lets in",
  async (raised) => {
    const service = `${SERVICE}\n    def get(self, db: Session, user_id: int):\n        return db.get(User, user_id)\n`;
    const policies = POLICIES.replaceAll('AuthorizationException("', `${raised}("`);
    const own = { 'router.py': BY_POLICY, 'service.py': service };
    const { security } = await learned(own, DATABASE, { 'app/policies.py': policies });
    const said = Object.entries(security.checks).map(([name, all]) => [name, all.map(({ text }) => text)]);
    expect(Object.fromEntries(said)).toEqual(
      Object.fromEntries(
        ['list', 'get', 'create', 'update', 'delete'].map((each) => [each, ['require_admin_role(user)']]),
      ),
    );
    expect(security.handlers.filter(({ refuses }) => refuses)).toEqual([]);
  },
);
