import uuid

from sqlmodel import Session, col, func, select

from app.users.models import User, UserCreate, UserUpdate


def count_users(*, session: Session) -> int:
    return session.exec(select(func.count()).select_from(User)).one()


def get_users(*, session: Session, skip: int = 0, limit: int = 100) -> list[User]:
    statement = select(User).order_by(col(User.id)).offset(skip).limit(limit)
    return list(session.exec(statement).all())


def get_user(*, session: Session, user_id: uuid.UUID) -> User | None:
    return session.get(User, user_id)


def create_user(*, session: Session, user_create: UserCreate) -> User:
    db_obj = User.model_validate(user_create)
    session.add(db_obj)
    session.commit()
    session.refresh(db_obj)
    return db_obj


def update_user(*, session: Session, db_user: User, user_in: UserUpdate) -> User:
    db_user.sqlmodel_update(user_in.model_dump(exclude_unset=True))
    session.add(db_user)
    session.commit()
    session.refresh(db_user)
    return db_user


def delete_user(*, session: Session, db_user: User) -> None:
    session.delete(db_user)
    session.commit()
