from contextlib import asynccontextmanager
from fastapi import FastAPI
from app.db.base import engine
from app.users import models as user_models
from app.invoices import models as invoices_models

@asynccontextmanager
async def lifespan(app):
    user_models.Base.metadata.create_all(bind=engine)
    invoices_models.Base.metadata.create_all(bind=engine)
    yield

app = FastAPI(lifespan=lifespan)
