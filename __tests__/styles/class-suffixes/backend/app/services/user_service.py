from collections.abc import Sequence

from fastapi import HTTPException, status
from sqlalchemy.exc import IntegrityError

from app.models import UserModel
from app.repositories.user_repository import UserRepository
from app.schemas import UserCreate, UserUpdate


class UserService:
    def __init__(self, repository: UserRepository) -> None:
        self.repository = repository

    async def list_users(self, skip: int, limit: int) -> Sequence[UserModel]:
        return await self.repository.list(skip, limit)

    async def get_user(self, user_id: int) -> UserModel:
        user = await self.repository.get(user_id)
        if user is None:
            raise HTTPException(status.HTTP_404_NOT_FOUND, "User not found")
        return user

    async def create_user(self, data: UserCreate) -> UserModel:
        try:
            return await self.repository.create(data.model_dump())
        except IntegrityError as exc:
            raise HTTPException(status.HTTP_409_CONFLICT, "Email already taken") from exc

    async def update_user(self, user_id: int, data: UserUpdate) -> UserModel:
        user = await self.get_user(user_id)
        try:
            return await self.repository.update(user, data.model_dump(exclude_unset=True))
        except IntegrityError as exc:
            raise HTTPException(status.HTTP_409_CONFLICT, "Email already taken") from exc

    async def delete_user(self, user_id: int) -> None:
        await self.repository.delete(await self.get_user(user_id))
