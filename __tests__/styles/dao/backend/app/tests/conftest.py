import os
import tempfile

import pytest

os.environ['DATABASE_URL'] = f'sqlite+aiosqlite:///{tempfile.mkdtemp()}/test.db'

from fastapi.testclient import TestClient

from app.database import Base, engine
from app.main import app


async def remake_tables():
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.drop_all)
        await connection.run_sync(Base.metadata.create_all)


@pytest.fixture
def client():
    with TestClient(app) as client:
        client.portal.call(remake_tables)
        yield client
