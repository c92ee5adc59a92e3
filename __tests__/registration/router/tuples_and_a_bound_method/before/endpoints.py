from fastapi import APIRouter

from app.items.api import router as items_router
from app.users.api import router as users_router

api_router = APIRouter()
include = api_router.include_router

routers = (
    (users_router, "users", "users"),
    (items_router, "items", "items")

)

for router, prefix, tag in routers:
    include(router, prefix=f"/{prefix}", tags=[tag])
