from fastapi import APIRouter

from app.invoices.api import router as invoices_router
from app.users.api import router as users_router

api_router = APIRouter()
api_router.include_router(users_router, prefix="/users", tags=["admin_users"])
api_router.include_router(invoices_router, prefix="/invoices", tags=["admin_invoices"])
