from app.items.api import router as items_router
from app.users.api import router as users_router
from app.core import app

for name, router in {"users": users_router, "items": items_router}.items():
    app.include_router(router, prefix=f"/{name}")
