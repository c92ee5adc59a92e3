from fastapi import APIRouter

from app.invoices.api import router as invoices_router
from app.users.api import router as users_router

public_router = APIRouter()
private_router = APIRouter()
private_router.include_router(users_router)
public_router.include_router(invoices_router)
