from sqlalchemy.orm import Session

from app import crud, schemas
from tests.utils.user import create_user


def test_get_user(db: Session) -> None:
    user = create_user(db)
    assert crud.get_user(db, user.id) is user


def test_update_user_hashes_password(db: Session) -> None:
    user = create_user(db)
    before = user.hashed_password
    crud.update_user(db, user, schemas.UserUpdate(password="something else"))
    assert user.hashed_password != before


def test_delete_user(db: Session) -> None:
    user = create_user(db)
    crud.delete_user(db, user)
    assert crud.get_users(db) == []
