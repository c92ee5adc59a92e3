from app.items.api import router as items_router
from app.users.api import router as users_router

ROUTERS = [
    users_router,  # people
    items_router,
]
