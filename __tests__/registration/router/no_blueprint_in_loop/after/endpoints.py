from fastapi import APIRouter

from app.api import health, status
from app.invoices import api as invoices_api

router = APIRouter()
for each in (health.router, status.router):
    router.include_router(each)
router.include_router(invoices_api.router, tags=["invoices"])
