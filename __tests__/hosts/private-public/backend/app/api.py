from fastapi import APIRouter, Depends

from app.items.router import router as items_router
from app.posts.router import router as posts_router
from app.security import require_key
from app.users.router import router as users_router

public = APIRouter()
public.include_router(posts_router)

private = APIRouter(dependencies=[Depends(require_key)])
private.include_router(users_router)
private.include_router(items_router)

api = APIRouter(prefix="/api")
api.include_router(public)
api.include_router(private)
