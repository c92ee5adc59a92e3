from fastapi import FastAPI
from app.users.api import router as users_router

app = FastAPI()
include = app.include_router
include(users_router, tags=["users"])
