from app.invoices import api as invoices_api
from app.items import api as items_api
from app.users import api as users_api

ROUTERS = {}
ROUTERS["users"] = users_api.router
ROUTERS["items"] = items_api.router
ROUTERS["invoices"] = invoices_api.router
