from app.invoices.router import router as invoices_router
from app.items.router import router as items_router
from app.users.router import router as users_router

__all__ = ["invoices_router", "items_router", "users_router"]
