from fastapi import FastAPI

from .database import Base, engine
from .users.api import router as users_router


def create_app() -> FastAPI:
    app = FastAPI(title="Shop")
    app.include_router(users_router, prefix="/users", tags=["users"])
    Base.metadata.create_all(engine)
    return app


app = create_app()
