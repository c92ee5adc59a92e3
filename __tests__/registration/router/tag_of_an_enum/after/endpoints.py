from app.core import Tags, app
from app.invoices import api as invoices_api
from app.users import api as users_api

app.include_router(users_api.router, tags=[Tags.users], include_in_schema=True)
app.include_router(invoices_api.router, include_in_schema=True)
