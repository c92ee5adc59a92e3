from app.core import app, settings
from app.invoices import api as invoices_api
from app.labs import api as labs_api
from app.users import api as users_api

if settings.experimental:
    app.include_router(users_api.router)
    app.include_router(invoices_api.router)
app.include_router(labs_api.router)
