import os
from importlib import import_module

from fastapi import APIRouter

router = APIRouter()
for name in os.environ["MODULES"].split(","):
    router.include_router(import_module(f"app.{name}.api").router)
