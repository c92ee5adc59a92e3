from typing import Dict

from fastapi.testclient import TestClient

from app.core.config import settings


def test_create_user_existing_username(client: TestClient) -> None:
    data = {"email": "ada@example.com", "password": "correct horse"}
    response = client.post(f"{settings.API_V1_STR}/users/", json=data)
    assert response.status_code == 201

    response = client.post(f"{settings.API_V1_STR}/users/", json=data)

    assert response.status_code == 400


def test_retrieve_users(client: TestClient, user_token_headers: Dict[str, str]) -> None:
    response = client.get(f"{settings.API_V1_STR}/users/", headers=user_token_headers)

    assert response.status_code == 200
    assert [user["email"] for user in response.json()] == ["ada@example.com"]


def test_strangers_read_no_users(client: TestClient) -> None:
    assert client.get(f"{settings.API_V1_STR}/users/").status_code == 401
