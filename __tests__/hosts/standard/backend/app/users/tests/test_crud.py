import pytest
from sqlalchemy import delete, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from app.users import crud, models
from app.users.schemas import UserCreate, UserUpdate

ADA = UserCreate(email="ada@example.com", full_name="Ada Lovelace")
ALAN = UserCreate(email="alan@example.com")


def reread(db: Session, user_id: int) -> models.User | None:
    """Read what was committed, not what the session holds."""
    db.rollback()
    return crud.get_user(db, user_id)


def delete_row_unnoticed(db: Session, user_id: int) -> None:
    db.execute(
        delete(models.User).where(models.User.id == user_id),
        execution_options={"synchronize_session": False},
    )


def test_create_user_stores_every_field(db: Session) -> None:
    created = crud.create_user(db, ADA)

    stored = reread(db, created.id)
    assert stored is not None
    assert stored.email == "ada@example.com"
    assert stored.full_name == "Ada Lovelace"
    assert stored.is_active is True


def test_create_user_with_taken_email_leaves_session_usable(db: Session) -> None:
    crud.create_user(db, ADA)

    with pytest.raises(IntegrityError):
        crud.create_user(db, ADA)

    crud.create_user(db, ALAN)
    assert [user.email for user in crud.get_users(db)] == [ADA.email, ALAN.email]


def test_get_user_without_row(db: Session) -> None:
    assert crud.get_user(db, 1) is None


def test_get_users_pages_in_order_of_id(db: Session) -> None:
    ids = [
        crud.create_user(db, UserCreate(email=f"{name}@example.com")).id
        for name in ("eve", "dan", "carol", "bob")
    ]
    # Without it, SQLite returns rows by id even when no order is asked for.
    db.execute(text("PRAGMA reverse_unordered_selects = ON"))

    assert [user.id for user in crud.get_users(db)] == ids
    assert [user.id for user in crud.get_users(db, skip=1, limit=2)] == ids[1:3]


def test_update_user_changes_only_what_was_sent(db: Session) -> None:
    user = crud.create_user(db, ADA)

    crud.update_user(db, user, UserUpdate(is_active=False))

    stored = reread(db, user.id)
    assert stored is not None
    assert stored.is_active is False
    assert stored.email == "ada@example.com"
    assert stored.full_name == "Ada Lovelace"


def test_update_user_sets_null_when_sent(db: Session) -> None:
    user = crud.create_user(db, ADA)

    crud.update_user(db, user, UserUpdate(full_name=None))

    stored = reread(db, user.id)
    assert stored is not None
    assert stored.full_name is None


def test_update_user_to_taken_email_leaves_session_usable(db: Session) -> None:
    crud.create_user(db, ADA)
    alan = crud.create_user(db, ALAN)

    with pytest.raises(IntegrityError):
        crud.update_user(db, alan, UserUpdate(email=ADA.email))

    assert [user.email for user in crud.get_users(db)] == [ADA.email, ALAN.email]


def test_update_user_deleted_meanwhile(db: Session) -> None:
    user = crud.create_user(db, ADA)
    delete_row_unnoticed(db, user.id)

    with pytest.raises(StaleDataError):
        crud.update_user(db, user, UserUpdate(is_active=False))


def test_delete_user_removes_only_that_row(db: Session) -> None:
    ada = crud.create_user(db, ADA)
    alan = crud.create_user(db, ALAN)

    assert crud.delete_user(db, ada) is True

    assert reread(db, ada.id) is None
    assert reread(db, alan.id) is not None


def test_delete_user_deleted_meanwhile(db: Session) -> None:
    user = crud.create_user(db, ADA)
    delete_row_unnoticed(db, user.id)

    assert crud.delete_user(db, user) is False
