// Handlers beside a guard that is a coroutine, in a backend whose session is none: as the blueprint's are.
import { expect, test } from '@jest/globals';
import { planRun } from '../../../lib/plan/plan-run.js';
import { packageSpec } from '../../../lib/request/package.js';
import { inMemory } from '../memory.js';
import { SMALL_HOST } from '../package/small-host.js';
import { draftOf } from '../sample-hosts.js';

const auth = (def: string): string => `from fastapi import Depends, HTTPException
from fastapi.security import OAuth2PasswordBearer
from sqlalchemy.orm import Session
from app.database import get_db
from app.users.models import User

scheme = OAuth2PasswordBearer(tokenUrl="/token")


${def} get_current_user(token: str = Depends(scheme), db: Session = Depends(get_db)) -> User:
    user = db.get(User, 1)
    if user is None:
        raise HTTPException(status_code=401)
    return user


def get_active_user(current_user: User = Depends(get_current_user)) -> User:
    if current_user.name == "":
        raise HTTPException(status_code=400)
    return current_user
`;
const router = (def: string): string => `from fastapi import APIRouter, Depends
from sqlalchemy import select
from sqlalchemy.orm import Session
from app.auth import get_active_user
from app.database import get_db
from app.users.models import User
from app.users.schemas import UserCreate, UserOut

router = APIRouter(prefix="/users")


@router.get("", response_model=list[UserOut])
${def} list_users(db: Session = Depends(get_db), current_user: User = Depends(get_active_user)):
    return db.scalars(select(User)).all()


@router.post("", response_model=UserOut)
${def} create_user(data: UserCreate, db: Session = Depends(get_db), current_user: User = Depends(get_active_user)):
    user = User(**data.model_dump())
    db.add(user)
    db.commit()
    db.refresh(user)
    return user
`;

async function handlers(guard: string, own: string): Promise<readonly string[]> {
  const { '/b/app/users/dependency.py': _, ...host } = SMALL_HOST;
  const texts = { ...host, '/b/app/auth.py': auth(guard), '/b/app/users/router.py': router(own) };
  const spec = packageSpec({ package: 'notes', fields: ['text:str'] });
  if (!('model' in spec)) throw new Error(spec.map(({ reason }) => reason).join());
  const { plan } = await planRun(inMemory(texts), [draftOf(spec, { start: '/b' })], { columns: undefined });
  const api = plan?.changes.find(({ path }) => path.endsWith('notes/router.py'))?.after ?? '';
  return [...new Set([...api.matchAll(/^(?:async )?def/gm)].map(([each]) => each))];
}

test.each([
  ['async def', 'async def', 'async def'],
  ['async def', 'def', 'def'],
  ['def', 'async def', 'def'],
])('a guard that is %s and handlers that are %s: %s', async (guard, own, wanted) => {
  expect(await handlers(guard, own)).toEqual([wanted]);
});
