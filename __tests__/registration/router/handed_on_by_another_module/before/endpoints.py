from app.core import app
from app.routers import items_router, users_router

app.include_router(users_router)
app.include_router(items_router)
