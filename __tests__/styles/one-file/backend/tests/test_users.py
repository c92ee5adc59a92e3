import pytest
from fastapi.testclient import TestClient
from sqlalchemy import create_engine
from sqlalchemy.orm import sessionmaker
from sqlalchemy.pool import StaticPool

from app.database import Base, get_db
from app.main import app

engine = create_engine("sqlite://", connect_args={"check_same_thread": False}, poolclass=StaticPool)
TestingSessionLocal = sessionmaker(autocommit=False, autoflush=False, bind=engine)


def override_get_db():
    db = TestingSessionLocal()
    try:
        yield db
    finally:
        db.close()


@pytest.fixture
def client():
    Base.metadata.create_all(bind=engine)
    app.dependency_overrides[get_db] = override_get_db
    yield TestClient(app)
    app.dependency_overrides.clear()
    Base.metadata.drop_all(bind=engine)


def test_create_user(client):
    response = client.post("/users/", json={"email": "ada@example.com", "password": "secret"})
    assert response.status_code == 201
    user = response.json()
    assert user == {"id": user["id"], "email": "ada@example.com", "is_active": True}
    assert client.get(f"/users/{user['id']}").json() == user


def test_user_not_found(client):
    assert client.get("/users/1").status_code == 404
