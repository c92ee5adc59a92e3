from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from src.database import Base, engine
from src.invoices.router import router as invoices_router
from src.users.router import router as users_router


@asynccontextmanager
async def lifespan(_: FastAPI) -> AsyncIterator[None]:
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    yield
    await engine.dispose()


app = FastAPI(title="Bookings", lifespan=lifespan)

app.include_router(users_router, prefix="/users", tags=["Users"])
app.include_router(invoices_router, prefix="/invoices", tags=["Invoices"])
