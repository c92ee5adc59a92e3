from fastapi import APIRouter

from app.invoices import api as invoices_api

router = APIRouter()
router.include_router(invoices_api.router, tags=["invoices"])

@router.get("/")
async def root():
    return {"ok": True}
