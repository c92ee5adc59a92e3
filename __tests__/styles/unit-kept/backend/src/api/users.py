from fastapi import APIRouter, Depends, Query, status

from src.api.dependencies import get_users_service
from src.schemas.users import UserSchema, UserSchemaAdd, UserSchemaEdit
from src.services.users import UsersService

router = APIRouter(prefix="/users", tags=["Users"])


@router.get("", response_model=list[UserSchema])
async def get_users(
    offset: int = Query(0, ge=0),
    limit: int = Query(100, ge=1, le=100),
    service: UsersService = Depends(get_users_service),
):
    return await service.get_users(offset, limit)


@router.post("", response_model=UserSchema, status_code=status.HTTP_201_CREATED)
async def add_user(
    user: UserSchemaAdd, service: UsersService = Depends(get_users_service)
):
    return await service.add_user(user)


@router.get("/{user_id}", response_model=UserSchema)
async def get_user(user_id: int, service: UsersService = Depends(get_users_service)):
    return await service.get_user(user_id)


@router.patch("/{user_id}", response_model=UserSchema)
async def edit_user(
    user_id: int,
    user: UserSchemaEdit,
    service: UsersService = Depends(get_users_service),
):
    return await service.edit_user(user_id, user)


@router.delete("/{user_id}", status_code=status.HTTP_204_NO_CONTENT)
async def delete_user(
    user_id: int, service: UsersService = Depends(get_users_service)
) -> None:
    await service.delete_user(user_id)
