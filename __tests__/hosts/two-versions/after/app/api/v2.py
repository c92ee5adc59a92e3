from fastapi import APIRouter

from app.invoices.api import router as v2_invoices_router
from app.users.api import router as v2_users_router

router = APIRouter(prefix="/v2")
router.include_router(v2_users_router)
router.include_router(v2_invoices_router)


@router.get("/version", tags=["meta"])
def read_version() -> dict[str, int]:
    return {"version": 2}
