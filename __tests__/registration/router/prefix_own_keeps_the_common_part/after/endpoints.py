from app.core import app, settings
from app.invoices import api as invoices_api
from app.users import api as users_api

app.include_router(users_api.router, prefix=f"{settings.API}/users")
app.include_router(invoices_api.router, prefix=f"{settings.API}")
