from .invoices.api import router as invoices_router
from .items.api import router as items_router
from .users.api import router as users_router

__all__ = [
    "invoices_router",
    "items_router",
    "users_router",
]
