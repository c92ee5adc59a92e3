from fastapi import APIRouter

from app.api.routes.health import router as health_router
from app.api.routes.user import router as user_router

router = APIRouter()

router.include_router(router=health_router)
router.include_router(router=user_router)
