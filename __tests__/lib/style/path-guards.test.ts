/** Dependencies that refuse callers by a part of the blueprint's paths, which the paths of a new package do not have. */
import { expect, test } from '@jest/globals';
import { isRefusal } from '../../../lib/refusal.js';
import { guardsOf } from '../../../lib/style/security-of.js';
import { learnStyle } from '../../../lib/style/style.js';
import { locateHost } from '../located.js';
import { DATABASE, feature, host, TOP } from '../sample.js';

const ROUTER = `from typing import Annotated
from fastapi import APIRouter, Depends
from app.database import get_db
from app.security import of_own_team, require_admin
from app.users.models import User

UserOfTeam = Annotated[User, Depends(of_own_team)]

router = APIRouter(prefix="/users")


@router.get("")
def list_users(admin=Depends(require_admin), db=Depends(get_db)):
    return db.query(User).all()


@router.get("/{user_id}")
def get_user(user: UserOfTeam):
    return user
`;

const CHECK = `    if db.get(User, user_id).team_id != caller.team_id:
        raise HTTPException(403)
    return db.get(User, user_id)
`;

const SECURITY = `from fastapi import Depends, HTTPException
from fastapi.security import OAuth2PasswordBearer
from app.database import get_db
from app.users.models import User

scheme = OAuth2PasswordBearer(tokenUrl="token")


def current_user(token=Depends(scheme)): ...


def require_admin(caller=Depends(current_user)):
    if not caller.is_admin:
        raise HTTPException(403)


`;

const TAKES = '(user_id: int, caller=Depends(current_user), db=Depends(get_db)):';

test.each([
  ['written as a function', `def of_own_team${TAKES}\n${CHECK}`],
  [
    'made by a function',
    `def of_team(method):
    def checked${TAKES}
    ${CHECK.trimEnd().replaceAll('\n', '\n    ')}

    return checked


of_own_team = of_team("GET")
`,
  ],
])('who may not list all records may not read one where the check of the path is left out: %s', async (_how, check) => {
  const files = host({
    '.git/HEAD': '',
    'pyproject.toml': '',
    'app/main.py':
      'from fastapi import FastAPI\nfrom app.users.router import router\n\napp = FastAPI()\napp.include_router(router)\n',
    'app/database.py': DATABASE,
    'app/security.py': `${SECURITY}${check}`,
    ...feature('app/users', 'app.', {
      'router.py': ROUTER,
      'models.py':
        'from sqlalchemy.orm import Mapped, mapped_column\nfrom app.database import Base\n\n\nclass User(Base):\n    __tablename__ = "users"\n\n    id: Mapped[int] = mapped_column(primary_key=True)\n',
    }),
  });
  const style = learnStyle(files, await locateHost(files, TOP));
  if (isRefusal(style)) throw new Error(`${style.id}: ${style.reason}`);
  const { security } = style;
  expect(guardsOf(security, 'get').map(({ text }) => text)).toEqual(['Depends(require_admin)']);
  expect(security.handlers.map(({ name, pathGuards }) => [name, pathGuards])).toEqual([
    ['list_users', []],
    ['get_user', ['of_own_team']],
  ]);
});
