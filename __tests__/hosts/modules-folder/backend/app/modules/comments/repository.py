from collections.abc import Sequence
from typing import Annotated

from fastapi import Depends
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database import get_session
from app.modules.comments.models import Comment


class CommentRepository:
    def __init__(self, session: Annotated[AsyncSession, Depends(get_session)]) -> None:
        self.session = session

    async def all(self) -> Sequence[Comment]:
        return (await self.session.scalars(select(Comment))).all()

    async def add(self, **values: str) -> Comment:
        record = Comment(**values)
        self.session.add(record)
        await self.session.commit()
        return record
