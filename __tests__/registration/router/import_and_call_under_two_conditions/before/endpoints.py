from fastapi import APIRouter

from app.core.config import settings

if settings.with_all:
    from app.users.api import router as users_router

api_router = APIRouter()

if settings.with_people:
    api_router.include_router(users_router, prefix="/users")
