from app.items.api import router as items_router
from app.users.api import router as users_router
from app.invoices.api import router as invoices_router
from app.core import app

for name, router in {"users": users_router, "items": items_router, "invoices": invoices_router}.items():
    app.include_router(router, prefix=f"/{name}")
