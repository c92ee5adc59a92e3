from fastapi import APIRouter

from app.items.api import router as items_router
from app.users.api import router as users_router

router = APIRouter()
for each in [
    items_router,
    users_router,  # noqa: F821 the users come last
]:
    router.include_router(each)
