from fastapi import FastAPI

from app.auth.router import router as auth_router
from app.db import Base, engine
from app.users.router import router as users_router

Base.metadata.create_all(engine)

app = FastAPI(title="Workshop")

app.include_router(auth_router)
app.include_router(users_router)
