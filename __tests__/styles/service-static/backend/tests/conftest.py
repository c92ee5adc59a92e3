import pytest
from fastapi.testclient import TestClient
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
from sqlalchemy.pool import StaticPool

from src.core.db import Base, get_session
from src.main import app

engine = create_async_engine("sqlite+aiosqlite://", poolclass=StaticPool)
test_session = async_sessionmaker(engine, expire_on_commit=False)


async def make_tables():
    async with engine.begin() as conn:
        await conn.run_sync(Base.metadata.drop_all)
        await conn.run_sync(Base.metadata.create_all)


async def override_get_session():
    async with test_session() as session:
        yield session


@pytest.fixture
def client():
    app.dependency_overrides[get_session] = override_get_session
    with TestClient(app) as client:
        client.portal.call(make_tables)
        yield client
    app.dependency_overrides.clear()
