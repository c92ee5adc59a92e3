from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import APIRouter, FastAPI

from app.db.base import Base
from app.db.session import engine
from app.users.routes import router as users_router


@asynccontextmanager
async def lifespan(_: FastAPI) -> AsyncIterator[None]:
    Base.metadata.create_all(engine)
    yield


app = FastAPI(title="Clinic", lifespan=lifespan)

api = APIRouter(prefix="/api")
api.include_router(users_router)
app.include_router(api)
