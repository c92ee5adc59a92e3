from fastapi import APIRouter

from app.api import health
from app.core.config import settings

router = APIRouter()
if settings.debug:
    router.include_router(health.router)
