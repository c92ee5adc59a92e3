from contextlib import asynccontextmanager
from fastapi import FastAPI
import app.core.db as db
import app.users.models  # noqa: F401

@asynccontextmanager
async def lifespan(app):
    async with db.engine.begin() as conn:
        await conn.run_sync(db.Base.metadata.create_all)
    yield
