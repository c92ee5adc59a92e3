from fastapi import APIRouter

from app.items import routes as items
from app.users import routes as users

router = APIRouter(prefix="/api")

router.include_router(items.router, tags=["items"])
router.include_router(users.router, tags=["users"])
