// Records that belong to callers, where the blueprint lets in administrators alone: the plan says so, and what could be followed.
import { expect, test } from '@jest/globals';
import { planRun } from '../../../lib/plan/plan-run.js';
import { packageSpec } from '../../../lib/request/package.js';
import { inMemory } from '../memory.js';
import { SMALL_HOST } from '../package/small-host.js';
import { draftOf } from '../sample-hosts.js';

const AUTH = `from fastapi import Depends, HTTPException
from fastapi.security import OAuth2PasswordBearer
from app.users.models import User

scheme = OAuth2PasswordBearer(tokenUrl="/token")


def get_current_user(token: str = Depends(scheme)) -> User:
    if token != "x":
        raise HTTPException(status_code=401)
    return User()


def require_admin(user: User = Depends(get_current_user)) -> User:
    if not user.is_admin:
        raise HTTPException(status_code=403)
    return user
`;
const router = (guard: string): string => `from fastapi import APIRouter, Depends, HTTPException
from sqlalchemy import select
from sqlalchemy.orm import Session
from app.auth import get_current_user, require_admin
from app.database import get_db
from app.users.models import User
from app.users.schemas import UserCreate, UserOut

router = APIRouter(prefix="/users")


@router.get("", response_model=list[UserOut])
def list_users(db: Session = Depends(get_db), current_user: User = Depends(${guard})):
    return db.scalars(select(User)).all()


@router.post("", response_model=UserOut)
def create_user(data: UserCreate, db: Session = Depends(get_db), current_user: User = Depends(get_current_user)):
    user = User(**data.model_dump())
    db.add(user)
    db.commit()
    db.refresh(user)
    return user
`;
const POST = `from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column
from app.database import Base


class Post(Base):
    __tablename__ = "posts"

    id: Mapped[int] = mapped_column(primary_key=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
`;

async function notes(guard: string, more: Readonly<Record<string, string>> = {}): Promise<string> {
  const { '/b/app/users/dependency.py': _, ...host } = SMALL_HOST;
  const texts = { ...host, '/b/app/auth.py': AUTH, '/b/app/users/router.py': router(guard), ...more };
  const spec = packageSpec({ package: 'notes', fields: ['text:str'], settings: { owner: 'users.User' } });
  if (!('model' in spec)) throw new Error(spec.map(({ reason }) => reason).join());
  const { plan, refusals } = await planRun(inMemory(texts), [draftOf(spec, { start: '/b' })], { columns: undefined });
  return (plan?.notes ?? refusals?.map(({ reason }) => reason) ?? []).join('\n');
}

test('what administrators alone may do is told', async () => {
  const said = await notes('require_admin');
  expect(said).toMatch(
    /A Note belongs to its caller, but administrators alone may list and get one, as in the blueprint \(app\/users\/router\.py:13\)\.$/m,
  );
});

test('with a model whose records are their callers’', async () => {
  expect(await notes('require_admin', { '/b/app/posts/models.py': POST })).toContain(
    '--like takes another package, as one that has Post.',
  );
});

test('nothing where whoever signs in may do it', async () => {
  expect(await notes('get_current_user')).not.toContain('administrators');
});

test('nothing of what the blueprint asks beside whose a record is', async () => {
  const own = `

@router.get("/{user_id}", response_model=UserOut)
def read_user(user_id: int, db: Session = Depends(get_db), current_user: User = Depends(get_current_user)):
    user = db.get(User, user_id)
    if user == current_user:
        return user
    if not current_user.is_admin:
        raise HTTPException(status_code=403)
    return user
`;
  const said = await notes('require_admin', { '/b/app/users/router.py': router('require_admin') + own });
  expect(said).toContain('administrators alone may list, update and delete one, as in the blueprint');
});
