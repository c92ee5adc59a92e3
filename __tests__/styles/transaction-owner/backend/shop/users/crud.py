from typing import Any, Dict, List, Optional

from sqlalchemy import select
from sqlalchemy.orm import Session

from .models import User


def get(session: Session, user_id: int) -> Optional[User]:
    return session.get(User, user_id)


def get_all(session: Session, offset: int, limit: int) -> List[User]:
    statement = select(User).order_by(User.id).offset(offset).limit(limit)
    return list(session.scalars(statement))


def create(session: Session, values: Dict[str, Any]) -> User:
    user = User(**values)
    session.add(user)
    session.flush()
    return user


def update(session: Session, user: User, values: Dict[str, Any]) -> User:
    for name, value in values.items():
        setattr(user, name, value)
    session.flush()
    return user


def delete(session: Session, user: User) -> None:
    session.delete(user)
    session.flush()
