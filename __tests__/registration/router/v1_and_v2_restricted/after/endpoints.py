from fastapi import APIRouter
from app.users import api as users_api
from app.invoices import api as invoices_api

v1 = APIRouter(prefix="/v1")
v2 = APIRouter(prefix="/v2")
v1.include_router(users_api.router, deprecated=True)
v2.include_router(users_api.router)
v2.include_router(invoices_api.router)
