import uuid
from typing import Any

from fastapi.testclient import TestClient


def create_user(client: TestClient, email: str = "ada@example.com") -> dict[str, Any]:
    response = client.post("/api/users", json={"email": email, "full_name": "Ada"})
    assert response.status_code == 201
    return response.json()


def test_create_user(client: TestClient) -> None:
    user = create_user(client)

    assert user["full_name"] == "Ada"
    assert user["phone"] is None
    assert user["created_at"] is not None


def test_create_user_email_taken(client: TestClient) -> None:
    create_user(client)

    response = client.post(
        "/api/users", json={"email": "ada@example.com", "full_name": "Ada"}
    )

    assert response.status_code == 409


def test_get_user_not_found(client: TestClient) -> None:
    assert client.get(f"/api/users/{uuid.uuid4()}").status_code == 404


def test_update_user(client: TestClient) -> None:
    user = create_user(client)

    response = client.patch(f"/api/users/{user['id']}", json={"phone": "555-0100"})

    assert response.status_code == 200
    assert response.json()["phone"] == "555-0100"


def test_delete_user(client: TestClient) -> None:
    user = create_user(client)

    assert client.delete(f"/api/users/{user['id']}").status_code == 204
    assert client.get(f"/api/users/{user['id']}").status_code == 404
