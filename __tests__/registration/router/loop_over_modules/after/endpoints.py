from app import invoices, items, users
from app.core import app

for module in (users, items, invoices):
    app.include_router(module.router)
