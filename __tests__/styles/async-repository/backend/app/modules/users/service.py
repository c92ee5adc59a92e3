from collections.abc import Sequence

from sqlalchemy.exc import IntegrityError

from .exceptions import UserAlreadyExistsError, UserNotFoundError
from .models import User
from .repository import UserRepository
from .schemas import UserCreateRequest, UserUpdateRequest


class UserService:
    """Business logic for users."""

    def __init__(self, repository: UserRepository) -> None:
        self.repository = repository

    async def get_users(self, skip: int, limit: int) -> Sequence[User]:
        return await self.repository.get_list(skip, limit)

    async def get_user(self, user_id: int) -> User:
        user = await self.repository.get_by_id(user_id)
        if user is None:
            raise UserNotFoundError(user_id)
        return user

    async def create_user(self, payload: UserCreateRequest) -> User:
        try:
            return await self.repository.create(payload.model_dump())
        except IntegrityError as exc:
            raise UserAlreadyExistsError(payload.email) from exc

    async def update_user(self, user_id: int, payload: UserUpdateRequest) -> User:
        user = await self.get_user(user_id)
        data = payload.model_dump(exclude_unset=True)
        try:
            return await self.repository.update(user, data)
        except IntegrityError as exc:
            raise UserAlreadyExistsError(data['email']) from exc

    async def delete_user(self, user_id: int) -> None:
        user = await self.get_user(user_id)
        await self.repository.delete(user)
