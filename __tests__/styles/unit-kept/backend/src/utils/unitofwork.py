from abc import ABC, abstractmethod
from typing import Self

from src.database.db import async_session_maker
from src.repositories.users import UsersRepository


class IUnitOfWork(ABC):
    users: UsersRepository

    @abstractmethod
    async def __aenter__(self) -> Self: ...

    @abstractmethod
    async def __aexit__(self, *args: object) -> None: ...

    @abstractmethod
    async def commit(self) -> None: ...

    @abstractmethod
    async def rollback(self) -> None: ...


class UnitOfWork(IUnitOfWork):
    def __init__(self) -> None:
        self.session_factory = async_session_maker

    async def __aenter__(self) -> Self:
        self.session = self.session_factory()
        self.users = UsersRepository(self.session)
        return self

    async def __aexit__(self, *args: object) -> None:
        await self.rollback()
        await self.session.close()

    async def commit(self) -> None:
        await self.session.commit()

    async def rollback(self) -> None:
        await self.session.rollback()
