from fastapi import APIRouter
from app.users import api as users_api

group = APIRouter(prefix="/api/users")
group.include_router(users_api.router)
