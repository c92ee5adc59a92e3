from typing import Annotated

from fastapi import APIRouter, Depends, Query, status
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database import get_session
from app.models import UserModel
from app.repositories.user_repository import UserRepository
from app.schemas import User, UserCreate, UserUpdate
from app.services.user_service import UserService

router = APIRouter()


def get_user_service(session: Annotated[AsyncSession, Depends(get_session)]) -> UserService:
    return UserService(UserRepository(session))


@router.get("", response_model=list[User])
async def list_users(
    service: Annotated[UserService, Depends(get_user_service)],
    skip: Annotated[int, Query(ge=0)] = 0,
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
):
    return await service.list_users(skip, limit)


@router.post("", response_model=User, status_code=status.HTTP_201_CREATED)
async def create_user(
    data: UserCreate, service: Annotated[UserService, Depends(get_user_service)]
) -> UserModel:
    return await service.create_user(data)


@router.get("/{user_id}", response_model=User)
async def get_user(
    user_id: int, service: Annotated[UserService, Depends(get_user_service)]
) -> UserModel:
    return await service.get_user(user_id)


@router.patch("/{user_id}", response_model=User)
async def update_user(
    user_id: int, data: UserUpdate, service: Annotated[UserService, Depends(get_user_service)]
) -> UserModel:
    return await service.update_user(user_id, data)


@router.delete("/{user_id}", status_code=status.HTTP_204_NO_CONTENT)
async def delete_user(
    user_id: int, service: Annotated[UserService, Depends(get_user_service)]
) -> None:
    await service.delete_user(user_id)
