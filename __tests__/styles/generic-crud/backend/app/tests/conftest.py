from typing import Dict, Generator

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import create_engine
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from app.api.deps import get_db
from app.core.config import settings
from app.db.base import Base
from app.main import app


@pytest.fixture
def db() -> Generator:
    engine = create_engine(
        "sqlite://", connect_args={"check_same_thread": False}, poolclass=StaticPool
    )
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        yield session


@pytest.fixture
def client(db: Session) -> Generator:
    app.dependency_overrides[get_db] = lambda: db
    yield TestClient(app)
    app.dependency_overrides.clear()


@pytest.fixture
def user_token_headers(client: TestClient) -> Dict[str, str]:
    user = {"email": "ada@example.com", "password": "correct horse"}
    client.post(f"{settings.API_V1_STR}/users/", json=user)
    form = {"username": user["email"], "password": user["password"]}
    response = client.post(f"{settings.API_V1_STR}/login/access-token", data=form)
    return {"Authorization": f"Bearer {response.json()['access_token']}"}
