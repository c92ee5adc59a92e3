from fastapi import FastAPI

from app.db import models  # noqa: F401
from app.db.base import Base
from app.db.session import engine
from app.modules.users.router import router as users_router

Base.metadata.create_all(engine)

app = FastAPI()
app.include_router(users_router, prefix="/api")
