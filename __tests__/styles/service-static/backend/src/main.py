from contextlib import asynccontextmanager

from fastapi import FastAPI

from src.core.db import Base, engine
from src.users.router import user_router


@asynccontextmanager
async def lifespan(app: FastAPI):
    async with engine.begin() as conn:
        await conn.run_sync(Base.metadata.create_all)
    yield


version = "v1"

app = FastAPI(title="Events", version=version, lifespan=lifespan)

app.include_router(user_router, prefix=f"/api/{version}/users", tags=["users"])
