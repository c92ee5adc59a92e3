from contextlib import asynccontextmanager

from fastapi import FastAPI

from app.database import create_tables
from app.posts.router import router as posts_router
from app.users.router import router as users_router


@asynccontextmanager
async def lifespan(app: FastAPI):
    await create_tables()
    yield


app = FastAPI(lifespan=lifespan)
for router in [users_router, posts_router]:
    app.include_router(router)
