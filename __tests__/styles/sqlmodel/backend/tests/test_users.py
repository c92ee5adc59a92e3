import uuid
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session, SQLModel, create_engine
from sqlmodel.pool import StaticPool

from app.core.db import get_db
from app.main import app


@pytest.fixture
def client() -> Iterator[TestClient]:
    engine = create_engine(
        "sqlite://", connect_args={"check_same_thread": False}, poolclass=StaticPool
    )
    SQLModel.metadata.create_all(engine)
    with Session(engine) as session:
        app.dependency_overrides[get_db] = lambda: session
        yield TestClient(app)
        app.dependency_overrides.clear()


def test_create_user(client: TestClient) -> None:
    response = client.post("/api/v1/users/", json={"email": "ada@example.com"})

    assert response.status_code == 201
    assert client.get("/api/v1/users/").json() == {
        "data": [response.json()],
        "count": 1,
    }


def test_create_user_twice(client: TestClient) -> None:
    client.post("/api/v1/users/", json={"email": "ada@example.com"})

    response = client.post("/api/v1/users/", json={"email": "ada@example.com"})

    assert response.status_code == 409


def test_read_user_not_found(client: TestClient) -> None:
    assert client.get(f"/api/v1/users/{uuid.uuid4()}").status_code == 404
