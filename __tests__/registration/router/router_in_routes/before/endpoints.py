from fastapi import FastAPI
from app.users.api import users_router

app = FastAPI(routes=[users_router])
