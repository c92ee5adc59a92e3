from fastapi import HTTPException, status
from sqlalchemy.exc import IntegrityError

from src.schemas.users import UserSchema, UserSchemaAdd, UserSchemaEdit
from src.utils.unitofwork import IUnitOfWork


class UsersService:
    def __init__(self, uow: IUnitOfWork) -> None:
        self.uow = uow

    async def get_users(self, offset: int, limit: int) -> list[UserSchema]:
        async with self.uow:
            return await self.uow.users.find_all(offset, limit)

    async def get_user(self, user_id: int) -> UserSchema:
        async with self.uow:
            user = await self.uow.users.find_one(id=user_id)
            if user is None:
                raise HTTPException(status.HTTP_404_NOT_FOUND, "User not found")
            return user

    async def add_user(self, user: UserSchemaAdd) -> UserSchema:
        async with self.uow:
            try:
                added = await self.uow.users.add_one(user.model_dump())
            except IntegrityError as error:
                raise self._taken() from error
            await self.uow.commit()
            return added

    async def edit_user(self, user_id: int, user: UserSchemaEdit) -> UserSchema:
        data = user.model_dump(exclude_unset=True)
        async with self.uow:
            try:
                edited = await self.uow.users.edit_one(user_id, data)
            except IntegrityError as error:
                raise self._taken() from error
            if edited is None:
                raise HTTPException(status.HTTP_404_NOT_FOUND, "User not found")
            await self.uow.commit()
            return edited

    async def delete_user(self, user_id: int) -> None:
        async with self.uow:
            if not await self.uow.users.delete_one(user_id):
                raise HTTPException(status.HTTP_404_NOT_FOUND, "User not found")
            await self.uow.commit()

    @staticmethod
    def _taken() -> HTTPException:
        return HTTPException(status.HTTP_409_CONFLICT, "Email is already taken")
