// Which session the handlers of a package take, where the host has more than one or each router opens its own.
import { expect, test } from '@jest/globals';
import { printedIn } from './printed.js';
import { SMALL_HOST } from './small-host.js';

const ROUTER = '/b/app/users/router.py';

const TWO = `from sqlalchemy import create_engine
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker

engine = create_engine("sqlite://")
SessionLocal = sessionmaker(engine)


class Base(DeclarativeBase):
    pass


def get_db():
    with SessionLocal() as session:
        yield session


def get_db_with_commit():
    with SessionLocal() as session:
        yield session
        session.commit()
`;

test('the session is that of the handlers that write, whose dependency may commit', async () => {
  const router = (SMALL_HOST[ROUTER] ?? '')
    .replace('import get_db\n', 'import get_db, get_db_with_commit\n')
    .replace(
      'data: UserCreate, db: Session = Depends(get_db)',
      'data: UserCreate, db: Session = Depends(get_db_with_commit)',
    )
    .replace('db.commit()', 'db.flush()')
    .replace(
      '\n@router.get',
      `
@router.post("/login")
def login(data: UserCreate, db: Session = Depends(get_db)):
    return {"token": data.name}


@router.get`,
    );
  const api = await printedIn({ ...SMALL_HOST, '/b/app/database.py': TWO, [ROUTER]: router }, '/b', 'api.py');
  expect(api).toContain('db: Session = Depends(get_db_with_commit)');
  expect(api).not.toMatch(/Depends\(get_db\)|\.commit\(/);
  expect(api).toContain('db.flush()');
});

test.each([
  ['default', 'db: Session = Depends(open_db)'],
  ['annotated', 'db: Annotated[Session, Depends(open_db)]'],
])('a session that each router opens is taken as there: %s', async (form, taken) => {
  const opened = `from app.database import SessionLocal
from typing import Annotated


def open_db():
    db = SessionLocal()
    try:
        yield db
    finally:
        db.close()


router = APIRouter(prefix="/users")


@router.get("")
def get_users(${taken}):
    return db.query(User).all()

`;
  const router = (SMALL_HOST[ROUTER] ?? '')
    .replace('from app.database import get_db\n', '')
    .replace('router = APIRouter(prefix="/users")\n', opened)
    .replace(
      'data: UserCreate, db: Session = Depends(get_db), current_user: User = Depends(get_current_user)',
      form === 'default' ? `data: UserCreate, ${taken}` : `${taken}, data: UserCreate`,
    )
    .replace('user: User = Depends(get_user_by_id), current_user: User = Depends(get_current_user)', 'user_id: int')
    .replace('    return user\n', '    return User(id=user_id)\n')
    .replace('from app.users.dependency import get_user_by_id\n', '')
    .replace('from app.auth import get_current_user\n', '');
  const { '/b/app/users/dependency.py': _, '/b/app/auth.py': __, ...host } = SMALL_HOST;
  const text = await printedIn({ ...host, '/b/app/database.py': TWO, [ROUTER]: router }, '/b', 'api.py');
  const deps = await printedIn({ ...host, '/b/app/database.py': TWO, [ROUTER]: router }, '/b', 'deps.py');
  expect(text).toContain(taken);
  expect(deps).toContain('def open_db()');
  expect(`${text}${deps}`).not.toContain('DbSession');
});
