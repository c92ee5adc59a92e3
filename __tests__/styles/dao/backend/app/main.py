from contextlib import asynccontextmanager

from fastapi import FastAPI

from app.database import Base, engine
from app.users.router import router as router_users


@asynccontextmanager
async def lifespan(app: FastAPI):
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    yield


app = FastAPI(title='School', lifespan=lifespan)

app.include_router(router_users)
