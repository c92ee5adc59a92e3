import pytest
from fastapi.testclient import TestClient
from sqlalchemy import create_engine
from sqlalchemy.orm import sessionmaker
from sqlalchemy.pool import StaticPool

from app.common.database import Base, get_db
from app.main import app


@pytest.fixture
def client():
    engine = create_engine(
        "sqlite://", connect_args={"check_same_thread": False}, poolclass=StaticPool
    )
    Base.metadata.create_all(bind=engine)
    session_factory = sessionmaker(bind=engine)

    def override():
        with session_factory() as db:
            yield db

    app.dependency_overrides[get_db] = override
    yield TestClient(app)
    app.dependency_overrides.clear()


def test_create_user(client):
    response = client.post(
        "/api/users/", json={"email": "ada@example.com", "name": "Ada"}
    )

    assert response.status_code == 201
    assert response.json()["message"] == "User created"
    assert response.json()["data"]["name"] == "Ada"


def test_list_users(client):
    client.post("/api/users/", json={"email": "ada@example.com", "name": "Ada"})

    page = client.get("/api/users/").json()["data"]

    assert page["total"] == 1
    assert page["items"][0]["email"] == "ada@example.com"


def test_delete_user(client):
    body = {"email": "ada@example.com", "name": "Ada"}
    user = client.post("/api/users/", json=body).json()["data"]

    response = client.delete(f"/api/users/{user['id']}")

    assert response.json() == {
        "success": True,
        "message": "User deleted",
        "data": None,
    }
    assert client.get(f"/api/users/{user['id']}").status_code == 404
