from fastapi import APIRouter

from app.items.api import router as items_router
from app.users.api import router as users_router

ROUTERS = [items_router, users_router]
PREFIXES = ["/items", "/users"]
router = APIRouter()
for each, prefix in zip(ROUTERS, PREFIXES, strict=True):
    router.include_router(each, prefix=prefix)
