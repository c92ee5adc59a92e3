from collections.abc import Callable
from typing import TypeVar

from fastapi import Depends
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database import get_async_session
from app.repositories.base import BaseRepository

Repository = TypeVar("Repository", bound=BaseRepository)


def get_repository(repo_type: type[Repository]) -> Callable[[AsyncSession], Repository]:
    def _get_repo(async_session: AsyncSession = Depends(get_async_session)) -> Repository:
        return repo_type(async_session=async_session)

    return _get_repo
