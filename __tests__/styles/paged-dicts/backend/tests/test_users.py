import asyncio

import pytest
from fastapi.testclient import TestClient
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine
from sqlalchemy.pool import StaticPool

from app.core.database import Base, get_session
from app.main import app

ADA = {"email": "ada@example.com", "nombre": "Ada"}


@pytest.fixture
def client():
    engine = create_async_engine("sqlite+aiosqlite://", poolclass=StaticPool)

    async def create_tables():
        async with engine.begin() as connection:
            await connection.run_sync(Base.metadata.create_all)

    async def override():
        async with AsyncSession(engine, expire_on_commit=False) as session:
            yield session

    asyncio.run(create_tables())
    app.dependency_overrides[get_session] = override
    yield TestClient(app)
    app.dependency_overrides.clear()
    asyncio.run(engine.dispose())


def test_crear_usuario(client):
    response = client.post("/users", json=ADA)

    assert response.status_code == 201
    assert response.json()["message"] == "Usuario creado"
    assert response.json()["data"]["nombre"] == "Ada"


def test_email_registrado(client):
    client.post("/users", json=ADA)

    response = client.post("/users", json=ADA)

    assert response.status_code == 409
    assert response.json() == {"detail": "El email ya está registrado"}


def test_listar_usuarios(client):
    client.post("/users", json=ADA)

    page = client.get("/users").json()["data"]

    assert (page["total"], page["page"], page["pages"]) == (1, 1, 1)
    assert page["items"][0]["email"] == "ada@example.com"
