/** Guards of paths that a new package does not have: what refuses callers by a part of them, and what is written at others. */
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

const files = (router: string, security: string) =>
  host({
    '.git/HEAD': '',
    'pyproject.toml': '',
    'app/main.py':
      'from fastapi import FastAPI\nfrom app.users.router import router\n\napp = FastAPI()\napp.include_router(router)\n',
    'app/database.py': DATABASE,
    'app/security.py': security,
    ...feature('app/users', 'app.', {
      'router.py': router,
      'models.py':
        'from sqlalchemy.orm import Mapped, mapped_column\nfrom app.database import Base\n\n\nclass User(Base):\n    __tablename__ = "users"\n\n    id: Mapped[int] = mapped_column(primary_key=True)\n',
    }),
  });

async function securityOfNew(router: string, security: string) {
  const all = files(router, security);
  const style = learnStyle(all, await locateHost(all, TOP));
  if (isRefusal(style)) throw new Error(`${style.id}: ${style.reason}`);
  return style.security;
}

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
  const security = await securityOfNew(ROUTER, `${SECURITY}${check}`);
  expect(guardsOf(security, 'get').map(({ text }) => text)).toEqual(['Depends(require_admin)']);
  expect(security.handlers.map(({ name, pathGuards }) => [name, pathGuards])).toEqual([
    ['list_users', []],
    ['get_user', ['of_own_team']],
  ]);
});

const LISTS = ROUTER.slice(0, ROUTER.indexOf('@router.get("/{user_id}")'));

test.each([
  [
    'what creates at another path asks for more',
    '@router.post("/invited")\ndef create_invited(who=Depends(require_admin))',
    ['Depends(require_admin)'],
  ],
  [
    'all that create ask for more',
    '@router.post("/invited")\ndef create_invited(who=Depends(require_admin)): ...\n\n\n@router.post("/imported")\ndef create_imported(who=Depends(require_admin))',
    ['Depends(require_admin)'],
  ],
  [
    'one of them does not',
    '@router.post("/invited")\ndef create_invited(who=Depends(require_admin)): ...\n\n\n@router.post("/imported")\ndef create_imported(who=Depends(current_user))',
    ['Depends(current_user)'],
  ],
  [
    'what asks for more creates nothing',
    '@router.post("/purge")\ndef purge(who=Depends(require_admin))',
    ['Depends(current_user)'],
  ],
])('a create asks for as much where %s', async (_when, more, wanted) => {
  const router = `${LISTS.replace('admin=Depends(require_admin)', 'who=Depends(current_user)').replace('of_own_team', 'current_user, of_own_team')}@router.get("/me")
def me(who=Depends(current_user)): ...


@router.get("/mine")
def mine(who=Depends(current_user)): ...


${more}: ...
`;
  const security = await securityOfNew(router, `${SECURITY}of_own_team = current_user\n`);
  expect(guardsOf(security, 'create').map(({ text }) => text)).toEqual(wanted);
  expect(guardsOf(security, 'list').map(({ text }) => text)).toEqual(['Depends(current_user)']);
});

const BLOCKS = '@router.patch("/{user_id}/block")\ndef block(user_id: int, who=Depends(require_admin))';

test.each([
  ['what changes a part of a record asks for more', BLOCKS, ['Depends(require_admin)']],
  [
    'something else that changes one does not',
    `${BLOCKS}: ...\n\n\n@router.put("/{user_id}/name")\ndef rename(user_id: int, who=Depends(current_user))`,
    ['Depends(current_user)'],
  ],
  [
    'that is a check of the path',
    '@router.patch("/{user_id}/block")\ndef block(user_id: int, who=Depends(of_own_team))',
    ['Depends(current_user)'],
  ],
])('an update asks for as much where %s', async (_when, more, wanted) => {
  const router = `${LISTS.replace('admin=Depends(require_admin)', 'who=Depends(current_user)').replace('Annotated[User, Depends(of_own_team)]', 'Annotated[User, Depends(current_user)]')}@router.post("")
def create_user(who=Depends(current_user), db=Depends(get_db)): ...


@router.get("/me")
def me(who=Depends(current_user)): ...


${more}: ...
`;
  const security = await securityOfNew(router, `${SECURITY}def of_own_team${TAKES}\n${CHECK}`);
  expect(guardsOf(security, 'update').map(({ text }) => text)).toEqual(wanted);
  expect(guardsOf(security, 'create').map(({ text }) => text)).toEqual(['Depends(current_user)']);
});
