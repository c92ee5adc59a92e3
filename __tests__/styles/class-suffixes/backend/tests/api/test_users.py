from typing import Any

from fastapi.testclient import TestClient

URL = "/api/v1/users"


def create_user(client: TestClient, email: str = "ada@example.com") -> dict[str, Any]:
    response = client.post(URL, json={"email": email, "name": "Ada"})
    assert response.status_code == 201
    return response.json()


def test_create_user(client: TestClient) -> None:
    user = create_user(client)
    assert user["email"] == "ada@example.com"
    assert user["is_active"] is True


def test_create_user_email_taken(client: TestClient) -> None:
    create_user(client)
    response = client.post(URL, json={"email": "ada@example.com", "name": "Ada"})
    assert response.status_code == 409
    assert response.json()["detail"] == "Email already taken"


def test_list_users(client: TestClient) -> None:
    first = create_user(client)
    second = create_user(client, "grace@example.com")
    assert client.get(URL).json() == [first, second]
    assert client.get(URL, params={"skip": 1}).json() == [second]


def test_get_user_not_found(client: TestClient) -> None:
    assert client.get(f"{URL}/1").status_code == 404


def test_update_user(client: TestClient) -> None:
    user = create_user(client)
    response = client.patch(f"{URL}/{user['id']}", json={"name": "Ada Lovelace"})
    assert response.status_code == 200
    assert response.json() == {**user, "name": "Ada Lovelace"}


def test_delete_user(client: TestClient) -> None:
    user = create_user(client)
    assert client.delete(f"{URL}/{user['id']}").status_code == 204
    assert client.get(f"{URL}/{user['id']}").status_code == 404
