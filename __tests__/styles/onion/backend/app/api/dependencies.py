from typing import Annotated

from fastapi import Depends
from sqlalchemy.ext.asyncio import AsyncSession

from app.application.services.user import UserService
from app.infrastructure.db.session import get_db
from app.infrastructure.repositories.user_repo import SQLAlchemyUserRepository


def get_user_service(db: Annotated[AsyncSession, Depends(get_db)]) -> UserService:
    repo = SQLAlchemyUserRepository(db)
    return UserService(repo)
