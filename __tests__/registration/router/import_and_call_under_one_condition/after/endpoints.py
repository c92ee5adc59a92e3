from fastapi import APIRouter

from app.core.config import settings

if settings.with_people:
    from app.invoices.api import router as invoices_router
    from app.users.api import router as users_router

api_router = APIRouter()

if settings.with_people:
    api_router.include_router(users_router, prefix="/users")
    api_router.include_router(invoices_router, prefix="/invoices")
