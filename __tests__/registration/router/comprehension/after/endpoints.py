from app.core import app
from app.invoices.api import router as invoices_router
from app.users.api import router as users_router

[app.include_router(each) for each in (users_router, invoices_router,)]
