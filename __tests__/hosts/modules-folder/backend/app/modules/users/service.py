from typing import Annotated

from fastapi import Depends

from app.modules.users.repository import UserRepository
from app.modules.users.schemas import UserCreate, UserRead


class UserService:
    def __init__(self, repository: Annotated[UserRepository, Depends()]) -> None:
        self.repository = repository

    async def all(self) -> list[UserRead]:
        return [UserRead.model_validate(each) for each in await self.repository.all()]

    async def create(self, data: UserCreate) -> UserRead:
        return UserRead.model_validate(await self.repository.add(**data.model_dump()))
