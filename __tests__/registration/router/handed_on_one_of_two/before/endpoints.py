from app.users.router import people_router, users_router
from app.items.router import items_router
