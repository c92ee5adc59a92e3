from fastapi.testclient import TestClient
from sqlalchemy.orm import Session

from tests.utils.user import create_user


def test_create_user(client: TestClient) -> None:
    data = {"email": "grace@example.com", "password": "changethis"}
    response = client.post("/api/v1/users/", json=data)
    assert response.status_code == 201
    content = response.json()
    assert content["email"] == data["email"]
    assert "id" in content


def test_create_user_existing_email(client: TestClient, db: Session) -> None:
    user = create_user(db)
    data = {"email": user.email, "password": "changethis"}
    response = client.post("/api/v1/users/", json=data)
    assert response.status_code == 400


def test_read_user(client: TestClient, db: Session) -> None:
    user = create_user(db)
    response = client.get(f"/api/v1/users/{user.id}")
    assert response.status_code == 200
    assert response.json()["email"] == user.email


def test_read_user_not_found(client: TestClient) -> None:
    response = client.get("/api/v1/users/999")
    assert response.status_code == 404
    assert response.json()["detail"] == "User not found"


def test_read_users(client: TestClient, db: Session) -> None:
    create_user(db)
    create_user(db, "ada@example.com")
    response = client.get("/api/v1/users/")
    assert [user["email"] for user in response.json()] == ["grace@example.com", "ada@example.com"]


def test_update_user(client: TestClient, db: Session) -> None:
    user = create_user(db)
    response = client.patch(f"/api/v1/users/{user.id}", json={"full_name": "Grace Hopper"})
    assert response.status_code == 200
    assert response.json()["full_name"] == "Grace Hopper"


def test_delete_user(client: TestClient, db: Session) -> None:
    user = create_user(db)
    response = client.delete(f"/api/v1/users/{user.id}")
    assert response.status_code == 204
    assert client.get(f"/api/v1/users/{user.id}").status_code == 404
