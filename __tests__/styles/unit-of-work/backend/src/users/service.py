from fastapi import HTTPException, status
from sqlalchemy.exc import IntegrityError

from src.common.unitofwork import UnitOfWork
from src.users.models import User
from src.users.schemas import UserSchemaAdd, UserSchemaEdit


class UsersService:
    async def get_users(self, uow: UnitOfWork, offset: int, limit: int) -> list[User]:
        async with uow:
            return await uow.users.find_all(offset, limit)

    async def get_user(self, uow: UnitOfWork, user_id: int) -> User:
        async with uow:
            return await self._find(uow, user_id)

    async def add_user(self, uow: UnitOfWork, user: UserSchemaAdd) -> User:
        async with uow:
            try:
                record = await uow.users.add_one(user.model_dump())
                await uow.commit()
            except IntegrityError as error:
                raise self._taken() from error
            return record

    async def edit_user(
        self, uow: UnitOfWork, user_id: int, changes: UserSchemaEdit
    ) -> User:
        async with uow:
            record = await self._find(uow, user_id)
            data = changes.model_dump(exclude_unset=True)
            try:
                await uow.users.edit_one(record, data)
                await uow.commit()
            except IntegrityError as error:
                raise self._taken() from error
            return record

    async def delete_user(self, uow: UnitOfWork, user_id: int) -> None:
        async with uow:
            record = await self._find(uow, user_id)
            await uow.users.delete_one(record)
            await uow.commit()

    async def _find(self, uow: UnitOfWork, user_id: int) -> User:
        record = await uow.users.find_one(user_id)
        if record is None:
            raise HTTPException(status.HTTP_404_NOT_FOUND, "User not found")
        return record

    @staticmethod
    def _taken() -> HTTPException:
        return HTTPException(status.HTTP_409_CONFLICT, "Email is already taken")
