from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.models.user import User


class UserRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    def get_by_id(self, user_id: int) -> User | None:
        return self._session.get(User, user_id)

    def list_users(self, skip: int, limit: int) -> Sequence[User]:
        return self._session.scalars(select(User).order_by(User.id).offset(skip).limit(limit)).all()

    def create(self, values: dict[str, Any]) -> User:
        user = User(**values)
        self._session.add(user)
        self._session.flush()
        return user

    def update(self, user: User, values: dict[str, Any]) -> User:
        for field, value in values.items():
            setattr(user, field, value)
        self._session.flush()
        return user

    def delete(self, user: User) -> None:
        self._session.delete(user)
        self._session.flush()
