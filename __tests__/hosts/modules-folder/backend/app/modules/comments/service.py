from typing import Annotated

from fastapi import Depends

from app.modules.comments.repository import CommentRepository
from app.modules.comments.schemas import CommentCreate, CommentRead


class CommentService:
    def __init__(self, repository: Annotated[CommentRepository, Depends()]) -> None:
        self.repository = repository

    async def all(self) -> list[CommentRead]:
        return [CommentRead.model_validate(each) for each in await self.repository.all()]

    async def create(self, data: CommentCreate) -> CommentRead:
        return CommentRead.model_validate(await self.repository.add(**data.model_dump()))
