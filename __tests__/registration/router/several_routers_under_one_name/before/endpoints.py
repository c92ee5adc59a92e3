from fastapi import APIRouter

from app.items.api import router as items_router
from app.users.auth.api import router as login_router
from app.users.api import router as users_router
from app.users.admin_api import router as staff_router

api_router = APIRouter()
api_router.include_router(login_router, tags=["login"])
api_router.include_router(users_router)
api_router.include_router(items_router)
api_router.include_router(staff_router, prefix="/admin")
