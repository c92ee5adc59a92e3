from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

from fastapi import APIRouter, FastAPI

from ..api import dependencies  # noqa: F401
from ..models import *
from .db.database import Base
from .db.database import async_engine as engine


async def create_tables() -> None:
    async with engine.begin() as conn:
        await conn.run_sync(Base.metadata.create_all)


def lifespan_factory(create_tables_on_start: bool = True) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncGenerator[None, None]:
        if create_tables_on_start:
            await create_tables()
        yield

    return lifespan


def create_application(router: APIRouter, title: str, create_tables_on_start: bool = True, **kwargs: Any) -> FastAPI:
    to_update = {"title": title, "version": "0.1.0"}
    kwargs.update(to_update)

    application = FastAPI(lifespan=lifespan_factory(create_tables_on_start), **kwargs)
    application.include_router(router)
    return application
