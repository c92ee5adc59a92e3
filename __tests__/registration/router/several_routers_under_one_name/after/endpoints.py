from fastapi import APIRouter

from app.items.api import router as items_router
from app.users.auth.api import router as login_router
from app.invoices.auth.api import router as invoices_login_router
from app.users.api import router as users_router
from app.invoices.api import router as invoices_router
from app.users.admin_api import router as staff_router
from app.invoices.admin_api import router as invoices_staff_router

api_router = APIRouter()
api_router.include_router(login_router, tags=["login"])
api_router.include_router(users_router)
api_router.include_router(items_router)
api_router.include_router(staff_router, prefix="/admin")
api_router.include_router(invoices_login_router)
api_router.include_router(invoices_router)
api_router.include_router(invoices_staff_router, prefix="/admin")
