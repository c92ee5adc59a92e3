from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import APIRouter, FastAPI

from src.database import create_tables
from src.teams.router import router as team_router
from src.users.router import router as user_router


@asynccontextmanager
async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
    await create_tables()
    yield


app = FastAPI(lifespan=lifespan)

v1 = APIRouter(prefix="/v1")
v1.include_router(
    user_router,
    prefix="/users",
    tags=["users"],
)
v1.include_router(
    team_router,
    prefix="/teams",
    tags=["teams"],
)

app.include_router(v1)
