from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import create_engine
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from app.database import Base, get_db
from app.main import app


@pytest.fixture
def client() -> Iterator[TestClient]:
    engine = create_engine(
        "sqlite://", connect_args={"check_same_thread": False}, poolclass=StaticPool
    )
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        app.dependency_overrides[get_db] = lambda: session
        yield TestClient(app)
        app.dependency_overrides.clear()


def test_create_user(client: TestClient) -> None:
    user = client.post("/users/", json={"name": "Ada"}).json()

    assert client.get(f"/users/{user['id']}").json() == user


def test_user_not_found(client: TestClient) -> None:
    assert client.get("/users/7").status_code == 404
