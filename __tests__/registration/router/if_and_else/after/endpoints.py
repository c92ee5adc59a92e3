from app.core import app, settings
from app.invoices import api as invoices_api
from app.users import api as users_api

if settings.private:
    app.include_router(users_api.router, prefix="/private")
    app.include_router(invoices_api.router, prefix="/private")
else:
    app.include_router(users_api.router)
    app.include_router(invoices_api.router)
