from contextlib import asynccontextmanager

from fastapi import FastAPI

from app.api import v1, v2
from app.core.db import Base, engine


@asynccontextmanager
async def lifespan(_: FastAPI):
    Base.metadata.create_all(engine)
    yield


app = FastAPI(lifespan=lifespan)
app.include_router(v1.router, prefix="/api")
app.include_router(v2.router, prefix="/api")
