from app.core import app
from app.invoices import api as invoices_api
from app.items import api as items_api
from app.users import api as users_api

app.include_router(users_api.router, tags=["利用者"])
app.include_router(items_api.router, tags=["品目"])
app.include_router(invoices_api.router)
