from contextlib import asynccontextmanager

from fastapi import FastAPI

from app.core.registry import create_tables
from app.modules.comments.router import router as comments_router
from app.modules.users.router import router as users_router


@asynccontextmanager
async def lifespan(app: FastAPI):
    await create_tables()
    yield


def include_routers(app: FastAPI) -> None:
    app.include_router(comments_router, prefix="/api")
    app.include_router(users_router, prefix="/api")


app = FastAPI(lifespan=lifespan)
include_routers(app)
