from app.core import app
from app.routers import invoices_router, items_router, users_router

app.include_router(users_router)
app.include_router(items_router)
app.include_router(invoices_router)
