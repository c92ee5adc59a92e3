import uuid
from typing import Annotated

from fastapi import APIRouter, Query, status

from app.db.session import SessionDep
from app.users import service
from app.users.schemas import UserCreate, UserPublic, UserUpdate

router = APIRouter(prefix="/users", tags=["users"])


@router.get("", response_model=list[UserPublic])
def list_users(
    session: SessionDep,
    skip: Annotated[int, Query(ge=0)] = 0,
    limit: Annotated[int, Query(ge=1, le=100)] = 100,
):
    return service.list_users(session, skip, limit)


@router.post("", response_model=UserPublic, status_code=status.HTTP_201_CREATED)
def create_user(session: SessionDep, payload: UserCreate):
    return service.create_user(session, payload)


@router.get("/{user_id}", response_model=UserPublic)
def get_user(session: SessionDep, user_id: uuid.UUID):
    return service.get_user(session, user_id)


@router.patch("/{user_id}", response_model=UserPublic)
def update_user(session: SessionDep, user_id: uuid.UUID, payload: UserUpdate):
    return service.update_user(session, user_id, payload)


@router.delete("/{user_id}", status_code=status.HTTP_204_NO_CONTENT)
def delete_user(session: SessionDep, user_id: uuid.UUID) -> None:
    service.delete_user(session, user_id)
