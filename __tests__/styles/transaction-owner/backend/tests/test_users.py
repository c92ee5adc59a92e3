from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import create_engine
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import StaticPool

from shop.database import Base, get_session
from shop.main import app


@pytest.fixture
def client() -> Iterator[TestClient]:
    engine = create_engine(
        "sqlite://", connect_args={"check_same_thread": False}, poolclass=StaticPool
    )
    Base.metadata.create_all(engine)
    make_session = sessionmaker(engine)

    def session() -> Iterator[Session]:
        with make_session.begin() as session:
            yield session

    app.dependency_overrides[get_session] = session
    yield TestClient(app)
    app.dependency_overrides.clear()


def test_users_are_created_and_listed(client: TestClient) -> None:
    user = client.post("/users", json={"login": "ada"}).json()

    assert client.get("/users").json() == [user]


def test_login_is_unique(client: TestClient) -> None:
    client.post("/users", json={"login": "ada"})

    assert client.post("/users", json={"login": "ada"}).status_code == 409


def test_users_are_deleted(client: TestClient) -> None:
    user = client.post("/users", json={"login": "ada"}).json()

    assert client.delete(f"/users/{user['id']}").status_code == 204
    assert client.get(f"/users/{user['id']}").status_code == 404
