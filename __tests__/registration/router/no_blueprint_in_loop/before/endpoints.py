from fastapi import APIRouter

from app.api import health, status

router = APIRouter()
for each in (health.router, status.router):
    router.include_router(each)
