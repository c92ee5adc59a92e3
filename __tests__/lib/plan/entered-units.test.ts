// A unit of work that each function of a service enters: what looks for a record to refer to enters it, too.
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { planRun } from '../../../lib/plan/plan-run.js';
import { packageSpec } from '../../../lib/request/package.js';
import { inMemory } from '../memory.js';
import { STYLES, textsBelow } from '../package/printed.js';
import { draftOf } from '../sample-hosts.js';

const FOLDER = join(STYLES, 'unit-of-work', 'backend');
const SERVICE = `from src.common.unitofwork import UnitOfWork
from src.users.models import User
from src.users.schemas import UserSchemaAdd, UserSchemaEdit


class UsersService:
    async def get_users(self, uow: UnitOfWork, offset: int, limit: int) -> list[User]:
        async with uow:
            return await uow.users.find_all(offset, limit)

    async def get_user(self, uow: UnitOfWork, user_id: int) -> User | None:
        async with uow:
            return await uow.users.find_one(user_id)

    async def add_user(self, uow: UnitOfWork, user: UserSchemaAdd) -> User:
        async with uow:
            record = await uow.users.add_one(user.model_dump())
            await uow.commit()
            return record
`;
const ROUTER = `from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, status

from src.common.unitofwork import UOWDep
from src.users.schemas import UserSchema, UserSchemaAdd
from src.users.service import UsersService

router = APIRouter(prefix="/users", tags=["Users"])


@router.get("", response_model=list[UserSchema])
async def get_users(uow: UOWDep, offset: int = 0, limit: int = 100):
    return await UsersService().get_users(uow, offset, limit)


@router.post("", response_model=UserSchema, status_code=status.HTTP_201_CREATED)
async def add_user(user: UserSchemaAdd, uow: UOWDep):
    return await UsersService().add_user(uow, user)


@router.get("/{user_id}", response_model=UserSchema)
async def get_user(user_id: int, uow: UOWDep):
    user = await UsersService().get_user(uow, user_id)
    if user is None:
        raise HTTPException(status.HTTP_404_NOT_FOUND, "User not found")
    return user
`;

test.each([
  ['customer:ref.users.User', 'customer_exists'],
  ['customers:m2m.users.User', 'customers_exist'],
])('%s', async (field, name) => {
  const texts = {
    ...textsBelow(FOLDER),
    [join(FOLDER, 'src/users/service.py')]: SERVICE,
    [join(FOLDER, 'src/users/router.py')]: ROUTER,
  };
  const spec = packageSpec({ package: 'notes', fields: ['text:str', field] });
  if (!('model' in spec)) throw new Error(spec.map(({ reason }) => reason).join());
  const files = inMemory({ ...texts, [join(FOLDER, '.git', 'HEAD')]: '' });
  const { plan, refusals } = await planRun(files, [draftOf(spec, { start: FOLDER })], {
    columns: undefined,
  });
  expect(refusals ?? []).toEqual([]);
  const service = plan?.changes.find(({ path }) => path.endsWith('notes/service.py'))?.after ?? '';
  expect(service).toMatch(
    new RegExp(
      `async def ${name}\\(self, uow: UnitOfWork[^)]*\\) -> bool:\\n {8}async with uow:\\n {12}return await uow\\.notes\\.`,
    ),
  );
});
