from fastapi import APIRouter

from app.core.enums import Paths
from app.users.router import router as users_router

router = APIRouter()
router.include_router(users_router, prefix=Paths.USERS)
