from app.core import app, private, public
from app.invoices import api as invoices_api
from app.items import api as items_api
from app.users import api as users_api

guards = private
app.include_router(users_api.router, dependencies=guards)
app.include_router(invoices_api.router, dependencies=guards)
guards = public
app.include_router(items_api.router, dependencies=guards)
