from myapp.invoices import api as invoices_api
from myapp.posts import api as posts_api
from myapp.users import api as users_api

ALL_ROUTERS = [
    posts_api.router,
    users_api.router,
    invoices_api.router,
]
