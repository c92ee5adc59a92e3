from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from .models import User


class UserRepository:
    """Database access for users."""

    def __init__(self, session: AsyncSession) -> None:
        self.session = session

    async def get_by_id(self, user_id: int) -> User | None:
        return await self.session.get(User, user_id)

    async def get_list(self, skip: int, limit: int) -> Sequence[User]:
        result = await self.session.execute(
            select(User).order_by(User.id).offset(skip).limit(limit)
        )
        return result.scalars().all()

    async def create(self, data: dict[str, Any]) -> User:
        user = User(**data)
        self.session.add(user)
        await self._commit()
        await self.session.refresh(user)
        return user

    async def update(self, user: User, data: dict[str, Any]) -> User:
        for key, value in data.items():
            setattr(user, key, value)
        await self._commit()
        await self.session.refresh(user)
        return user

    async def delete(self, user: User) -> None:
        await self.session.delete(user)
        await self._commit()

    async def _commit(self) -> None:
        try:
            await self.session.commit()
        except SQLAlchemyError:
            await self.session.rollback()
            raise
