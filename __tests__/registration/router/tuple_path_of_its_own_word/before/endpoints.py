from app.items import api as items_api
from app.users import api as users_api

ROUTERS = [(users_api.router, "/people"), (items_api.router, "/items")]
