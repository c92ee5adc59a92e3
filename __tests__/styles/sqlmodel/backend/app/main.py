from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import APIRouter, FastAPI
from sqlmodel import SQLModel

from app.core.db import engine
from app.users import router as users


@asynccontextmanager
async def lifespan(_: FastAPI) -> AsyncIterator[None]:
    SQLModel.metadata.create_all(engine)
    yield


app = FastAPI(title="Garden", lifespan=lifespan)

api_router = APIRouter()
api_router.include_router(users.router)
app.include_router(api_router, prefix="/api/v1")
