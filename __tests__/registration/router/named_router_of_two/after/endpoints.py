from app.core import v1, v2, health
from app.invoices import api as invoices_api

v1.include_router(health)
v2.include_router(health)
v2.include_router(invoices_api.router, tags=["invoices"])
