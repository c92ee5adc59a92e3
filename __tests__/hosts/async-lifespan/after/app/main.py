from contextlib import asynccontextmanager

from fastapi import FastAPI

from app.database import Base, engine
from app.invoices import models as invoices_models  # noqa: F401
from app.invoices.router import router as invoices_router
from app.items import models as items_models  # noqa: F401
from app.items.router import router as items_router
from app.users import models as users_models  # noqa: F401
from app.users.router import router as users_router


@asynccontextmanager
async def lifespan(app: FastAPI):
    async with engine.begin() as conn:
        await conn.run_sync(Base.metadata.create_all)
    yield
    await engine.dispose()


app = FastAPI(title="Warehouse", lifespan=lifespan)

app.include_router(users_router, prefix="/api/users", tags=["users"])
app.include_router(items_router, prefix="/api/items", tags=["items"])
app.include_router(invoices_router, prefix="/api/invoices", tags=["invoices"])


@app.get("/health", include_in_schema=False)
async def health():
    return {"status": "ok"}
