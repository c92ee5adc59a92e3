from fastapi import APIRouter, Query, status

from src.core.db import SessionDep

from .schemas import UserCreateModel, UserModel, UserUpdateModel
from .service import UserService

user_router = APIRouter()


@user_router.get("/", response_model=list[UserModel])
async def get_all_users(
    session: SessionDep,
    skip: int = Query(0, ge=0),
    limit: int = Query(100, ge=1, le=100),
):
    return await UserService.get_all_users(session, skip, limit)


@user_router.post("/", status_code=status.HTTP_201_CREATED, response_model=UserModel)
async def create_user(user_data: UserCreateModel, session: SessionDep):
    return await UserService.create_user(session, user_data)


@user_router.get("/{user_id}", response_model=UserModel)
async def get_user(user_id: int, session: SessionDep):
    return await UserService.get_user(session, user_id)


@user_router.patch("/{user_id}", response_model=UserModel)
async def update_user(user_id: int, update_data: UserUpdateModel, session: SessionDep):
    return await UserService.update_user(session, user_id, update_data)


@user_router.delete("/{user_id}", status_code=status.HTTP_204_NO_CONTENT)
async def delete_user(user_id: int, session: SessionDep):
    await UserService.delete_user(session, user_id)
