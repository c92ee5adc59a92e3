from fastapi import APIRouter
from app.core.config import settings
from app.users import api as users
from app.invoices import api as invoices
from app.debug import api as debug

api_router = APIRouter()
api_router.include_router(users.router)
api_router.include_router(invoices.router)
if settings.ENVIRONMENT == "local":
    api_router.include_router(debug.router)
