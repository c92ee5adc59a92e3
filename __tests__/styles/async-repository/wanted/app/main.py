from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from app.core.database import Base, engine
from app.core.exceptions import register_exception_handlers
from app.modules.invoices.router import router as invoices_router
from app.modules.users.router import router as users_router


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncGenerator[None, None]:
    async with engine.begin() as conn:
        await conn.run_sync(Base.metadata.create_all)
    yield
    await engine.dispose()


def create_app() -> FastAPI:
    app = FastAPI(title='Fleet', lifespan=lifespan)
    register_exception_handlers(app)
    app.include_router(users_router, prefix='/api/v1')
    app.include_router(invoices_router, prefix='/api/v1')
    return app


app = create_app()
