from fastapi import APIRouter
from users.api import router as users_router
from invoices.api import router as invoices_router
from tags.api import router as tags_router

api_router = APIRouter()

# users endpoints
api_router.include_router(users_router, prefix="", tags=["users"])

# tags endpoints
api_router.include_router(tags_router, prefix="/tags", tags=["tags"])

api_router.include_router(invoices_router, prefix="/invoices", tags=["invoices"])
