from fastapi import APIRouter

from app.items import api as items_api
from app.users import api as users_api

MODULES = {"items": items_api, "users": users_api}
PREFIXES = {"items": "/items", "users": "/people"}
router = APIRouter()
for name, module in MODULES.items():
    router.include_router(module.router, prefix=PREFIXES[name])
