from typing import Annotated

from fastapi import APIRouter, Query, status

from .dependencies import UserServiceDep
from .schemas import UserCreateRequest, UserResponse, UserUpdateRequest

router = APIRouter(prefix='/users', tags=['users'])


@router.get('')
async def get_users(
    service: UserServiceDep,
    skip: Annotated[int, Query(ge=0)] = 0,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> list[UserResponse]:
    users = await service.get_users(skip, limit)
    return [UserResponse.model_validate(user) for user in users]


@router.get('/{user_id}')
async def get_user(user_id: int, service: UserServiceDep) -> UserResponse:
    user = await service.get_user(user_id)
    return UserResponse.model_validate(user)


@router.post('', status_code=status.HTTP_201_CREATED)
async def create_user(payload: UserCreateRequest, service: UserServiceDep) -> UserResponse:
    user = await service.create_user(payload)
    return UserResponse.model_validate(user)


@router.patch('/{user_id}')
async def update_user(
    user_id: int, payload: UserUpdateRequest, service: UserServiceDep
) -> UserResponse:
    user = await service.update_user(user_id, payload)
    return UserResponse.model_validate(user)


@router.delete('/{user_id}', status_code=status.HTTP_204_NO_CONTENT)
async def delete_user(user_id: int, service: UserServiceDep) -> None:
    await service.delete_user(user_id)
