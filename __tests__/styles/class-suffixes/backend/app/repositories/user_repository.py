from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from app.models import UserModel


class UserRepository:
    def __init__(self, session: AsyncSession) -> None:
        self.session = session

    async def get(self, user_id: int) -> UserModel | None:
        return await self.session.get(UserModel, user_id)

    async def list(self, skip: int, limit: int) -> Sequence[UserModel]:
        result = await self.session.scalars(
            select(UserModel).order_by(UserModel.id).offset(skip).limit(limit)
        )
        return result.all()

    async def create(self, values: dict[str, Any]) -> UserModel:
        user = UserModel(**values)
        self.session.add(user)
        return await self._commit(user)

    async def update(self, user: UserModel, values: dict[str, Any]) -> UserModel:
        for field, value in values.items():
            setattr(user, field, value)
        return await self._commit(user)

    async def delete(self, user: UserModel) -> None:
        await self.session.delete(user)
        await self.session.commit()

    async def _commit(self, user: UserModel) -> UserModel:
        try:
            await self.session.commit()
        except SQLAlchemyError:
            await self.session.rollback()
            raise
        await self.session.refresh(user)
        return user
