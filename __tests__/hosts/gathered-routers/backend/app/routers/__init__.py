from app.items.router import router as items_router
from app.users.router import router as users_router

__all__ = ["items_router", "users_router"]
