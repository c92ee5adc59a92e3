from .items.api import router as items_router
from .users.api import router as users_router

__all__ = [
    "items_router",
    "users_router",
]
