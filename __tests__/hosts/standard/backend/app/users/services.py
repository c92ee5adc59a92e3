from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from app.users import crud, models, schemas


class UserNotFoundError(Exception):
    def __init__(self) -> None:
        super().__init__("User not found")


class EmailTakenError(Exception):
    def __init__(self) -> None:
        super().__init__("Email is already taken")


class UserInUseError(Exception):
    def __init__(self) -> None:
        super().__init__("User is still referred to")


def get_user(db: Session, user_id: int) -> models.User:
    user = crud.get_user(db, user_id)
    if user is None:
        raise UserNotFoundError
    return user


def list_users(db: Session, skip: int = 0, limit: int = 100) -> list[models.User]:
    return crud.get_users(db, skip=skip, limit=limit)


def create_user(db: Session, user: schemas.UserCreate) -> models.User:
    try:
        return crud.create_user(db, user)
    except IntegrityError as error:
        raise EmailTakenError from error


def update_user(
    db: Session, user: models.User, changes: schemas.UserUpdate
) -> models.User:
    try:
        return crud.update_user(db, user, changes)
    except IntegrityError as error:
        raise EmailTakenError from error
    except StaleDataError as error:
        raise UserNotFoundError from error


def delete_user(db: Session, user: models.User) -> None:
    try:
        deleted = crud.delete_user(db, user)
    except IntegrityError as error:
        raise UserInUseError from error
    if not deleted:
        raise UserNotFoundError
