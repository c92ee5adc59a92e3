from fastapi import FastAPI
from app.users.api import router as users_router

app = FastAPI(routes=[*users_router.routes])
