from app.domain.entities import UserEntity
from app.domain.repositories import UserRepository


class UserService:
    def __init__(self, user_repo: UserRepository) -> None:
        self.user_repo = user_repo

    async def create_user(self, email: str, name: str) -> UserEntity:
        return await self.user_repo.create(UserEntity(id=None, email=email, name=name))

    async def get_user(self, user_id: int) -> UserEntity | None:
        return await self.user_repo.get_by_id(user_id)

    async def get_users(self, skip: int, limit: int) -> list[UserEntity]:
        return await self.user_repo.get_all(skip, limit)

    async def update_user(self, user: UserEntity) -> UserEntity | None:
        return await self.user_repo.update(user)

    async def delete_user(self, user_id: int) -> bool:
        return await self.user_repo.delete(user_id)
