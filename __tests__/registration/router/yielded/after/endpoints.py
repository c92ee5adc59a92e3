from app.invoices import api as invoices_api
from app.items import api as items_api
from app.users import api as users_api


def routers():
    yield users_api.router
    yield items_api.router
    yield invoices_api.router
