from fastapi import APIRouter
from app.users import api as users_api
from app.invoices import api as invoices_api
from app.labs import api as labs_api

api_router = APIRouter()
api_router.include_router(users_api.router)
api_router.include_router(
    labs_api.router, prefix="/labs", tags=["labs"]
)
api_router.include_router(invoices_api.router)
