from app import items, users
from app.core import app

for module in (users, items):
    app.include_router(module.router)
