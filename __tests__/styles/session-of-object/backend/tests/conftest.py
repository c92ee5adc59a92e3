from collections.abc import AsyncIterator

import pytest
from httpx2 import ASGITransport, AsyncClient

from app.core.database import Base, DatabaseHelper, db_helper
from app.main import app


@pytest.fixture
async def client(tmp_path) -> AsyncIterator[AsyncClient]:
    helper = DatabaseHelper(url=f"sqlite+aiosqlite:///{tmp_path}/test.db")
    await helper.create_tables()
    app.dependency_overrides[db_helper.session_getter] = helper.session_getter
    transport = ASGITransport(app=app)
    async with AsyncClient(transport=transport, base_url="http://test") as client:
        yield client
    app.dependency_overrides.clear()
    assert Base.metadata.tables
    await helper.dispose()
