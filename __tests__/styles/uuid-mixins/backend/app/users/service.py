import uuid
from collections.abc import Sequence

from fastapi import HTTPException, status
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.users.models import User
from app.users.schemas import UserCreate, UserUpdate


def list_users(session: Session, skip: int = 0, limit: int = 100) -> Sequence[User]:
    query = select(User).order_by(User.created_at, User.id).offset(skip).limit(limit)
    return session.scalars(query).all()


def get_user(session: Session, user_id: uuid.UUID) -> User:
    user = session.get(User, user_id)
    if user is None:
        raise HTTPException(status.HTTP_404_NOT_FOUND, "User not found")
    return user


def create_user(session: Session, payload: UserCreate) -> User:
    user = User(**payload.model_dump())
    session.add(user)
    _commit(session)
    return user


def update_user(session: Session, user_id: uuid.UUID, payload: UserUpdate) -> User:
    user = get_user(session, user_id)
    for field, value in payload.model_dump(exclude_unset=True).items():
        setattr(user, field, value)
    _commit(session)
    session.refresh(user)
    return user


def delete_user(session: Session, user_id: uuid.UUID) -> None:
    session.delete(get_user(session, user_id))
    session.commit()


def _commit(session: Session) -> None:
    try:
        session.commit()
    except IntegrityError as error:
        session.rollback()
        raise HTTPException(
            status.HTTP_409_CONFLICT, "Email is already taken"
        ) from error
