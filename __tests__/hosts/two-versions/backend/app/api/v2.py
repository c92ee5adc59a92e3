from fastapi import APIRouter

from app.users.api import router as v2_users_router

router = APIRouter(prefix="/v2")
router.include_router(v2_users_router)


@router.get("/version", tags=["meta"])
def read_version() -> dict[str, int]:
    return {"version": 2}
