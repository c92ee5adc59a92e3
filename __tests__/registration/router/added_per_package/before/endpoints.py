from app.core import ROUTERS
from app.users import api as users_api
from app.items import api as items_api

ROUTERS += [users_api.router]
ROUTERS += [items_api.router]
