from app.core import Tags
from app.invoices import api as invoices_api
from app.users import api as users_api

ROUTERS = [
    {"router": users_api.router, "tags": [Tags.users]},
    {"router": invoices_api.router, "tags": []},
]
