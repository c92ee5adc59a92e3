from fastapi import APIRouter

from app.invoices.api import router as invoices_router
from app.items.api import router as items_router
from app.users.api import router as users_router

router = APIRouter()
for each in [
    items_router,
    users_router,  # noqa: F821 the users come last
    invoices_router,  # noqa: F821
]:
    router.include_router(each)
