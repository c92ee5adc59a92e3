from contextlib import asynccontextmanager
from fastapi import FastAPI
from app.core.db import Base, engine
from app.users import models as user_models
from app.invoices import models as invoices_models

@asynccontextmanager
async def lifespan(app):
    async with engine.begin() as conn:
        await conn.run_sync(user_models.Base.metadata.create_all)
        await conn.run_sync(invoices_models.Base.metadata.create_all)
    yield

app = FastAPI(lifespan=lifespan)
