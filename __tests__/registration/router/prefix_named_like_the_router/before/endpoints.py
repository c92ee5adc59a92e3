from fastapi import APIRouter

from app.auth.router import router as member_router
from app.library.genres import router as genre_router

api_router = APIRouter()
api_router.include_router(
    member_router,
    prefix="/members",
    tags=["members"],
)
api_router.include_router(
    genre_router,
    prefix="/genres",
    tags=["genres"],
)
