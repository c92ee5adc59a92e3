from fastapi import APIRouter

from app.invoices.api import router as invoices_router
from app.users.api import router as users_router

v1_router = APIRouter(prefix="/v1")
v1_router.include_router(users_router)
v1_router.include_router(invoices_router)

v2_router = APIRouter(prefix="/v2")
v2_router.include_router(users_router)
v2_router.include_router(invoices_router)
