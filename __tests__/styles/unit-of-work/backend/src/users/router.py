from typing import Annotated

from fastapi import APIRouter, Query, status

from src.common.unitofwork import UOWDep
from src.users.schemas import UserSchema, UserSchemaAdd, UserSchemaEdit
from src.users.service import UsersService

router = APIRouter(prefix="/users", tags=["Users"])


@router.get("", response_model=list[UserSchema])
async def get_users(
    uow: UOWDep,
    offset: Annotated[int, Query(ge=0)] = 0,
    limit: Annotated[int, Query(ge=1, le=100)] = 100,
):
    return await UsersService().get_users(uow, offset, limit)


@router.post("", response_model=UserSchema, status_code=status.HTTP_201_CREATED)
async def add_user(user: UserSchemaAdd, uow: UOWDep):
    return await UsersService().add_user(uow, user)


@router.get("/{user_id}", response_model=UserSchema)
async def get_user(user_id: int, uow: UOWDep):
    return await UsersService().get_user(uow, user_id)


@router.patch("/{user_id}", response_model=UserSchema)
async def edit_user(user_id: int, changes: UserSchemaEdit, uow: UOWDep):
    return await UsersService().edit_user(uow, user_id, changes)


@router.delete("/{user_id}", status_code=status.HTTP_204_NO_CONTENT)
async def delete_user(user_id: int, uow: UOWDep) -> None:
    await UsersService().delete_user(uow, user_id)
