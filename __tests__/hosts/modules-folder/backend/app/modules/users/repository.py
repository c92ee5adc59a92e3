from collections.abc import Sequence
from typing import Annotated

from fastapi import Depends
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database import get_session
from app.modules.users.models import User


class UserRepository:
    def __init__(self, session: Annotated[AsyncSession, Depends(get_session)]) -> None:
        self.session = session

    async def all(self) -> Sequence[User]:
        return (await self.session.scalars(select(User))).all()

    async def add(self, **values: str) -> User:
        record = User(**values)
        self.session.add(record)
        await self.session.commit()
        return record
