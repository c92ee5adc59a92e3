import pytest
from fastapi.testclient import TestClient
from sqlalchemy import create_engine
from sqlalchemy.orm import sessionmaker
from sqlalchemy.pool import StaticPool

from app.database import Base, get_db
from app.main import app


@pytest.fixture
def client():
    engine = create_engine(
        "sqlite://", connect_args={"check_same_thread": False}, poolclass=StaticPool
    )
    TestingSessionLocal = sessionmaker(autocommit=False, autoflush=False, bind=engine)
    Base.metadata.create_all(bind=engine)

    def override_get_db():
        db = TestingSessionLocal()
        try:
            yield db
        finally:
            db.close()

    app.dependency_overrides[get_db] = override_get_db
    yield TestClient(app)
    app.dependency_overrides.clear()


def test_create_user(client):
    response = client.post("/users/", json={"email": "ada@example.com", "name": "Ada"})

    assert response.status_code == 201
    assert response.json()["is_active"] is True


def test_create_user_twice(client):
    user = {"email": "ada@example.com", "name": "Ada"}
    client.post("/users/", json=user)

    assert client.post("/users/", json=user).status_code == 409


def test_read_user_not_found(client):
    assert client.get("/users/1").status_code == 404
