from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from app.core.database import db_helper
from app.users.views import router as users_router


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    await db_helper.create_tables()
    yield
    await db_helper.dispose()


app = FastAPI(title="Warehouse", lifespan=lifespan)
app.include_router(users_router, prefix="/api/v1")
