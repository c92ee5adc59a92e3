// Units of work between services and repositories: how the blueprint's is held, entered and committed, and what ends it.
import { describe, expect, test } from '@jest/globals';
import { isRefusal, type Refusal } from '../../../lib/refusal.js';
import { learnStyle } from '../../../lib/style/style.js';
import type { Style } from '../../../lib/style/style-values.js';
import { locateHost } from '../located.js';
import { feature, host, TOP } from '../sample.js';

type Texts = Readonly<Record<string, string>>;

const DATABASE = `from sqlalchemy import create_engine
from sqlalchemy.orm import DeclarativeBase, sessionmaker

engine = create_engine("sqlite://")
SessionLocal = sessionmaker(engine, expire_on_commit=False)


class Base(DeclarativeBase):
    pass
`;

const UNIT = `from app.database import SessionLocal
from app.users.repository import UserRepository


class UnitOfWork:
    def __enter__(self):
        self.session = SessionLocal()
        self.users = UserRepository(self.session)
        return self

    def __exit__(self, error, *args):
        if error is not None:
            self.rollback()
        self.session.close()

    def commit(self):
        self.session.commit()

    def rollback(self):
        self.session.rollback()
`;

const SERVICE = `from app.uow import UnitOfWork
from app.users.schemas import UserCreate


class UserService:
    def get_user(self, uow: UnitOfWork, user_id: int):
        with uow:
            return uow.users.get(user_id)

    def create_user(self, uow: UnitOfWork, data: UserCreate):
        with uow:
            user = uow.users.add(data.model_dump())
            uow.commit()
            return user
`;

const ROUTER = `from fastapi import APIRouter, Depends
from app.uow import UnitOfWork
from app.users.schemas import UserCreate
from app.users.service import UserService

router = APIRouter(prefix="/users")


@router.get("/{user_id}")
def read_user(user_id: int, uow: UnitOfWork = Depends(UnitOfWork)):
    return UserService().get_user(uow, user_id)


@router.post("")
def create_user(data: UserCreate, uow: UnitOfWork = Depends(UnitOfWork)):
    return UserService().create_user(uow, data)
`;

async function learn(changes: Texts = {}, files: Texts = {}): Promise<Style | Refusal> {
  const users = feature('app/users', 'app.', {
    'models.py': `from sqlalchemy.orm import Mapped, mapped_column
from app.database import Base


class User(Base):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(unique=True)
`,
    'schemas.py': 'from pydantic import BaseModel\n\n\nclass UserCreate(BaseModel):\n    email: str\n',
    'repository.py': `from sqlalchemy.orm import Session
from app.users.models import User


class UserRepository:
    def __init__(self, session: Session):
        self.session = session

    def get(self, user_id: int):
        return self.session.get(User, user_id)

    def add(self, data: dict):
        user = User(**data)
        self.session.add(user)
        self.session.flush()
        return user
`,
    'service.py': SERVICE,
    'router.py': ROUTER,
    ...files,
  });
  const all = host({
    '.git/HEAD': '',
    'app/main.py':
      'from fastapi import FastAPI\nfrom app.users.router import router\n\napp = FastAPI()\napp.include_router(router)\n',
    'app/database.py': DATABASE,
    'app/uow.py': UNIT,
    ...users,
    ...changes,
  });
  return learnStyle(all, await locateHost(all, TOP));
}

const unitIn = async (changes: Texts = {}, files: Texts = {}): Promise<unknown> => {
  const style = await learn(changes, files);
  return isRefusal(style) ? style : style.layers.kind === 'chain' && style.layers.unit;
};

const TYPE = { dotted: 'app.uow.UnitOfWork', written: 'UnitOfWork' };

describe('a unit of work', () => {
  test('is given to the functions of a service, which enter and commit it', async () => {
    expect(await learn()).toMatchObject({
      transaction: 'flush',
      session: { module: 'app.database', name: 'SessionLocal', opens: true },
      sessionForm: { kind: 'default', dependency: TYPE },
      layers: {
        kind: 'chain',
        session: 'uow',
        unit: { type: TYPE, entered: { as: undefined }, isCommitted: true, isConverted: false, isExpiring: false },
        chain: [
          { role: 'crud', holder: { reached: { kind: 'unit', name: '{many}' }, session: 'session' } },
          {
            role: 'services',
            operations: { get: { parameters: [{ kind: 'session', name: 'uow' }, { kind: 'key' }] } },
          },
        ],
      },
    });
  });

  test('is kept by a service, and has another name where it was entered', async () => {
    const kept = SERVICE.replaceAll('self, uow: UnitOfWork, ', 'self, ')
      .replaceAll('with uow:', 'with self.uow as unit:')
      .replaceAll(' uow.', ' unit.')
      .replace(
        '    def get_user',
        '    def __init__(self, uow: UnitOfWork):\n        self.uow = uow\n\n    def get_user',
      );
    const style = await learn(
      {},
      {
        'service.py': kept,
        'router.py': ROUTER.replaceAll('UserService().', 'UserService(uow).').replaceAll('(uow, ', '('),
      },
    );

    // Who commits it under another name is not seen: the standard's layers open their own sessions.
    expect(style).toMatchObject({ layers: { kind: 'standard' } });
    expect(
      await unitIn(
        {},
        {
          'service.py': kept.replace('unit.commit()', 'self.uow.commit()'),
          'router.py': ROUTER.replaceAll('UserService().', 'UserService(uow).').replaceAll('(uow, ', '('),
        },
      ),
    ).toMatchObject({ type: TYPE, entered: { as: 'unit' }, isCommitted: true });
  });

  test('that rolls back whenever it ends leaves no record that can be read', async () => {
    const always = UNIT.replace(
      '        if error is not None:\n            self.rollback()',
      '        self.rollback()',
    );

    expect(await unitIn({ 'app/uow.py': always })).toMatchObject({ isConverted: true, isExpiring: false });
  });

  test('nor does a session that expires what it commits', async () => {
    const expiring = DATABASE.replace(', expire_on_commit=False', '');

    expect(await unitIn({ 'app/database.py': expiring })).toMatchObject({ isConverted: true, isExpiring: true });
  });

  test('that commits at its end is not committed by the functions', async () => {
    const alone = UNIT.replace(
      '            self.rollback()',
      '            self.rollback()\n        else:\n            self.commit()',
    );

    expect(
      await unitIn({ 'app/uow.py': alone }, { 'service.py': SERVICE.replace('            uow.commit()\n', '') }),
    ).toMatchObject({ isCommitted: false });
  });

  test.each([
    ['nobody commits', {}, { 'service.py': SERVICE.replace('            uow.commit()\n', '') }],
    [
      'makes its repositories in another way',
      { 'app/uow.py': UNIT.replace('self.users = UserRepository(self.session)', 'self.make("users", UserRepository)') },
      {},
    ],
  ])('that %s is not followed', async (_, changes, files) => {
    const style = await learn(changes, files);

    expect(isRefusal(style) ? style : style.layers).not.toHaveProperty('unit.type');
    expect(isRefusal(style) ? style : style.layers).not.toMatchObject({ session: 'uow' });
  });
});
