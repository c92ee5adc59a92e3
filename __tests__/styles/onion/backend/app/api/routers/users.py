from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Query
from sqlalchemy.exc import IntegrityError

from app.api.dependencies import get_user_service
from app.api.schemas.schemas import UserCreate, UserRead, UserUpdate
from app.application.services.user import UserService
from app.domain.entities import UserEntity

router = APIRouter(prefix="/users", tags=["users"])


@router.post("", response_model=UserRead, status_code=201)
async def create_user(
    data: UserCreate, service: Annotated[UserService, Depends(get_user_service)]
) -> UserEntity:
    try:
        return await service.create_user(**data.model_dump())
    except IntegrityError as exc:
        raise HTTPException(409, "Email already taken") from exc


@router.get("", response_model=list[UserRead])
async def list_users(
    service: Annotated[UserService, Depends(get_user_service)],
    skip: Annotated[int, Query(ge=0)] = 0,
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
) -> list[UserEntity]:
    return await service.get_users(skip, limit)


@router.get("/{user_id}", response_model=UserRead)
async def get_user(
    user_id: int, service: Annotated[UserService, Depends(get_user_service)]
) -> UserEntity:
    user = await service.get_user(user_id)
    if not user:
        raise HTTPException(404, "User not found")
    return user


@router.patch("/{user_id}", response_model=UserRead)
async def update_user(
    user_id: int,
    data: UserUpdate,
    service: Annotated[UserService, Depends(get_user_service)],
) -> UserEntity | None:
    user = await service.get_user(user_id)
    if not user:
        raise HTTPException(404, "User not found")
    for key, value in data.model_dump(exclude_unset=True).items():
        setattr(user, key, value)
    return await service.update_user(user)


@router.delete("/{user_id}", status_code=204)
async def delete_user(
    user_id: int, service: Annotated[UserService, Depends(get_user_service)]
) -> None:
    if not await service.delete_user(user_id):
        raise HTTPException(404, "User not found")
