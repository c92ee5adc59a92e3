from fastapi import APIRouter
from app.users import api as users_api
from app.invoices import api as invoices_api

router = APIRouter()
router.include_router(users_api.router, tags=["users"])
router.include_router(invoices_api.router, tags=["invoices"])
# old_router.include_router(legacy_api.router, tags=["legacy"])
