from importlib import import_module

from fastapi import APIRouter

NAMES = ["users"]
HIDDEN = ["users"]
router = APIRouter()
for name in NAMES:
    router.include_router(import_module(f"app.{name}.api").router, tags=[name])
