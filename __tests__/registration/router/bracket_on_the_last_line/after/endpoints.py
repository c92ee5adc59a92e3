from app.users import api as users_api
from app.invoices import api as invoices_api
from app.core import app

routers = [app.router,
           users_api.router,
           invoices_api.router]
