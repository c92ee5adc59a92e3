import app.core
from app.core import v1
from app.invoices import invoices_router

v1.include_router(app.core.health, tags=["health"])
v1.include_router(invoices_router, prefix="/invoices", tags=["invoices"])
