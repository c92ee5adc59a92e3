from app.items import api as items_api
from app.users import api as users_api

ROUTERS = {"people": users_api.router, "items": items_api.router}
