from fastapi import APIRouter

from app.items.endpoints import router as items_router
from app.users.endpoints import router as users_router

api_router = APIRouter()
api_router.include_router(items_router, prefix="/items", tags=["Items"])
api_router.include_router(users_router, prefix="/users", tags=["Users"])
