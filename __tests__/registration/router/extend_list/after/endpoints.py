from app.core import ROUTERS
from app.users import api as users_api
from app.invoices import api as invoices_api
from app.items import api as items_api

ROUTERS.extend([users_api.router, items_api.router, invoices_api.router])
