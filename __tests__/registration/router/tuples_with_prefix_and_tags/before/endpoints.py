from fastapi import APIRouter, FastAPI
from app.users.api import router as users_router
from app.items.api import router as items_router

app = FastAPI()
for router, prefix, tags in [
    (users_router, "/users", ["Users"]),
    (items_router, "/items", ["Items"]),
]:
    app.include_router(router, prefix=prefix, tags=tags)
