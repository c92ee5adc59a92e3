// Where the tests of packages go that are imported by their name alone.
import { expect, test } from '@jest/globals';
import { learnStyle } from '../../../lib/style/style.js';
import { locateHost } from '../located.js';
import { inMemory } from '../memory.js';
import { DATABASE } from '../sample.js';

const HOST = {
  '/b/.git/HEAD': '',
  '/b/requirements.txt': 'fastapi\n',
  '/b/src/main.py':
    'from fastapi import FastAPI\nfrom users.router import router\n\napp = FastAPI()\napp.include_router(router)\n',
  '/b/src/database.py': DATABASE,
  '/b/src/models.py': `from sqlalchemy.orm import Mapped, mapped_column
from database import Base


class User(Base):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
`,
  '/b/src/users/router.py': `from fastapi import APIRouter, Depends
from database import get_db
from models import User

router = APIRouter(prefix="/users")


@router.get("/{user_id}")
def get_user(user_id: int, db=Depends(get_db)):
    return db.get(User, user_id)
`,
};

test('a folder of tests that would be imported in the place of the package becomes a file', async () => {
  const placed = async (more: Readonly<Record<string, string>> = {}): Promise<unknown> => {
    const files = inMemory({ ...HOST, '/b/tests/test_main.py': '', ...more });
    return learnStyle(files, await locateHost(files, '/b'));
  };
  expect(await placed()).toMatchObject({ tests: { folder: 'tests.users', file: 'tests/test_users' } });
  // `tests.users` is another module than `users`.
  const packaged = await placed({ '/b/tests/__init__.py': '' });
  expect(packaged).toMatchObject({ tests: { folder: 'tests.users', file: undefined } });
});
