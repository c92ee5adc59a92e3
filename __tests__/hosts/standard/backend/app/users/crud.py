from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import delete, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from app.users import models, schemas


@contextmanager
def _commit(db: Session) -> Iterator[None]:
    try:
        yield
        db.commit()
    except SQLAlchemyError:
        db.rollback()
        raise


def get_user(db: Session, user_id: int) -> models.User | None:
    return db.get(models.User, user_id)


def get_users(db: Session, skip: int = 0, limit: int = 100) -> list[models.User]:
    query = select(models.User).order_by(models.User.id).offset(skip).limit(limit)
    return list(db.scalars(query))


def create_user(db: Session, user: schemas.UserCreate) -> models.User:
    db_user = models.User(**user.model_dump())
    with _commit(db):
        db.add(db_user)
    return db_user


def update_user(
    db: Session, db_user: models.User, changes: schemas.UserUpdate
) -> models.User:
    with _commit(db):
        for field, value in changes.model_dump(exclude_unset=True).items():
            setattr(db_user, field, value)
    return db_user


def delete_user(db: Session, db_user: models.User) -> bool:
    """Tell whether there was still a row to delete."""
    statement = (
        delete(models.User)
        .where(models.User.id == db_user.id)
        .returning(models.User.id)
    )
    with _commit(db):
        deleted_id = db.scalar(statement)
    return deleted_id is not None
