from unittest.mock import create_autospec, patch

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from app.users import models, services
from app.users.schemas import UserCreate, UserUpdate

ADA = UserCreate(email="ada@example.com", full_name="Ada Lovelace")
ALAN = UserCreate(email="alan@example.com")
INTEGRITY_ERROR = IntegrityError("statement", None, Exception("constraint"))


@pytest.fixture
def mock_db() -> Session:
    session: Session = create_autospec(Session, instance=True)
    return session


@pytest.fixture
def user() -> models.User:
    return models.User(id=1, email="ada@example.com", is_active=True)


def test_get_user_returns_what_crud_finds(mock_db: Session, user: models.User) -> None:
    with patch("app.users.crud.get_user", autospec=True, return_value=user) as get:
        assert services.get_user(mock_db, 1) is user

    get.assert_called_once_with(mock_db, 1)


def test_get_user_without_row(mock_db: Session) -> None:
    with (
        patch("app.users.crud.get_user", autospec=True, return_value=None),
        pytest.raises(services.UserNotFoundError),
    ):
        services.get_user(mock_db, 1)


def test_list_users_passes_the_page_on(mock_db: Session, user: models.User) -> None:
    with patch("app.users.crud.get_users", autospec=True, return_value=[user]) as get:
        assert services.list_users(mock_db, skip=5, limit=10) == [user]

    get.assert_called_once_with(mock_db, skip=5, limit=10)


def test_update_user_deleted_meanwhile(mock_db: Session, user: models.User) -> None:
    with (
        patch("app.users.crud.update_user", autospec=True, side_effect=StaleDataError),
        pytest.raises(services.UserNotFoundError),
    ):
        services.update_user(mock_db, user, UserUpdate(is_active=False))


def test_delete_user_deleted_meanwhile(mock_db: Session, user: models.User) -> None:
    with (
        patch("app.users.crud.delete_user", autospec=True, return_value=False),
        pytest.raises(services.UserNotFoundError),
    ):
        services.delete_user(mock_db, user)


def test_delete_user_still_referred_to(mock_db: Session, user: models.User) -> None:
    with (
        patch("app.users.crud.delete_user", autospec=True, side_effect=INTEGRITY_ERROR),
        pytest.raises(services.UserInUseError),
    ):
        services.delete_user(mock_db, user)


def test_create_user_with_taken_email(db: Session) -> None:
    services.create_user(db, ADA)

    with pytest.raises(services.EmailTakenError):
        services.create_user(db, ADA)

    assert len(services.list_users(db)) == 1


def test_update_user_to_taken_email(db: Session) -> None:
    services.create_user(db, ADA)
    alan = services.create_user(db, ALAN)

    with pytest.raises(services.EmailTakenError):
        services.update_user(db, alan, UserUpdate(email=ADA.email))

    assert services.get_user(db, alan.id).email == ALAN.email


def test_update_user(db: Session) -> None:
    user = services.create_user(db, ADA)

    updated = services.update_user(db, user, UserUpdate(full_name="Ada King"))

    assert updated.full_name == "Ada King"
    assert updated.email == ADA.email


def test_delete_user(db: Session) -> None:
    user = services.create_user(db, ADA)

    services.delete_user(db, user)

    with pytest.raises(services.UserNotFoundError):
        services.get_user(db, user.id)
