from fastapi import APIRouter, status

from src.database import SessionDep
from src.schemas import PaginationDep
from src.users import service
from src.users.dependencies import ValidUser
from src.users.models import User
from src.users.schemas import UserCreate, UserRead, UserUpdate

router = APIRouter()


@router.get("", response_model=list[UserRead])
async def list_users(session: SessionDep, pagination: PaginationDep) -> list[User]:
    return await service.get_all(
        session, limit=pagination.limit, offset=pagination.offset
    )


@router.post("", response_model=UserRead, status_code=status.HTTP_201_CREATED)
async def create_user(session: SessionDep, data: UserCreate) -> User:
    return await service.create(session, data)


@router.get("/{user_id}", response_model=UserRead)
async def get_user(user: ValidUser) -> User:
    return user


@router.patch("/{user_id}", response_model=UserRead)
async def update_user(session: SessionDep, user: ValidUser, data: UserUpdate) -> User:
    return await service.update(session, user, data)


@router.delete("/{user_id}", status_code=status.HTTP_204_NO_CONTENT)
async def delete_user(session: SessionDep, user: ValidUser) -> None:
    await service.delete(session, user)
