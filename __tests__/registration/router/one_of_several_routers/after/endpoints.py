from fastapi import APIRouter

from app.users.auth.api import router as login_router
from app.users.api import router as users_router
from app.invoices.api import router as invoices_router

api_router = APIRouter()
api_router.include_router(login_router)
api_router.include_router(users_router)
api_router.include_router(invoices_router)
