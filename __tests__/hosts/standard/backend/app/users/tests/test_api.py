from typing import Any
from unittest.mock import patch

import pytest
from fastapi.testclient import TestClient

from app.users import services

URL = "/api/v1/users"
ADA = {"email": "ada@example.com", "full_name": "Ada Lovelace"}
ALAN = {"email": "alan@example.com"}


def create(client: TestClient, body: dict[str, Any]) -> dict[str, Any]:
    response = client.post(URL, json=body)
    assert response.status_code == 201, response.text
    user: dict[str, Any] = response.json()
    return user


def test_create_user(client: TestClient) -> None:
    user = create(client, ADA)

    assert user == {**ADA, "id": user["id"], "is_active": True}
    assert client.get(f"{URL}/{user['id']}").json() == user


def test_create_user_with_taken_email(client: TestClient) -> None:
    create(client, ADA)

    response = client.post(URL, json=ADA)

    assert response.status_code == 409
    assert response.json() == {"detail": "Email is already taken"}


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"email": None},
        {"email": "no-at-sign"},
        {"email": "nul\0@example.com"},
        {"email": f"{'a' * 254}@example.com"},
        {**ADA, "full_name": ""},
        {**ADA, "full_name": "nul\0"},
        {**ADA, "full_name": "a" * 201},
        {**ADA, "is_active": "perhaps"},
    ],
)
def test_create_user_with_bad_body(client: TestClient, body: dict[str, Any]) -> None:
    assert client.post(URL, json=body).status_code == 422
    assert client.get(URL).json() == []


def test_list_users_in_pages(client: TestClient) -> None:
    users = [create(client, {"email": f"{n}@example.com"}) for n in (3, 1, 2)]

    assert client.get(URL).json() == users
    page = client.get(URL, params={"skip": 1, "limit": 1})
    assert page.status_code == 200
    assert page.json() == users[1:2]


@pytest.mark.parametrize(
    "params", [{"skip": -1}, {"skip": 10**30}, {"limit": 0}, {"limit": 101}]
)
def test_list_users_with_page_out_of_bounds(
    client: TestClient, params: dict[str, int]
) -> None:
    assert client.get(URL, params=params).status_code == 422


@pytest.mark.parametrize("method", ["GET", "PATCH", "DELETE"])
def test_user_not_found(client: TestClient, method: str) -> None:
    body = {"is_active": False} if method == "PATCH" else None

    response = client.request(method, f"{URL}/1", json=body)

    assert response.status_code == 404
    assert response.json() == {"detail": "User not found"}


@pytest.mark.parametrize("user_id", ["0", str(2**80), "one"])
def test_get_user_with_bad_id(client: TestClient, user_id: str) -> None:
    assert client.get(f"{URL}/{user_id}").status_code == 422


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"email": "countess@example.com"},
        {"full_name": None},
        {"is_active": False},
    ],
)
def test_update_user_changes_only_what_was_sent(
    client: TestClient, changes: dict[str, Any]
) -> None:
    user = create(client, ADA)

    response = client.patch(f"{URL}/{user['id']}", json=changes)

    assert response.status_code == 200
    assert response.json() == user | changes
    assert client.get(f"{URL}/{user['id']}").json() == user | changes


@pytest.mark.parametrize(
    "changes", [{"email": None}, {"is_active": None}, {"email": "no-at-sign"}]
)
def test_update_user_with_bad_body(client: TestClient, changes: dict[str, Any]) -> None:
    user = create(client, ADA)

    assert client.patch(f"{URL}/{user['id']}", json=changes).status_code == 422
    assert client.get(f"{URL}/{user['id']}").json() == user


def test_update_user_to_taken_email(client: TestClient) -> None:
    create(client, ADA)
    alan = create(client, ALAN)

    response = client.patch(f"{URL}/{alan['id']}", json={"email": ADA["email"]})

    assert response.status_code == 409
    assert client.get(f"{URL}/{alan['id']}").json() == alan


def test_update_user_deleted_meanwhile(client: TestClient) -> None:
    user = create(client, ADA)

    with patch(
        "app.users.services.update_user",
        autospec=True,
        side_effect=services.UserNotFoundError,
    ):
        response = client.patch(f"{URL}/{user['id']}", json={"is_active": False})

    assert response.status_code == 404


def test_delete_user(client: TestClient) -> None:
    ada = create(client, ADA)
    alan = create(client, ALAN)

    response = client.delete(f"{URL}/{ada['id']}")

    assert response.status_code == 204
    assert response.content == b""
    assert client.get(URL).json() == [alan]


@pytest.mark.parametrize(
    ("error", "status_code"),
    [(services.UserInUseError, 409), (services.UserNotFoundError, 404)],
)
def test_delete_user_refused(
    client: TestClient, error: type[Exception], status_code: int
) -> None:
    user = create(client, ADA)

    with patch("app.users.services.delete_user", autospec=True, side_effect=error):
        response = client.delete(f"{URL}/{user['id']}")

    assert response.status_code == status_code
