from fastapi import APIRouter

from app.users import api as users_api

MODULES = {"users": users_api}
router = APIRouter()
router.include_router(MODULES["users"].router, tags=["users"])
