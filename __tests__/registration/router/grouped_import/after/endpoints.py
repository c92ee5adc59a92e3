from fastapi import APIRouter
from app import (
    auth,
    invoices,
    users
)

router = APIRouter()
router.include_router(auth.api.router)
router.include_router(users.api.router)
router.include_router(invoices.api.router)
