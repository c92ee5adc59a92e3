from fastapi import APIRouter

from app.users import api as users_api

router = APIRouter()
router.include_router(users_api.router, tags=["users"])
