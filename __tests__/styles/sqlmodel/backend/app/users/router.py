import uuid
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query
from sqlalchemy.exc import IntegrityError

from app.core.db import SessionDep
from app.users import crud
from app.users.models import UserCreate, UserPublic, UsersPublic, UserUpdate

router = APIRouter(prefix="/users", tags=["users"])


@router.get("/", response_model=UsersPublic)
def read_users(
    session: SessionDep,
    skip: Annotated[int, Query(ge=0)] = 0,
    limit: Annotated[int, Query(ge=1, le=100)] = 100,
) -> Any:
    """
    Retrieve users.
    """
    count = crud.count_users(session=session)
    users = crud.get_users(session=session, skip=skip, limit=limit)
    return UsersPublic(data=users, count=count)


@router.post("/", response_model=UserPublic, status_code=201)
def create_user(*, session: SessionDep, user_in: UserCreate) -> Any:
    """
    Create new user.
    """
    try:
        return crud.create_user(session=session, user_create=user_in)
    except IntegrityError:
        session.rollback()
        raise HTTPException(status_code=409, detail="Email already registered")


@router.get("/{user_id}", response_model=UserPublic)
def read_user(session: SessionDep, user_id: uuid.UUID) -> Any:
    """
    Get a specific user by id.
    """
    user = crud.get_user(session=session, user_id=user_id)
    if not user:
        raise HTTPException(status_code=404, detail="User not found")
    return user


@router.patch("/{user_id}", response_model=UserPublic)
def update_user(*, session: SessionDep, user_id: uuid.UUID, user_in: UserUpdate) -> Any:
    """
    Update a user.
    """
    user = crud.get_user(session=session, user_id=user_id)
    if not user:
        raise HTTPException(status_code=404, detail="User not found")
    try:
        return crud.update_user(session=session, db_user=user, user_in=user_in)
    except IntegrityError:
        session.rollback()
        raise HTTPException(status_code=409, detail="Email already registered")


@router.delete("/{user_id}", status_code=204)
def delete_user(session: SessionDep, user_id: uuid.UUID) -> None:
    """
    Delete a user.
    """
    user = crud.get_user(session=session, user_id=user_id)
    if not user:
        raise HTTPException(status_code=404, detail="User not found")
    crud.delete_user(session=session, db_user=user)
