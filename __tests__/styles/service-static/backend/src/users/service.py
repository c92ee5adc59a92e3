from fastapi import HTTPException
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from .models import User
from .schemas import UserCreateModel, UserUpdateModel


class UserService:
    @staticmethod
    async def get_all_users(session: AsyncSession, skip: int, limit: int) -> list[User]:
        statement = select(User).order_by(User.id).offset(skip).limit(limit)
        result = await session.execute(statement)
        return list(result.scalars().all())

    @staticmethod
    async def get_user(session: AsyncSession, user_id: int) -> User:
        statement = select(User).where(User.id == user_id)
        result = await session.execute(statement)
        user = result.scalar_one_or_none()
        if user is None:
            raise HTTPException(status_code=404, detail="User not found")
        return user

    @staticmethod
    async def create_user(session: AsyncSession, user_data: UserCreateModel) -> User:
        new_user = User(**user_data.model_dump())
        session.add(new_user)
        try:
            await session.commit()
        except IntegrityError:
            await session.rollback()
            raise HTTPException(status_code=409, detail="Username already exists")
        return new_user

    @staticmethod
    async def update_user(
        session: AsyncSession, user_id: int, update_data: UserUpdateModel
    ) -> User:
        user_to_update = await UserService.get_user(session, user_id)
        for key, value in update_data.model_dump(exclude_unset=True).items():
            setattr(user_to_update, key, value)
        try:
            await session.commit()
        except IntegrityError:
            await session.rollback()
            raise HTTPException(status_code=409, detail="Username already exists")
        return user_to_update

    @staticmethod
    async def delete_user(session: AsyncSession, user_id: int) -> None:
        user_to_delete = await UserService.get_user(session, user_id)
        await session.delete(user_to_delete)
        await session.commit()
