/** Features whose names have a word for a number in them, as accounts have `count`. */
import { expect, test } from '@jest/globals';
import { COUNTS } from '../../../lib/naming/counting-words.js';
import { isRefusal } from '../../../lib/refusal.js';
import { learnStyle } from '../../../lib/style/style.js';
import { locateHost } from '../located.js';
import { DATABASE, feature, host, TOP } from '../sample.js';

test.each([
  ['count_users', true],
  ['users_count', true],
  ['total_count', true],
  ['get_accounts', false],
  ['DiscountService', false],
  ['list_countries', false],
  ['Counter', false],
])('%s says how many there are: %s', (name, isSaid) => {
  expect(COUNTS.test(name)).toBe(isSaid);
});

const ROUTER = `from fastapi import APIRouter, Depends
from sqlalchemy.orm import Session
from app.accounts import services
from app.accounts.schemas import AccountCreate
from app.database import get_db

router = APIRouter(prefix="/accounts")


@router.get("")
def list_accounts(db: Session = Depends(get_db)):
    return services.get_all_accounts(db)


@router.get("/{account_id}")
def get_account(account_id: int, db: Session = Depends(get_db)):
    return services.get_account(db, account_id)


@router.post("")
def create_account(data: AccountCreate, db: Session = Depends(get_db)):
    return services.create_account(db, data.kind)
`;

const SERVICES = `from sqlalchemy.orm import Session
from app.accounts.repository import AccountRepository
from app.accounts.schemas import Kind


def get_all_accounts(db: Session):
    return AccountRepository.find_accounts(db)


def get_account(db: Session, account_id: int):
    return AccountRepository.find_account(db, account_id)


def create_account(db: Session, kind: Kind):
    return AccountRepository.create(db, kind)
`;

const REPOSITORY = `from sqlalchemy import select
from sqlalchemy.orm import Session
from app.accounts.models import Account
from app.accounts.schemas import Kind


class AccountRepository:
    @staticmethod
    def find_accounts(db: Session):
        accounts_query = select(Account)
        return db.scalars(accounts_query).all()

    @staticmethod
    def find_account(db: Session, account_id: int):
        return db.get(Account, account_id)

    @staticmethod
    def create(db: Session, kind: Kind):
        account = Account(kind=kind)
        db.add(account)
        db.commit()
        return account
`;

test('the layers of accounts are followed, and the kind of one is not what was sent', async () => {
  const files = host({
    '.git/HEAD': '',
    'pyproject.toml': '',
    'app/main.py':
      'from fastapi import FastAPI\nfrom app.accounts.router import router\n\napp = FastAPI()\napp.include_router(router)\n',
    'app/database.py': DATABASE,
    ...feature('app/accounts', 'app.', {
      'router.py': ROUTER,
      'services.py': SERVICES,
      'repository.py': REPOSITORY,
      'schemas.py':
        'from enum import Enum\nfrom pydantic import BaseModel\n\n\nclass Kind(str, Enum):\n    SAVING = "saving"\n\n\nclass AccountCreate(BaseModel):\n    kind: Kind\n',
      'models.py':
        'from sqlalchemy.orm import Mapped, mapped_column\nfrom app.database import Base\n\n\nclass Account(Base):\n    __tablename__ = "accounts"\n\n    id: Mapped[int] = mapped_column(primary_key=True)\n    kind: Mapped[str]\n',
    }),
  });
  const style = learnStyle(files, await locateHost(files, TOP));
  if (isRefusal(style)) throw new Error(`${style.id}: ${style.reason}`);
  const { layers, queries } = style;
  if (layers.kind !== 'chain') throw new Error('no layers are seen');
  expect(layers.chain.map(({ operations }) => operations.list.name)).toEqual(['find_{many}', 'get_all_{many}']);
  expect(queries.statement).toBe('{many}_query');
  expect(layers.chain[0]?.operations.create.parameters).not.toContainEqual(expect.objectContaining({ name: 'kind' }));
});
