from app.core import app
from app.users.api import router as users_router
from app.invoices.api import router as invoices_router

for router, prefix in ((users_router, "/users"), (invoices_router, "/bills")):
    app.include_router(router, prefix=prefix)
