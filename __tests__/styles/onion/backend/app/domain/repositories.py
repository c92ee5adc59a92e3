from abc import ABC, abstractmethod

from app.domain.entities import UserEntity


class UserRepository(ABC):
    @abstractmethod
    async def get_by_id(self, id: int) -> UserEntity | None: ...

    @abstractmethod
    async def get_all(self, skip: int, limit: int) -> list[UserEntity]: ...

    @abstractmethod
    async def create(self, user: UserEntity) -> UserEntity: ...

    @abstractmethod
    async def update(self, user: UserEntity) -> UserEntity | None: ...

    @abstractmethod
    async def delete(self, id: int) -> bool: ...
