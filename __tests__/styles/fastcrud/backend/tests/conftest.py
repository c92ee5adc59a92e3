import asyncio
from collections.abc import Iterator
from unittest.mock import patch

import pytest
from fastapi.testclient import TestClient
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import StaticPool

from src.app.core.db.database import Base, local_session
from src.app.main import app


async def create_tables(engine: AsyncEngine) -> None:
    async with engine.begin() as conn:
        await conn.run_sync(Base.metadata.create_all)


@pytest.fixture
def client() -> Iterator[TestClient]:
    engine = create_async_engine("sqlite+aiosqlite://", poolclass=StaticPool)
    asyncio.run(create_tables(engine))
    with patch.dict(local_session.kw, bind=engine):
        yield TestClient(app)
    asyncio.run(engine.dispose())
