from app.core import app, register
from app.users import api as users_api
from app.invoices import api as invoices_api
from app.items import api as items_api

register(app, users_api.router, "/users")
register(app, items_api.router, "/items")
register(app, invoices_api.router, "/invoices")
