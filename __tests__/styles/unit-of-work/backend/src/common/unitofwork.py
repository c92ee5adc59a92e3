from typing import Annotated

from fastapi import Depends

from src.common.database import async_session_maker
from src.users.repository import UsersRepository


class UnitOfWork:
    def __init__(self) -> None:
        self.session_factory = async_session_maker

    async def __aenter__(self) -> "UnitOfWork":
        self.session = self.session_factory()
        self.users = UsersRepository(self.session)
        return self

    async def __aexit__(self, error: object, *args: object) -> None:
        if error is not None:
            await self.rollback()
        await self.session.close()

    async def commit(self) -> None:
        await self.session.commit()

    async def rollback(self) -> None:
        await self.session.rollback()


UOWDep = Annotated[UnitOfWork, Depends(UnitOfWork)]
