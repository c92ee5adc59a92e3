from importlib import import_module

from fastapi import APIRouter

OPTIONAL_ROUTERS = [
    {"module": "users", "prefix": "", "tags": ["users"]},  # people
    {"module": "invoices", "prefix": "", "tags": ["invoices"]},
]
router = APIRouter()
for entry in OPTIONAL_ROUTERS:
    module = import_module(f"app.{entry['module']}.api")
    router.include_router(module.router, prefix=entry["prefix"], tags=entry["tags"])
