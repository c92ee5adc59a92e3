from fastapi import APIRouter

from app.invoices import api as invoices
from app.items import api as items
from app.users import api as users

router = APIRouter(prefix="/v1")
router.include_router(users.router)
router.include_router(items.router)
router.include_router(invoices.router)
