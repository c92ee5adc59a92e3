from typing import List

from fastapi import APIRouter, Depends, HTTPException, Query, status
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from ..database import get_session
from . import crud
from .models import User
from .schemas import UserIn, UserOut, UserPatch

router = APIRouter()


def find_user(user_id: int, session: Session = Depends(get_session)) -> User:
    user = crud.get(session, user_id)
    if user is None:
        raise HTTPException(status.HTTP_404_NOT_FOUND, "No such user")
    return user


@router.get("", response_model=List[UserOut])
def list_users(
    offset: int = Query(0, ge=0),
    limit: int = Query(50, ge=1, le=200),
    session: Session = Depends(get_session),
) -> List[User]:
    return crud.get_all(session, offset, limit)


@router.post("", response_model=UserOut, status_code=status.HTTP_201_CREATED)
def create_user(data: UserIn, session: Session = Depends(get_session)) -> User:
    try:
        return crud.create(session, data.model_dump())
    except IntegrityError:
        raise HTTPException(status.HTTP_409_CONFLICT, "Login is taken")


@router.get("/{user_id}", response_model=UserOut)
def get_user(user: User = Depends(find_user)) -> User:
    return user


@router.patch("/{user_id}", response_model=UserOut)
def update_user(
    data: UserPatch,
    user: User = Depends(find_user),
    session: Session = Depends(get_session),
) -> User:
    try:
        return crud.update(session, user, data.model_dump(exclude_unset=True))
    except IntegrityError:
        raise HTTPException(status.HTTP_409_CONFLICT, "Login is taken")


@router.delete("/{user_id}", status_code=status.HTTP_204_NO_CONTENT)
def delete_user(
    user: User = Depends(find_user), session: Session = Depends(get_session)
) -> None:
    crud.delete(session, user)
